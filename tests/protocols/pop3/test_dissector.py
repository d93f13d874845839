"""What the lines of a POP3 session say, and what the server knows after each."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.pop3 import COMMANDS
from labkit.protocols.pop3.dissector import Pop3Dissector
from labkit.protocols.showing import MASK
from labkit.records import RawLine
from labkit.texts import LANGUAGES, catalogue
from tests.protocols.pop3.maildrops import TRANSCRIPTS, sentences
from tests.protocols.rawlines import TIME, checked, conversation, knows, raw_lines, story

DAY = """
    S: +OK pop.fuji.example POP3 server ready
    C: USER ken@fuji.example
    S: +OK now your password, please: PASS
    C: PASS secret
    S: +OK maildrop locked, 2 messages (60 octets)
    C: UIDL
    S: +OK unique-id listing follows
    S: 1 7-1
    S: 2 7-2
    S: .
    C: RETR 2
    S: +OK 43 octets
    S: Subject: =?utf-8?B?44GK44Gv?=
    S:
    S: one
    S: ..two
    S: .
    C: DELE 2
    S: +OK message 2 marked as deleted
    C: DELE 2
    S: -ERR message 2 is marked as deleted
    C: QUIT
    S: +OK pop.fuji.example signing off (1 message removed, 1 left)
"""


def test_a_session_from_hello_to_goodbye() -> None:
    lines, end = conversation("POP3", DAY)
    assert end == "QUIT"
    assert [(line.phase, line.kind, line.code, story(line)) for line in lines] == [
        ("login", "greeting", "+OK", "greeting"),
        ("login", "command", "", "user"),
        ("login", "reply", "+OK", "ok_user"),
        ("login", "secret", "", "pass"),
        ("login", "reply", "+OK", "ok_login"),
        ("take", "command", "", "uidl"),
        ("take", "reply", "+OK", "ok_follows"),
        ("take", "reply", "", "lines"),
        ("take", "reply", "", "dot"),
        ("take", "command", "", "retr"),
        ("take", "reply", "+OK", "ok_follows"),
        ("take", "content", "", "letter"),
        ("take", "reply", "", "dot"),
        ("take", "command", "", "dele"),
        ("take", "reply", "+OK", "ok_dele"),
        ("take", "command", "", "dele"),
        ("take", "reply", "-ERR", "err"),
        ("goodbye", "command", "", "quit"),
        ("goodbye", "reply", "+OK", "ok_quit_removed"),
    ]
    assert [line.star for line in lines] == [False] * 18 + [True]


def test_what_the_server_knows_grows_and_a_refusal_changes_nothing() -> None:
    lines, _ = conversation("POP3", DAY)
    assert knows(lines[1]) == []
    assert knows(lines[2]) == ["user=ken@fuji.example"]
    logged_in = ["logged in as ken@fuji.example", "mailbox locked, letters: 2"]
    assert knows(lines[4]) == knows(lines[13]) == logged_in
    assert knows(lines[14]) == knows(lines[16]) == [*logged_in, "marked={2}"]
    assert knows(lines[18]) == ["letters removed: 1"]


def test_text_is_folded_and_counted() -> None:
    lines, _ = conversation("POP3", DAY)
    listing, letter = lines[7], lines[11]
    assert (listing.text, listing.count, listing.number) == ("1 7-1, 2 7-2", 2, 8)
    assert (letter.text, letter.count, letter.number) == ("Subject: おは", 4, 13)
    assert letter.octets == len("Subject: =?utf-8?B?44GK44Gv?=\r\n\r\none\r\n.two\r\n")


@pytest.mark.parametrize(
    "said",
    [
        "PASS TopSecret",
        "pass  TopSecret",
        " PASS TopSecret x",
        "PASS\tTopSecret",
        "AUTH\tPLAIN\tTopSecret",
        "AUTH PLAIN TopSecret",
        "auth plain   TopSecret",
        "AUTH PLAIN x TopSecret",
    ],
)
def test_secrets_are_masked(said: str) -> None:
    (line,) = conversation("POP3", f"C: {said}")[0]
    assert line.kind == "secret"
    assert MASK in line.text
    assert "TopSecret" not in repr(line)


def test_a_secret_that_never_arrived_is_masked_too() -> None:
    raws = raw_lines([("C", b"AUTH PLAIN\r\nTopSecret\r\n")])
    lines = checked("POP3", [raw._replace(lost=True) for raw in raws])
    assert [line.text for line in lines] == ["AUTH PLAIN", MASK]
    sent, lost = raws
    lines = checked("POP3", [sent, lost._replace(lost=True)])
    assert [line.text for line in lines] == ["AUTH PLAIN", MASK]


def test_base64_is_masked_and_tells_the_user() -> None:
    response = base64.b64encode(b"\0ken@fuji.example\0TopSecret").decode()
    lines, _ = conversation(
        "POP3",
        f"""
        S: +OK ready
        C: AUTH PLAIN
        S: +
        C: *
        S: -ERR cancelled
        C: AUTH PLAIN
        S: +
        C: {response}
        S: +OK maildrop locked, 1 message (30 octets)
        C: STAT
        S: +OK 1 30
        """,
    )
    assert [line.kind for line in lines[1:4]] == ["command", "continuation", "command"]
    assert (lines[7].kind, lines[7].text, lines[2].pill) == ("secret", MASK, "go")
    assert response not in repr(lines)
    assert knows(lines[8])[0] == "logged in as ken@fuji.example"
    assert (lines[9].kind, lines[9].phase) == ("command", "take")


def test_pipelined_commands_find_their_replies() -> None:
    response = base64.b64encode(b"\0ken\0TopSecret").decode()
    lines, end = conversation(
        "POP3",
        f"""
        S: +OK ready
        C: AUTH PLAIN
        C: {response}
        C: RETR 1
        C: RETR 9
        C: DELE 1
        C: QUIT
        S: +
        S: +OK maildrop locked
        S: +OK 5 octets
        S: a
        S: .
        S: -ERR no such message
        S: +OK marked
        S: +OK bye
        """,
    )
    assert [line.kind for line in lines[1:4]] == ["command", "secret", "command"]
    assert [story(line) for line in lines[7:]] == [
        *("challenge", "ok_login", "ok_follows", "letter", "dot", "err", "ok_dele"),
        "ok_quit_removed",
    ]
    assert lines[10].text == "… 1 lines"
    assert end == "QUIT"


def test_without_a_kind_answer_there_was_no_goodbye() -> None:
    assert conversation("POP3", "S: +OK\nC: QUIT")[1] == ""
    assert conversation("POP3", "S: +OK\nC: QUIT now\nS: -ERR no argument")[1] == ""
    assert conversation("POP3", "S: +OK\nC: QUIT\nS: +OK")[1] == "QUIT"


def test_what_never_arrived_changes_nothing() -> None:
    lost = RawLine(1, 2, "C", TIME, b"QUIT\r\n", lost=True)
    dissector = Pop3Dissector()
    dissector.feed(raw_lines([("S", b"+OK ready\r\n")])[0])
    (line,) = dissector.feed(lost)
    assert line.lost
    (reply,) = dissector.feed(RawLine(1, 3, "S", TIME, b"+OK bye\r\n"))
    assert (reply.story and reply.story.key, dissector.end) == ("story.pop3.ok", "")


def test_a_letter_cut_off_is_shown_at_the_end() -> None:
    lines, end = conversation("POP3", "S: +OK\nC: RETR 1\nS: +OK\nS: Subject: half")
    assert (lines[-1].kind, lines[-1].text, end) == ("content", "Subject: half", "")


def test_many_marks_are_counted_not_listed() -> None:
    text = "S: +OK\n" + "".join(f"C: DELE {n}\nS: +OK\n" for n in range(1, 101))
    lines, _ = conversation("POP3", text)
    assert knows(lines[-1]) == ["marked={1, 2, 3, 4, 5, 6, 7, 8, … (100)}"]


def test_a_language_and_utf8_are_known_from_then_on() -> None:
    lines, end = conversation(
        "POP3",
        """
        S: +OK ready
        C: LANG
        S: +OK these are my languages
        S: en English
        S: ja 日本語
        S: .
        C: LANG ja
        S: +OK ja これからは日本語で答えます
        C: UTF8
        S: +OK UTF-8を使います
        C: USER ken@fuji.example
        S: +OK 次はPASSでパスワードをどうぞ
        C: PASS secret
        S: +OK メールボックスに鍵をかけました。メール2通（60オクテット）
        C: LANG mul
        S: -ERR その言語は使えません
        C: DELE 1
        S: +OK 1番に削除マークを付けました
        C: QUIT
        S: +OK pop.fuji.example、終了します（メール1通を削除、残り1通）
        """,
    )
    assert [story(line) for line in lines[1:9]] == [
        *("lang_list", "ok_follows", "lines", "dot", "lang", "ok_lang", "utf8", "ok_utf8"),
    ]
    assert lines[3].text == "en English, ja 日本語"
    assert knows(lines[-3]) == [
        "language=ja",
        "understands UTF-8",
        "logged in as ken@fuji.example",
        "mailbox locked, letters: 2",
        "marked={1}",
    ]
    assert (story(lines[-1]), knows(lines[-1]), end) == (
        *("ok_quit_removed", ["letters removed: 1"]),
        "QUIT",
    )


def test_each_capability_is_a_line_of_its_own() -> None:
    lines, _ = conversation(
        "POP3", "S: +OK\nC: CAPA\nS: +OK\nS: TOP\nS: EXPIRE 0\nS: ..X\nS: .\nC: CAPA\nS: +OK\nS: ."
    )
    assert [(line.text, story(line)) for line in lines[3:7]] == [
        ("TOP", "capability.top"),
        ("EXPIRE 0", "capability.expire_0"),
        (".X", "capability.other"),
        (".", "dot"),
    ]
    assert story(lines[-1]) == "dot"


def test_what_went_without_having_been_marked_is_told() -> None:
    # RFC 2449 section 6.7: EXPIRE 0
    taken = "S: +OK\nC: DELE 1\nS: +OK\nC: QUIT\nS: +OK bye (2 messages removed, 0 left)"
    lines, _ = conversation("POP3", taken)
    assert (story(lines[-1]), lines[-1].star) == ("ok_quit_taken", True)
    assert knows(lines[-1]) == ["letters removed: 2"]


def test_a_goodbye_that_failed_says_what_is_left() -> None:
    text = "S: +OK\nC: DELE 1\nS: +OK\nC: QUIT\nS: -ERR [SYS/TEMP] some not removed"
    lines, end = conversation("POP3", text)
    assert (story(lines[-1]), lines[-1].star, end) == ("err_not_removed", False, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", COMMANDS)
def test_each_verb_has_its_sentence(verb: str, language: str) -> None:
    assert f"story.pop3.{verb.lower()}" in catalogue(language)  # type: ignore[arg-type]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("CS"),
            st.one_of(
                st.binary(max_size=30),
                st.sampled_from(
                    [
                        *(b"+OK\r\n", b"-ERR [IN-USE] x\r\n", b"+ \r\n", b".\r\n", b"*\r\n"),
                        *(b"+OK ja x\r\n", b"EXPIRE\r\n", b"-ERR [SYS/\r\n"),
                    ]
                ),
                st.sampled_from([f"{row.example}\r\n".encode() for row in COMMANDS.values()]),
            ),
        ),
        max_size=30,
    )
)
def test_nothing_makes_it_raise(said: list[tuple[str, bytes]]) -> None:
    checked("POP3", raw_lines(said))


def test_client_sides_of_all_transcripts_are_understood() -> None:
    for path in TRANSCRIPTS:
        checked("POP3", raw_lines([("C", next(sentences(path)))]))


def test_a_response_that_came_early_is_not_awaited_again() -> None:
    lines, _ = conversation("POP3", "S: +OK\nC: AUTH PLAIN\nC: AGtlbgB4\nS: +\nC: NOOP")
    assert [line.text for line in lines[1:]] == ["AUTH PLAIN", MASK, "+", "NOOP"]
