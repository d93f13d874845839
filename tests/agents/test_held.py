"""A letter as a device holds it."""

from __future__ import annotations

from datetime import datetime

from labkit.agents.held import Held, counted
from labkit.mail.message import Message
from labkit.records import Notice, Tile
from labkit.wire.clock import START

OCTETS = (
    b"From: Aya <aya@sakura.example>\r\nDate: Mon, 06 Apr 2026 09:00:00 +0900\r\n"
    b"Subject: A: picnic\r\nMessage-ID: <1@sakura.example>\r\n\r\nHi!\r\n"
)


def held(octets: bytes, when: datetime = START) -> Held:
    return Held(1, "A", Message(octets, when), "view")


def test_a_tile_says_who_holds_what() -> None:
    assert held(OCTETS).tile() == Tile(
        "A", "<1@sakura.example>", "view", seen=False, size=len(OCTETS)
    )


def test_a_row_says_what_a_list_shows() -> None:
    row = held(OCTETS).row()
    assert (row.letter, row.sender, row.subject, row.date, row.text) == (
        "A",
        "Aya <aya@sakura.example>",
        "A: picnic",
        "2026-04-06",
        "Hi!\r\n",
    )


def test_without_the_body_there_is_no_text() -> None:
    letter = held(OCTETS)
    letter.body = False
    assert letter.row().text is None


def test_an_empty_letter_has_a_row() -> None:
    row = held(b"").row()
    assert (row.sender, row.subject, row.date, row.text) == ("", "", "", "")


def test_letters_are_counted_in_words() -> None:
    assert counted(["A"]) == Notice("device.one_letter", {"names": "A"})
    assert counted(["A", "B"]) == Notice("device.letters", {"count": 2, "names": "A, B"})
