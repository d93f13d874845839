"""One letter, several recipients, and the error mails about it: told by its hops alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from labkit.mail.message import Message
from labkit.records import Hop
from labkit.wire.clock import START
from labkit.world.journey import journey
from labkit.world.outcomes import error_mail_of, takers_of

KEN, MIKA, NOBODY, AYA = (
    "ken@fuji.example",
    "mika@fuji.example",
    "nobody@fuji.example",
    "aya@sakura.example",
)
LATER = START + timedelta(minutes=15)
HANDED_IN = tuple(
    Hop("A", "submission", "smtp.sakura.example", "queued", START, to, event=1)
    for to in (KEN, NOBODY, MIKA)
)
TAKEN = (
    Hop("A", "mx", "mx.fuji.example", "stored", START, KEN, event=1),
    Hop("A", "mailbox", "mx.fuji.example", "stored", START, KEN, event=1),
)
REFUSED = Hop("A", "mx", "mx.fuji.example", "refused", START, NOBODY, reply="550 5.1.1 no", event=1)
POSTPONED = Hop(
    "A", "mx", "mx.fuji.example", "deferred", START, MIKA, reply="451 4.7.1 later",
    next_try=LATER, event=1,
)  # fmt: skip
WRITTEN = Hop(
    "B", "submission", "smtp.sakura.example", "written", START, AYA, mail_from="", about="A",
    event=1,
)  # fmt: skip
LETTER = Message(b"Subject: hello\r\n\r\nHi\r\n", START)


def test_each_recipient_has_an_outcome_of_its_own() -> None:
    record = journey("A", (*HANDED_IN, *TAKEN, REFUSED, POSTPONED), (), LETTER, holders={KEN})
    assert [(taker.address, taker.state) for taker in record.takers] == [
        (KEN, "delivered"),
        (NOBODY, "refused"),
        (MIKA, "waiting"),
    ]
    assert record.takers[1].reply == "550 5.1.1 no"
    assert (record.takers[2].reply, record.takers[2].next_try) == ("451 4.7.1 later", "09:15:00")


def test_the_letter_is_in_a_mailbox_and_in_the_queue_at_once() -> None:
    record = journey("A", (*HANDED_IN, *TAKEN, REFUSED, POSTPONED), (), LETTER, holders={KEN})
    assert [station.state for station in record.stations] == [
        "handed over", "waiting", "deferred", "here",
    ]  # fmt: skip
    assert [station.role for station in record.stations if station.responsible] == [
        "submission",
        "mailbox",
    ]


def test_what_one_recipient_cost_an_error_mail_for_is_not_the_others_affair() -> None:
    returned = Hop("A", "submission", "smtp.sakura.example", "returned", START)
    record = journey("A", (*HANDED_IN[:2], *TAKEN, REFUSED, returned), (), LETTER)
    assert [taker.state for taker in record.takers] == ["delivered", "refused"]
    assert [station.state for station in record.stations] == ["handed over"] * 3 + ["here"]


def test_two_mailboxes_are_both_named() -> None:
    for_mika = tuple(replace(hop, recipient=MIKA) for hop in TAKEN)
    hops = (HANDED_IN[0], HANDED_IN[2], *TAKEN, *for_mika)
    assert journey("A", hops, (), LETTER).stations[3].name == "ken, mika"
    one = journey("A", hops, (), LETTER, holders={KEN})
    assert (one.stations[3].name, one.takers[1].state) == ("ken", "removed")


def test_one_recipient_needs_no_list() -> None:
    assert journey("A", (HANDED_IN[0], *TAKEN), (), LETTER).takers == ()


def test_who_was_on_the_envelope_when_the_first_server_heard_of_it() -> None:
    assert takers_of((*HANDED_IN, *TAKEN)) == (KEN, NOBODY, MIKA)
    assert takers_of(TAKEN) == (KEN,)


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ((), "written"),
        (("mx", "stored"), "on its way"),
        (("mx", "looked up"), "written"),
        (("mx", "deferred"), "waiting"),
        (("mailbox", "stored"), "arrived"),
        (("mx", "refused"), "lost"),
        (("submission", "dropped"), "lost"),
    ],
)
def test_where_the_error_mail_is(more: tuple[str, ...], state: str) -> None:
    way = [WRITTEN]
    if more:
        way.append(replace(WRITTEN, station=more[0], state=more[1], next_try=LATER, event=2))  # type: ignore[arg-type]
    error = error_mail_of(way, (*HANDED_IN, REFUSED), lies=True)
    assert (error.letter, error.to, error.host) == ("B", AYA, "smtp.sakura.example")
    assert (error.state, error.station) == (state, "submission")
    assert error.events == ((1, 2) if more else (1,))


def test_a_mailbox_without_room_makes_the_receiving_server_write_it() -> None:
    full = replace(REFUSED, station="mailbox", reply="552 5.2.2 full")
    assert error_mail_of((WRITTEN,), (*HANDED_IN, full), lies=False).station == "mx"


def test_an_error_mail_that_was_removed_since_lies_in_no_mailbox() -> None:
    arrived = replace(WRITTEN, station="mailbox", state="stored")
    assert error_mail_of((WRITTEN, arrived), HANDED_IN, lies=False).state == "removed"


def test_a_station_knows_in_which_events_the_letter_came_and_went() -> None:
    later = tuple(replace(hop, event=3) for hop in TAKEN)
    postponed = replace(POSTPONED, recipient=KEN)
    found = journey("A", (HANDED_IN[0], postponed, *later), (), LETTER).stations
    assert [station.events for station in found] == [(1,), (1, 3), (1, 3), (3,)]
