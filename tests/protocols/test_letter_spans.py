"""The line by which a letter is known: a header field, a line of text, or how long it is."""

import pytest

from labkit.protocols.letter_spans import header_meaning, letter_spans


@pytest.mark.parametrize(
    ("text", "dotted", "expected"),
    [
        ("Subject: A: picnic", True, [("Subject", "header.subject"), ("A: picnic", "value")]),
        ("X-Mine :", False, [("X-Mine", "header.other")]),
        ("At ten we leave", True, [("At ten we leave", "text")]),
        ("… 3 lines", False, [("… 3 lines", "without_subject")]),
        (".", True, [(".", "dot.end")]),
        (".", False, [(".", "text")]),
        ("..x", True, [(".", "dot.doubled"), (".x", "text")]),
        ("..x", False, [("..x", "text")]),
        (
            "subject: Re: =?utf-8?B?44GK?= and =?utf-8?Q?=E3=81=AF?=",
            True,
            [
                ("subject", "header.subject"),
                ("Re:", "value"),
                ("=?utf-8?B?44GK?=", "encoded_word"),
                ("and", "value"),
                ("=?utf-8?Q?=E3=81=AF?=", "encoded_word"),
            ],
        ),
    ],
)
def test_parts(text: str, dotted: bool, expected: list[tuple[str, str]]) -> None:
    found = letter_spans(text, dotted=dotted)
    assert [(text[s.start : s.end], s.meaning.removeprefix("letter.")) for s in found] == expected


def test_case_of_a_header_name_does_not_count() -> None:
    assert (
        header_meaning("MESSAGE-ID") == header_meaning("Message-Id") == "letter.header.message_id"
    )
