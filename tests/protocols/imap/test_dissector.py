"""What the lines of an IMAP session say, and what the server knows after each."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.dissect import dissect
from labkit.protocols.imap.commands import COMMANDS
from labkit.protocols.imap.dissector import ImapDissector
from labkit.protocols.showing import MASK
from labkit.records import RawLine
from tests.protocols.rawlines import TIME, checked, conversation, knows, raw_lines, story

DAY = """
    S: * OK [CAPABILITY IMAP4rev1] imap.fuji.example is ready
    C: A1 LOGIN ken@fuji.example "se cret"
    S: A1 OK hello
    C: A2 SELECT INBOX
    S: * 2 EXISTS
    S: * OK [UIDVALIDITY 7] UIDs valid
    S: A2 OK [READ-WRITE] done
    C: A3 UID FETCH 1 (BODY.PEEK[])
    S: * 1 FETCH (UID 1 BODY[] {45}
    S: Subject: =?utf-8?B?44GK44Gv?=
    S:
    S: A9 OK done
    S: )
    S: A3 OK done
    C: A4 STORE 1 +FLAGS (\\Deleted)
    S: * 1 FETCH (FLAGS (\\Deleted))
    S: A4 OK done
    C: A5 SELECT "nowhere
    S: A5 BAD what?
    C: A6 EXPUNGE
    S: * 1 EXPUNGE
    S: A6 OK done
    C: A7 LOGOUT
    S: * BYE see you
    S: A7 OK done
"""


def test_a_session_from_hello_to_goodbye() -> None:
    lines, end = conversation("IMAP", DAY)
    assert end == "LOGOUT"
    assert [(line.phase, line.kind, line.code, story(line)) for line in lines] == [
        ("login", "greeting", "*", "greeting"),
        ("login", "secret", "", "login"),
        ("login", "reply", "OK", "ok_login"),
        ("open", "command", "", "select"),
        ("open", "untagged", "*", "untagged_exists"),
        ("open", "untagged", "*", "untagged_ok"),
        ("open", "reply", "OK", "ok_select"),
        ("work", "command", "", "fetch_peek"),
        ("work", "untagged", "*", "untagged_fetch_text"),
        ("work", "content", "", "letter"),
        ("work", "reply", "OK", "ok_any"),
        ("work", "command", "", "store_deleted_on"),
        ("work", "untagged", "*", "untagged_fetch"),
        ("work", "reply", "OK", "ok_any"),
        ("open", "command", "", "select"),
        ("open", "reply", "BAD", "bad"),
        ("work", "command", "", "expunge"),
        ("work", "untagged", "*", "untagged_expunge"),
        ("work", "reply", "OK", "ok_expunge"),
        ("leave", "command", "", "logout"),
        ("leave", "untagged", "*", "untagged_bye"),
        ("leave", "reply", "OK", "ok_logout"),
    ]
    assert {line.pill for line in lines if line.direction == "C"} == {None}
    assert [line.pill for line in lines if line.code == "BAD"] == ["no"]


def test_what_the_server_knows() -> None:
    lines, _ = conversation("IMAP", DAY)
    opened = ["logged in as ken@fuji.example", "selected=INBOX", "UIDVALIDITY=7"]
    assert knows(lines[1]) == []
    assert knows(lines[2]) == knows(lines[5]) == opened[:1]
    assert knows(lines[6]) == knows(lines[12]) == [*opened, "letters: 2"]
    assert knows(lines[13]) == knows(lines[15]) == [*opened, "letters: 2", r"letter 1: +\Deleted"]
    assert knows(lines[18]) == [*opened, "letters: 1"]
    assert knows(lines[21]) == []


def test_a_literal_is_folded_and_its_octets_are_no_replies() -> None:
    lines, _ = conversation("IMAP", DAY)
    letter = lines[9]
    assert (letter.text, letter.count, letter.octets, letter.number) == ("Subject: おは", 3, 45, 10)


def test_a_literal_may_end_in_the_middle_of_a_line() -> None:
    said = [
        ("S", b"* OK\r\n* 1 FETCH (BODY[TEXT] {5}\r\na\r\nbc FLAGS (\\Seen))\r\n* 2 EXISTS\r\n")
    ]
    lines, _ = dissect("IMAP", raw_lines(said))
    assert [(line.kind, line.text) for line in lines[2:]] == [
        ("content", "… 2 lines"),
        ("untagged", " FLAGS (\\Seen))"),
        ("untagged", "* 2 EXISTS"),
    ]


@pytest.mark.parametrize("plus", ["", "+"])
def test_append_is_folded(plus: str) -> None:
    go = "S: + go on" if not plus else ""
    text = f"""S: * OK
    C: A1 APPEND Sent (\\Seen) {{21{plus}}}
    {go}
    C: Subject: hi
    C:
    C: body
    C:
    S: A1 OK [APPENDUID 7 1] done
    C: A2 NOOP
    S: A2 OK done"""
    lines, _ = conversation("IMAP", "\n".join(filter(str.strip, text.splitlines())))
    kinds = [(line.kind, story(line)) for line in lines if line.kind != "continuation"]
    assert kinds == [
        ("greeting", "greeting"),
        ("command", "append"),
        ("content", "letter"),
        ("reply", "ok_append"),
        ("command", "noop"),
        ("reply", "ok_any"),
    ]
    (letter,) = [line for line in lines if line.kind == "content"]
    assert (letter.text, letter.octets) == ("Subject: hi", 21)


def test_a_refused_literal_never_comes() -> None:
    lines, _ = conversation(
        "IMAP",
        """S: * OK
        C: A1 APPEND Sent {999999999}
        S: A1 NO too large
        C: A2 NOOP
        S: A2 OK done""",
    )
    assert [story(line) for line in lines[1:]] == ["append", "no", "noop", "ok_any"]


@pytest.mark.parametrize(
    "said",
    [
        b"A1 LOGIN ken TopSecret\r\n",
        b'A1 login "ken" "TopSecret x"\r\n',
        b"A1  LOGIN  ken  TopSecret\r\n",
        b"A1\tLOGIN\tken\tTopSecret\r\n",
        b"LOGIN ken TopSecret\r\n",
        b"A1 LOGIN ken x TopSecret\r\n",
        b"A1 LOGIN {3+}\r\nken TopSecret\r\n",
        b"A1 LOGIN {3+}\r\nken {9+}\r\nTopSecret\r\n",
        b"A1 LOGIN ken {11+}\r\nTop\r\nSecret\r\n",
        b'A1 LOGIN "k\\"en" "TopSecret',
        b"A1 AUTHENTICATE PLAIN TopSecret\r\n",
        b"authenticate plain TopSecret\r\n",
        b"A1 AUTHENTICATE PLAIN\r\nTopSecret\r\n",
    ],
)
def test_secrets_are_masked(said: bytes) -> None:
    for lost in (False, True):
        raws = [raw._replace(lost=lost) for raw in raw_lines([("C", said)])]
        whole, _ = dissect("IMAP", raws)
        assert MASK in whole[-1].text
        assert "Secret" not in repr(whole)


def test_login_by_literals_tells_the_user() -> None:
    lines, _ = conversation(
        "IMAP",
        """S: * OK
        C: A1 LOGIN {3}
        S: + go on
        C: ken {9}
        S: + go on
        C: TopSecret
        S: A1 OK done""",
    )
    assert [line.text for line in lines if line.direction == "C"] == [
        "A1 LOGIN {3}",
        "ken",
        MASK,
        MASK,
    ]
    assert knows(lines[-1]) == ["logged in as ken"]


def test_authenticate_tells_the_user_and_can_be_cancelled() -> None:
    response = base64.b64encode(b"\0ken\0TopSecret").decode()
    lines, _ = conversation(
        "IMAP",
        f"""S: * OK
        C: A1 AUTHENTICATE PLAIN
        S: +
        C: *
        S: A1 BAD cancelled
        C: A2 AUTHENTICATE PLAIN
        S: +
        C: {response}
        S: A2 OK done
        C: A3 NOOP""",
    )
    assert [story(line) for line in lines[2:5]] == ["challenge", "cancel", "bad"]
    assert (lines[7].kind, lines[7].text, lines[9].text) == ("secret", MASK, "A3 NOOP")
    assert knows(lines[8]) == ["logged in as ken"]
    assert response not in repr(lines)


def test_idle_waits_and_done_ends_it() -> None:
    lines, _ = conversation(
        "IMAP",
        """S: * OK
        C: A1 IDLE
        S: + idling
        S: * 3 EXISTS
        C: DONE
        S: A1 OK done""",
    )
    assert [story(line) for line in lines[1:]] == [
        *("idle", "idling", "untagged_exists", "done", "ok_any")
    ]
    assert (lines[2].pill, lines[2].code) == ("go", "+")


def test_without_a_kind_answer_there_was_no_goodbye() -> None:
    assert conversation("IMAP", "S: * OK\nC: A1 LOGOUT\nS: * BYE")[1] == ""
    lost = RawLine(1, 1, "C", TIME, b"A1 LOGOUT\r\n", lost=True)
    dissector = ImapDissector()
    (line,) = dissector.feed(lost)
    assert (line.text, line.lost, line.phase) == ("A1 LOGOUT", True, "leave")
    dissector.feed(RawLine(1, 2, "S", TIME, b"A1 OK done\r\n"))
    assert dissector.end == ""


def test_a_letter_cut_off_is_shown_at_the_end() -> None:
    said = [("S", b"* OK\r\n* 1 FETCH (BODY[] {100}\r\nSubject: half\r\n")]
    lines, _ = dissect("IMAP", raw_lines(said))
    assert (lines[-1].kind, lines[-1].text) == ("content", "Subject: half")


@given(
    st.lists(
        st.tuples(
            st.sampled_from("CS"),
            st.one_of(
                st.binary(max_size=30),
                st.sampled_from(
                    [
                        *[b"* 1 FETCH (BODY[] {5}\r\n", b"+ \r\n", b"A1 OK x\r\n", b"A1 NO x\r\n"],
                        *[
                            b"DONE\r\n",
                            b")\r\n",
                            b"abc\r\n",
                            b"A1 LOGIN {2}\r\n",
                            b"* 3 EXISTS\r\n",
                        ],
                    ]
                ),
                st.sampled_from([f"A1 {r.example}\r\n".encode() for r in COMMANDS.values()]),
            ),
        ),
        max_size=30,
    )
)
def test_nothing_makes_it_raise(said: list[tuple[str, bytes]]) -> None:
    checked("IMAP", raw_lines(said))


def test_a_response_that_came_early_is_not_awaited_again() -> None:
    text = "S: * OK\nC: A1 AUTHENTICATE PLAIN\nC: AGtlbgB4\nS: +\nC: A2 NOOP"
    lines, _ = conversation("IMAP", text)
    assert [line.text for line in lines[2:]] == [MASK, "+", "A2 NOOP"]


def test_a_letter_without_room_is_refused_before_it_comes() -> None:
    lines, _ = conversation(
        "IMAP",
        """S: * OK
        C: A1 GETQUOTAROOT INBOX
        S: * QUOTAROOT INBOX account
        S: * QUOTA account (MESSAGE 3 3)
        S: A1 OK done
        C: A2 APPEND Sent {9}
        S: A2 NO [OVERQUOTA] full
        C: A3 FETCH 1 UID
        S: * 1 FETCH (UID 1)
        S: A3 OK [EXPUNGEISSUED] done""",
    )
    assert [story(line) for line in lines[1:]] == [
        *("getquotaroot", "untagged_quotaroot", "untagged_quota", "ok_any"),
        *("append", "no_overquota", "fetch", "untagged_fetch", "ok_expungeissued"),
    ]
    assert lines[6].pill == "no"


def test_a_busy_server_says_goodbye_first() -> None:
    lines, end = conversation("IMAP", "S: * BYE [UNAVAILABLE] too busy")
    assert [(line.phase, line.kind, story(line)) for line in lines] == [
        ("leave", "greeting", "greeting_bye")
    ]
    assert end == ""


def test_when_the_server_ends_it_nothing_is_known_any_more() -> None:
    lines, end = conversation(
        "IMAP",
        """S: * OK
        C: A1 LOGIN ken secret
        S: A1 OK done
        C: A2 SELECT Work
        S: A2 OK done
        C: A3 IDLE
        S: + idling
        S: * BYE the mailbox is gone""",
    )
    assert knows(lines[-2]) == ["logged in as ken", "selected=Work"]
    assert (lines[-1].phase, story(lines[-1]), knows(lines[-1])) == ("leave", "untagged_bye", [])
    assert end == ""
