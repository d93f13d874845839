"""The journey in words."""

from dataclasses import replace

import pytest

from labkit.plots.journey_twin import place_of, state_word, twin_of
from labkit.records import Station
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
