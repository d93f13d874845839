"""Where a cable is pulled: which lines are meant by a word."""

from __future__ import annotations

import pytest

from labkit.agents.cable import before, verb_of


@pytest.mark.parametrize(
    ("said", "verb"),
    [("quit", "QUIT"), (" MAIL FROM", "MAIL"), ("uid fetch", "FETCH"), ("UID", "UID"), (" ", "")],
)
def test_a_line_is_known_by_its_verb(said: str, verb: str) -> None:
    assert verb_of(said) == verb


@pytest.mark.parametrize(
    ("verb", "line", "meant"),
    [
        ("QUIT", b"QUIT\r\n", True),
        ("QUIT", b"quit\r\n", True),
        ("MAIL", b"MAIL FROM:<a@b> SIZE=3\r\n", True),
        ("LOGIN", b"a1 LOGIN ken secret\r\n", True),
        ("FETCH", b"a4 UID FETCH 1 (FLAGS)\r\n", True),
        ("FETCH", b"a4 STORE 1 FETCH\r\n", False),
        ("250", b"250-SIZE 1000\r\n", True),
        ("+OK", b"+OK ready\r\n", True),
        ("-ERR", b"-ERR [IN-USE] wait\r\n", True),
        ("OK", b"a1 OK welcome\r\n", True),
        ("DELE", b"\r\n", False),
    ],
)
def test_the_lines_that_are_meant(verb: str, line: bytes, meant: bool) -> None:
    cut = before(verb)
    assert cut.before is not None
    assert cut.before(line) is meant


def test_it_says_in_words_who_speaks_there() -> None:
    assert (before("QUIT").words, before("250", "S").words) == ("QUIT", "250 S")
    assert before("250", "S").direction == "S"
