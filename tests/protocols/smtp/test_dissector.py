"""What an observer reads from a session's lines."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.showing import MASK
from labkit.protocols.smtp.dissector import SmtpDissector
from labkit.records import RawLine, WireLine
from labkit.texts import LANGUAGES, tell
from tests.protocols.rawlines import knows

NOW = datetime(2026, 4, 6, tzinfo=UTC)
PLAIN = base64.b64encode(b"\0aya@sakura.example\0cherry").decode()
SESSION = f"""\
S: 220 smtp.sakura.example ESMTP
C: EHLO pc.sakura.example
S: 250-smtp.sakura.example
S: 250-SIZE 1000
S: 250 HELP
C: AUTH PLAIN {PLAIN}
S: 235 2.7.0 welcome
C: MAIL FROM:<aya@sakura.example>
S: 250 2.1.0 OK
C: RCPT TO:<ken@fuji.example>
S: 250 2.1.5 OK
C: RCPT TO:<nobody@sakura.example>
S: 550 5.1.1 nobody here is called nobody
C: DATA
S: 354 go on
C: From: Aya
C: Subject: A: picnic
C:
C: QUIT
C: ..
C: .
S: 250 2.0.0 queued as Q1
C: QUIT
S: 221 2.0.0 Bye
"""


def raw(text: str, end: str = "\r\n") -> list[RawLine]:
    return [
        RawLine(1, number, "C" if line[0] == "C" else "S", NOW, (line[3:] + end).encode())
        for number, line in enumerate(text.splitlines(), 1)
    ]


def dissect(lines: list[RawLine]) -> tuple[list[WireLine], SmtpDissector]:
    dissector = SmtpDissector()
    found = [wire for line in lines for wire in dissector.feed(line)]
    return found + dissector.finish(), dissector


def test_a_session_is_read_line_by_line() -> None:
    lines, dissector = dissect(raw(SESSION))
    assert [(line.phase, line.kind, line.code, line.count) for line in lines] == [
        ("hello", "greeting", "220", 1),
        ("hello", "command", "", 1),
        ("hello", "reply", "250", 3),
        ("login", "secret", "", 1),
        ("login", "reply", "235", 1),
        ("envelope", "command", "", 1),
        ("envelope", "reply", "250", 1),
        ("envelope", "command", "", 1),
        ("envelope", "reply", "250", 1),
        ("envelope", "command", "", 1),
        ("envelope", "reply", "550", 1),
        ("letter", "command", "", 1),
        ("letter", "reply", "354", 1),
        ("letter", "content", "", 6),
        ("letter", "reply", "250", 1),
        ("goodbye", "command", "", 1),
        ("goodbye", "reply", "221", 1),
    ]
    assert dissector.end == "QUIT"
    assert lines[13].text == "Subject: A: picnic"
    assert lines[2].text == "250 smtp.sakura.example · SIZE 1000 · HELP"
    assert [line.star for line in lines].index(True) == 14
    assert sum(line.star for line in lines) == 1


def test_what_the_server_knows_and_that_a_refusal_leaves_it_alone() -> None:
    lines, _ = dissect(raw(SESSION))
    assert knows(lines[0]) == []
    assert knows(lines[8]) == [
        "client = pc.sakura.example",
        "login = aya@sakura.example",
        "from = aya@sakura.example",
        "to = [ken@fuji.example]",
    ]
    assert knows(lines[10]) == knows(lines[8])
    assert knows(lines[13])[-1] == "message held, not stored"
    assert knows(lines[14])[2:] == ["★ the server is responsible now"]


def test_pills() -> None:
    text = (
        "S: 220 x\nC: NOOP\nS: 250 ok\nC: FOO\nS: 500 no\nC: NOOP\nS: 451 later\nC: DATA\nS: 354 go"
    )
    pills = [line.pill for line in dissect(raw(text))[0] if line.direction == "S"]
    assert pills == ["ok", "ok", "no", "later", "go"]


def test_login_answers_are_masked_and_only_the_name_is_kept() -> None:
    user, password = (base64.b64encode(word).decode() for word in (b"aya", b"cherry"))
    text = (
        f"S: 220 x\nC: EHLO pc\nS: 250 x\nC: AUTH LOGIN\nS: 334 VXNlcg==\nC: {user}\nS: 334 UGE=\n"
    )
    text += f"C: {password}\nS: 235 ok"
    lines, _ = dissect(raw(text))
    assert [line.text for line in lines if line.direction == "C"][2:] == [MASK, MASK]
    assert knows(lines[-1]) == ["client = pc", "login = aya"]
    assert not any(password in line.text for line in lines)


def test_passwords_sent_before_the_server_answered_are_masked_too() -> None:
    text = "S: 220 x\nC: AUTH LOGIN\nC: YXlh\nC: Y2hlcnJ5"
    lines, _ = dissect(raw(text))
    assert [line.kind for line in lines[2:]] == ["secret", "secret"]
    assert "Y2hlcnJ5" not in "".join(line.text for line in lines)


def test_lost_lines_are_shown_as_lost_and_change_nothing() -> None:
    lines = raw("S: 220 x\nC: AUTH PLAIN AGE=\nC: QUIT")
    lines[1:] = [line._replace(lost=True) for line in lines[1:]]
    found, dissector = dissect(lines)
    assert [(line.lost, line.text) for line in found[1:]] == [(True, MASK), (True, "QUIT")]
    assert dissector.end == ""


def test_pipelined_commands_find_their_replies() -> None:
    text = (
        "S: 220 x\nC: EHLO a\nS: 250 x\nC: MAIL FROM:<a@a.example>\nC: RCPT TO:<b@b.example>\n"
        "C: RCPT TO:<c@b.example>\nC: DATA\nS: 250 2.1.0 ok\nS: 550 5.1.1 no\nS: 250 2.1.5 ok\n"
        "S: 354 go\nC: hello\nC: .\nC: QUIT\nS: 250 2.0.0 ok\nS: 221 bye"
    )
    lines, dissector = dissect(raw(text))
    assert knows(lines[-5])[1:] == ["from = a@a.example", "to = [c@b.example]"]
    assert [line.kind for line in lines[-4:]] == ["content", "command", "reply", "reply"]
    assert dissector.end == "QUIT"
    assert lines[-2].star


@pytest.mark.parametrize("end", [b"a\n", b"a\r"])
def test_a_dot_after_a_bare_line_end_does_not_end_the_letter(end: bytes) -> None:
    lines = raw("S: 220 x\nC: DATA\nS: 354 go\nC: x\nC: .\nC: MAIL FROM:<evil@x.example>\nC: .")
    lines[3] = lines[3]._replace(octets=end)
    found, _ = dissect(lines)
    assert [(line.kind, line.count) for line in found[3:]] == [("content", 4)]


def test_rset_and_a_refused_letter_forget_the_envelope() -> None:
    start = "S: 220 x\nC: EHLO a\nS: 250 x\nC: MAIL FROM:<>\nS: 250 ok\n"
    lines, _ = dissect(raw(start + "C: RSET\nS: 250 ok"))
    assert knows(lines[-1]) == ["client = a"]
    assert knows(lines[-3]) == ["client = a", "from = <>"]
    rest = "C: RCPT TO:<b@b.example>\nS: 250 ok\nC: DATA\nS: 354 go\nC: x\nC: .\nS: 550 5.5.2 no"
    lines, _ = dissect(raw(start + rest))
    assert knows(lines[-1]) == ["client = a"]
    assert not any(line.star for line in lines)


def test_a_session_that_breaks_off_tells_what_there_was() -> None:
    lines, dissector = dissect(raw("S: 220 x\nC: DATA\nS: 354 go\nC: Subject: B\nC: half"))
    assert [(line.kind, line.text) for line in lines[3:]] == [("content", "Subject: B")]
    assert dissector.end == ""


def test_a_password_after_no_name_is_not_taken_for_one() -> None:
    password = base64.b64encode(b"cherry").decode()
    text = f"S: 220 x\nC: AUTH LOGIN\nS: 334 VXNlcg==\nC: \nS: 334 UGE=\nC: {password}\nS: 235 ok"
    assert knows(dissect(raw(text))[0][-1]) == []


def transcripts() -> list[Path]:
    return sorted(Path(__file__, "../../../transcripts/smtp").resolve().glob("*.txt"))


line = st.one_of(
    st.binary(max_size=30),
    st.sampled_from(
        [line[3:].encode() for line in SESSION.splitlines()] + [b".", b"334 x", b"*", b"", b"250-"]
    ),
)


@given(st.lists(st.tuples(st.sampled_from("CS"), line, st.sampled_from([b"\r\n", b"\n", b""]))))
def test_it_never_raises_and_loses_no_line(said: list[tuple[str, bytes, bytes]]) -> None:
    lines = [
        RawLine(1, number, "C" if who == "C" else "S", NOW, octets + end, number % 11 == 0)
        for number, (who, octets, end) in enumerate(said, 1)
    ]
    found, _ = dissect(lines)
    assert sum(wire.count for wire in found) == len(lines)
    assert sum(wire.octets for wire in found) == sum(len(line.octets) for line in lines)
    for wire in found:
        for language in LANGUAGES:
            assert wire.story is None or tell(language, wire.story)
            assert all(tell(language, notice) for notice in wire.knows)
        assert not re.search(r"[\x00-\x1f]", wire.text)
