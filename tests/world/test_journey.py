"""Where a letter is and who is responsible, told by its hops alone."""

from dataclasses import replace
from datetime import timedelta

from labkit.mail.message import Message
from labkit.records import Hop, Station
from labkit.wire.clock import START
from labkit.world.journey import journey, recipient_of

KEN = "ken@fuji.example"
QUEUED = Hop("A", "submission", "smtp.sakura.example", "queued", START, KEN)
TAKEN = Hop("A", "mx", "mx.fuji.example", "stored", START, KEN)
STORED = Hop("A", "mailbox", "mx.fuji.example", "stored", START, KEN)
LETTER = Message(
    b"Return-Path: <aya@sakura.example>\r\nReceived: by mx\r\nReceived: by smtp\r\n"
    b"From: Aya\r\nTo: Ken\r\nSubject: A: picnic\r\n\r\nHi\r\n",
    START,
)


def stations(*hops: Hop) -> dict[str, Station]:
    return {station.role: station for station in journey("A", hops, (), LETTER).stations}


def responsible(*hops: Hop) -> list[str]:
    return [role for role, station in stations(*hops).items() if station.responsible]


def test_before_it_is_sent_it_is_on_its_writers_device() -> None:
    found = stations()
    assert (found["device"].state, found["device"].name) == ("here", "aya")
    assert (found["submission"].name, found["mx"].name, found["mailbox"].name) == (
        "smtp.sakura.example",
        "mx.fuji.example",
        "ken",
    )
    assert responsible() == ["device"]


def test_after_the_first_250_the_sending_server_is_responsible() -> None:
    found = stations(QUEUED)
    assert (found["device"].state, found["submission"].state) == ("handed over", "here")
    assert responsible(QUEUED) == ["submission"]


def test_delivered_it_is_in_the_mailbox_and_everybody_before_has_handed_over() -> None:
    found = stations(QUEUED, TAKEN, STORED)
    assert [station.state for station in found.values()] == ["handed over"] * 3 + ["here"]
    assert responsible(QUEUED, TAKEN, STORED) == ["mailbox"]


def test_deferred_it_waits_in_the_queue_until_the_next_try() -> None:
    later = replace(TAKEN, state="deferred", next_try=START + timedelta(minutes=15))
    found = stations(QUEUED, later)
    assert (found["submission"].state, found["submission"].detail) == ("waiting", "09:15:00")
    assert responsible(QUEUED, later) == ["submission"]


def test_refused_by_the_receiving_server_the_sending_one_stays_responsible() -> None:
    refused = replace(TAKEN, state="refused", reply="550 5.1.1 nobody here")
    found = stations(QUEUED, refused)
    assert (found["mx"].state, found["mx"].detail) == ("refused", "550 5.1.1 nobody here")
    assert responsible(QUEUED, refused) == ["submission"]


def test_refused_at_submission_it_never_left_the_device() -> None:
    refused = replace(QUEUED, state="refused", reply="550 5.1.2 nothing leaves this lab")
    found = stations(refused)
    assert (found["device"].state, found["submission"].state) == ("here", "refused")
    assert responsible(refused) == ["device"]


def test_an_answer_goes_the_other_way() -> None:
    answer = replace(QUEUED, host="smtp.fuji.example", recipient="aya@sakura.example")
    found = stations(answer)
    assert (found["device"].name, found["mailbox"].name) == ("ken", "aya")
    assert found["mx"].name == "mx.sakura.example"


def test_the_letter_itself_tells_of_its_way() -> None:
    record = journey("A", (QUEUED, TAKEN, STORED), (), LETTER)
    assert record.postmarks == ("by mx", "by smtp")
    assert (record.mail_from, record.rcpt_tos) == ("aya@sakura.example", (KEN,))
    assert (record.header_from, record.header_to, record.subject) == ("Aya", "Ken", "A: picnic")


def test_a_letter_that_was_removed_is_gone_and_a_copy_still_tells_of_its_way() -> None:
    record = journey("A", (QUEUED, TAKEN, STORED), (), None, LETTER)
    assert [station.state for station in record.stations] == ["handed over"] * 3 + ["gone"]
    assert not any(station.responsible for station in record.stations)
    assert record.subject == "A: picnic"


def test_told_of_by_an_error_mail_nobody_is_responsible_any_more() -> None:
    refused = replace(TAKEN, state="refused", reply="550 5.1.1 nobody here")
    for state in ("returned", "dropped"):
        over = replace(QUEUED, state=state, recipient="")
        found = stations(QUEUED, refused, over)
        assert [station.state for station in found.values()] == [
            "handed over",
            "gone",
            "refused",
            "untouched",
        ]
        assert responsible(QUEUED, refused, over) == []


def test_an_error_mail_comes_from_a_server_and_no_device() -> None:
    written = replace(QUEUED, state="written", recipient="aya@sakura.example")
    taken = replace(TAKEN, host="mx.sakura.example", recipient="aya@sakura.example")
    found = stations(written)
    assert (found["device"].state, found["submission"].state) == ("passed by", "here")
    assert responsible(written) == ["submission"]
    found = stations(written, taken, replace(taken, station="mailbox"))
    assert (found["device"].state, found["mailbox"].name) == ("passed by", "aya")
    assert found["device"].responsible is False


def test_where_no_server_was_reached_the_receiving_one_still_has_its_name() -> None:
    unreached = replace(TAKEN, state="deferred", host="")
    assert stations(QUEUED, unreached)["mx"].name == "mx.fuji.example"


def test_the_looked_up_host_is_known_before_anything_is_handed_over() -> None:
    found = stations(QUEUED, replace(TAKEN, state="looked up", host="mx2.fuji.example"))
    assert (found["mx"].name, found["mx"].state) == ("mx2.fuji.example", "looked up")
    assert found["submission"].responsible


def test_after_its_250_the_receiving_server_is_responsible_until_the_letter_is_filed() -> None:
    found = stations(QUEUED, replace(TAKEN, reply="250 2.0.0 stored as F1"))
    assert (found["mx"].state, found["mx"].after) == ("here", "250 2.0.0 stored as F1")
    assert responsible(QUEUED, TAKEN) == ["mx"]
    assert found["mailbox"].state == "untouched"


def test_a_mailbox_that_has_no_room_by_then_makes_the_receiving_server_wait() -> None:
    full = replace(
        STORED,
        state="deferred",
        reply="452 4.2.2 full",
        next_try=START + timedelta(minutes=15),
    )
    found = stations(QUEUED, TAKEN, full)
    assert (found["mx"].state, found["mx"].detail) == ("waiting", "09:15:00")
    assert (found["mailbox"].state, found["mailbox"].detail) == ("deferred", "452 4.2.2 full")
    assert responsible(QUEUED, TAKEN, full) == ["mx"]


def test_a_mailbox_that_never_took_it_makes_the_receiving_server_send_it_back() -> None:
    mika = replace(QUEUED, recipient="mika@fuji.example")
    hops = [replace(each, recipient="mika@fuji.example") for each in (TAKEN, STORED)]
    hops[1] = replace(hops[1], state="refused", reply="552 5.2.2 full")
    assert responsible(mika, *hops) == ["mx"]
    back = replace(TAKEN, state="returned", recipient="", time=START + timedelta(days=1))
    found = stations(mika, *hops, back)
    assert [station.state for station in found.values()] == [
        "handed over",
        "handed over",
        "gone",
        "refused",
    ]
    assert (found["submission"].since, found["mailbox"].name) == (START, "mika")


def test_since_when_and_after_which_reply_a_server_is_responsible() -> None:
    queued = replace(QUEUED, reply="250 2.0.0 queued as S1")
    later = replace(TAKEN, state="deferred", next_try=START)
    for hops in ((queued,), (queued, later)):
        station = stations(*hops)["submission"]
        assert (station.since, station.after) == (START, "250 2.0.0 queued as S1")


def test_what_the_sending_server_gave_up_itself_no_other_has_refused() -> None:
    cancelled = replace(TAKEN, state="refused", host="", reply="554 5.0.0 cancelled here")
    found = stations(QUEUED, cancelled)
    assert (found["mx"].state, found["mx"].detail) == ("untouched", "554 5.0.0 cancelled here")
    assert found["submission"].responsible


def test_a_stranger_comes_to_the_receiving_server_without_a_sending_one() -> None:
    found = stations(TAKEN, STORED)
    assert [(station.name, station.state) for station in found.values()] == [
        ("", "handed over"),
        ("", "passed by"),
        ("mx.fuji.example", "handed over"),
        ("ken", "here"),
    ]
    assert journey("A", (TAKEN, STORED), (), LETTER).rcpt_tos == (KEN,)


def test_a_letter_to_nobody_ends_in_nobodys_mailbox() -> None:
    nobody = replace(QUEUED, recipient="nobody@fuji.example")
    assert stations(nobody)["mailbox"].name == "nobody"
    assert recipient_of((nobody,)) is None
    ken = recipient_of((nobody, QUEUED))
    assert ken is not None
    assert ken.address == KEN


def test_a_copy_in_somebody_elses_mailbox_is_no_delivery() -> None:
    hops = (QUEUED, TAKEN, STORED)
    record = journey("A", hops, (), LETTER, holders={"aya@sakura.example"})
    assert record.stations[3].state == "gone"
