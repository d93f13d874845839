"""The journey in words."""

from dataclasses import replace

import pytest

from labkit.plots.journey_twin import place_of, state_word, twin_of
from labkit.records import Station
from tests.plots.journey_scenes import DEVICES, ERROR_ARRIVED, ERROR_MAIL, SEVERAL, STRANGER
from tests.plots.scenes import FORGED, QUEUED, REFUSED, SENT, WRITTEN


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        (WRITTEN, "Letter A is at Aya's PC. Aya's PC is responsible for it."),
        (SENT, "Letter A is at Ken's mailbox. Ken's mailbox is responsible for it."),
        (QUEUED, "Letter A is at smtp.sakura.example. smtp.sakura.example is responsible for it."),
    ],
)
def test_the_answer(record, answer) -> None:  # type: ignore[no-untyped-def]
    assert twin_of(record, "en").answer == answer


def test_station_state_since() -> None:
    twin = twin_of(QUEUED, "en")
    assert twin.head == ("station", "state", "since")
    assert twin.rows[:3] == (
        ("1 Aya's PC", "handed over", "09:00:00"),
        ("2 smtp.sakura.example", "queued, next: 09:15:00, responsible", "09:00:01"),
        ("3 mx.fuji.example", "not reached yet", ""),
    )
    assert twin.rows[5] == ("laptop (IMAP)", "asleep", "")


def test_postmarks_envelope_and_letter_are_notes() -> None:
    assert twin_of(FORGED, "ja").notes[-1] == "封筒と違います"
    sent = twin_of(SENT, "ja").notes
    assert sent[0].startswith("Received: from smtp.sakura.example (smtp")
    assert sent[2:] == (
        "封筒（差出人：<aya@sakura.example>、宛先：<ken@fuji.example>）",
        "便箋（差出人：Aya <aya@sakura.example>、宛先：Ken <ken@fuji.example>）",
    )


def test_a_refusal_is_a_state() -> None:
    refused = REFUSED.stations[2]
    assert state_word(refused, "ja") == "受け取り拒否"
    assert place_of(refused, "ja") == "mx.fuji.example"


def test_a_letter_that_came_to_nothing_is_with_nobody() -> None:
    device, _, mx, mailbox = REFUSED.stations
    over = replace(
        REFUSED,
        stations=(device, Station("submission", "smtp.sakura.example", "gone"), mx, mailbox),
    )
    assert twin_of(over, "en").answer.startswith("Letter A was not delivered, and no server has it")
    assert "エラーメール" in twin_of(over, "ja").answer


def test_since_when_and_after_which_reply_somebody_is_responsible() -> None:
    queued = replace(QUEUED.stations[1], after="250 2.0.0 queued as S00001")
    record = replace(QUEUED, stations=(QUEUED.stations[0], queued))
    assert twin_of(record, "en").rows[1] == (
        "2 smtp.sakura.example",
        "queued, next: 09:15:00, responsible after 250 2.0.0 queued as S00001",
        "09:00:01",
    )
    assert "責任はここ（応答250 2.0.0 queued as S00001から）" in twin_of(record, "ja").rows[1][1]


def test_each_recipient_and_the_error_mail_have_their_rows() -> None:
    twin = twin_of(SEVERAL, "en")
    assert twin.rows[4:8] == (
        ("for ken@fuji.example", "delivered: mx.fuji.example", "09:00:02"),
        (
            "for nobody@fuji.example",
            "refused: mx.fuji.example, 550 5.1.1 nobody here is called nobody",
            "09:00:02",
        ),
        (
            "for full@fuji.example",
            "waiting: smtp.sakura.example, 452 4.2.2 this mailbox is full; try again later,"
            " next: 09:15:02",
            "09:00:01",
        ),
        ("error mail B (MAILER-DAEMON, envelope <>)", "in Aya's mailbox", "09:00:03"),
    )


def test_delivered_is_never_said_of_all_where_some_have_not_got_it() -> None:
    assert twin_of(SEVERAL, "en").answer == (
        "Letter A is at smtp.sakura.example, Ken's mailbox. Responsible: smtp.sakura.example,"
        " Ken's mailbox. It has not reached 2 of its 3 recipients."
    )
    assert "受取人3人のうち2人には届いていません。" in twin_of(SEVERAL, "ja").answer


def test_where_nobody_is_that_is_said() -> None:
    assert twin_of(ERROR_MAIL, "ja").rows[0] == ("1 端末なし", "通らない", "")
    assert [row[0] for row in twin_of(STRANGER, "en").rows[:2]] == [
        "1 some other host",
        "2 no sending server",
    ]


def test_a_returned_letter_is_nowhere_and_its_error_mail_tells_so() -> None:
    assert "Its sender is told so by an error mail." in twin_of(ERROR_ARRIVED, "en").answer


def test_offline_and_lost_are_said_of_a_device() -> None:
    assert [row[1] for row in twin_of(DEVICES, "en").rows[4:]] == [
        "shows a view, offline",
        "lost",
        "holds a COPY, offline",
    ]


def test_where_the_error_mail_is_lost_too_nobody_is_said_to_hear_of_it() -> None:
    lost = replace(ERROR_ARRIVED, errors=(replace(ERROR_ARRIVED.errors[0], state="lost"),))
    assert "neither was the error mail about it" in twin_of(lost, "en").answer
