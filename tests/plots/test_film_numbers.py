"""The card of numbers is there where numbers fail, and nowhere else."""

from dataclasses import replace

import pytest

from labkit.plots.film_model import Strip, cells
from labkit.plots.film_numbers import Known, draw, height, known, told
from labkit.plots.svg import canvas
from labkit.records import Numbers, Snapshot
from tests.plots.film_scenes import (
    CULPRIT,
    NUMBERS,
    copies,
    device,
    happened,
    originals,
    server,
    views,
)

SEVEN = Numbers((("A", "1"), ("B", "2")), 7)


def strip_of(*snapshots: Snapshot) -> Strip:
    return cells(snapshots, [happened(0, "start")])


def fails(server_knows: Numbers, own: Numbers, by: str) -> bool:
    held = views("AB") if by == "phone" else copies("AB")
    shots = (
        replace(server(0, originals("AB")), numbers=server_knows),
        replace(device(0, by, held), numbers=own),
    )
    return bool(known(strip_of(*shots)))


@pytest.mark.parametrize(
    ("own", "is_shown"),
    [
        (SEVEN, False),
        (Numbers((("A", "1"),), 7), False),  # it has not looked since B came
        (Numbers((("A", "1"), ("Z", "9")), 7), False),  # Z is gone from the server
        (Numbers((("A", "1"),), 6), True),  # another UIDVALIDITY
        (Numbers((("A", "2"), ("B", "1")), 7), True),  # a careless device
        (Numbers((("Z", "1"),), 7), True),  # 1 is another letter now
        (Numbers(), False),  # never looked
    ],
)
def test_uids_count_together_with_their_uidvalidity(own: Numbers, is_shown: bool) -> None:
    assert fails(SEVEN, own, "phone") == is_shown


@pytest.mark.parametrize(
    ("own", "is_shown"),
    [
        (Numbers((("A", "7-1"), ("B", "7-2"))), False),
        (Numbers((("A", "6-1"), ("B", "6-2"))), True),  # the server was brought back
        (Numbers(), True),  # it has copies and has forgotten that it fetched them
    ],
)
def test_a_pop3_device_knows_letters_by_unique_ids(own: Numbers, is_shown: bool) -> None:
    assert fails(SEVEN, own, "tablet") == is_shown


def test_where_nobody_noted_numbers_there_is_no_card() -> None:
    assert known(cells(CULPRIT[1], CULPRIT[0])) == ()
    assert known(Strip((), ())) == ()


def test_the_card_says_who_is_right() -> None:
    cards = known(cells(NUMBERS[1], NUMBERS[0]))
    assert [(card.holder, card.validity, card.fails) for card in cards] == [
        ("server", 8, False),
        ("phone", 8, False),
        ("laptop", 8, True),
        ("tablet", None, True),
    ]
    assert told(cards, "en")[2] == (
        "Laptop knows, UIDVALIDITY 8: A 1 (not the server's any more), B 2 (not the server's any "
        "more), C 3 (not the server's any more)"
    )
    assert told(cards, "ja")[0] == "サーバーが覚えている番号、UIDVALIDITY 8：B 1、C 2、A 3"


def test_where_nobody_looks_by_imap_the_server_tells_unique_ids() -> None:
    shots = (
        replace(server(0, originals("AB")), numbers=SEVEN),
        replace(device(0, "phone", ()), numbers=Numbers()),
        replace(device(0, "tablet", copies("AB")), numbers=Numbers()),
    )
    cards = known(strip_of(*shots))
    assert [(card.holder, card.validity, card.letters) for card in cards] == [
        ("server", None, (("A", "7-1", False), ("B", "7-2", False))),
        ("tablet", None, ()),
    ]
    assert told(cards, "en") == ("Server knows, UIDL: A 7-1, B 7-2", "Tablet knows, UIDL: none")


def test_many_letters_are_counted_and_untrusted_numbers_stay_text() -> None:
    pairs = tuple((f"L{n}", "<b>\x07" if n == 0 else str(n), False) for n in range(40))
    cards = (Known("phone", 7, pairs, by_uidl=False), Known("tablet", None, (), by_uidl=True))
    svg = canvas(800, 200, "t", "d", "en")
    draw(svg, cards, 0, 0, 800, "en")
    words = [node.text for node in svg if node.tag == "text"]
    assert "+32" in words
    assert "<b>" in words
    assert words[-1] == "none"
    assert height(cards) > height(()) == 0
    draw(svg, (), 0, 0, 800, "en")


def test_a_device_that_changed_its_protocol_is_judged_by_what_it_used_then() -> None:
    events = [happened(0, "start"), happened(1, "start")]
    by_pop3 = Numbers((("A", "7-1"), ("B", "7-2")))
    shots = (
        replace(server(0, originals("AB")), numbers=SEVEN),
        replace(device(0, "tablet", copies("AB")), numbers=by_pop3),
        replace(device(1, "tablet", copies("AB")), protocol="IMAP", numbers=Numbers()),
    )
    assert known(cells(shots, events)) == ()
