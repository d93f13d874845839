"""What a person reads: what happened, to whom, why, what to do; in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from labkit.agents.delivery_status import CANCELLED, Report, Undelivered
from labkit.agents.error_text import error_subject, error_text
from labkit.texts import LANGUAGES, Language, say
from labkit.wire.clock import START

HOST, MX = "smtp.sakura.example", "mx.fuji.example"
NOBODY = Undelivered("nobody@fuji.example", "550 5.1.1 nobody is called so", MX)
LATE = Undelivered("ken@fuji.example", "451 4.4.1 no answer", "", START, START + timedelta(days=5))
OVER = Undelivered("ken@fuji.example", "451 4.4.1 no answer", "", START + timedelta(days=5))


def text(language: Language, *recipients: Undelivered, subject: str = "A: picnic") -> str:
    report = Report(HOST, "aya@sakura.example", b"", START, recipients)
    return error_text(report, subject, START, language)


def subject(language: Language, *recipients: Undelivered, subject: str = "A: picnic") -> str:
    return error_subject(Report(HOST, "a@b.example", b"", START, recipients), subject, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_recipient(language: Language) -> None:
    read = text(language, NOBODY).replace("\n", " ")
    assert HOST in read
    assert "A: picnic" in read
    assert "nobody@fuji.example" in read
    assert "550 5.1.1 nobody is called so" in read
    assert "2026-04-06 09:00" in read
    assert say(language, "error_mail.why.nobody") in read
    assert say(language, "error_mail.advice.nobody") in read
    assert say(language, "error_mail.gave_up", time="2026-04-06 09:00") not in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_up_after_days(language: Language) -> None:
    read = text(language, OVER).replace("\n", " ")
    assert say(language, "error_mail.gave_up", time="2026-04-11 09:00") in read
    assert say(language, "error_mail.advice.silent") in read
    assert say(language, "error_mail.noted", reply=OVER.reply) in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_delayed_recipient_has_nothing_to_do(language: Language) -> None:
    read = text(language, LATE).replace("\n", " ")
    assert say(language, "error_mail.retry", time="2026-04-11 09:00") in read
    assert say(language, "error_mail.advice.silent") not in read


def test_the_subject_says_whether_it_is_over() -> None:
    assert subject("en", NOBODY) == "Not delivered: A: picnic"
    assert subject("en", LATE) == "Not delivered yet: A: picnic"
    assert subject("en", LATE, NOBODY) == "Not delivered: A: picnic"
    assert subject("ja", NOBODY) == "配送できませんでした：A: picnic"
    assert subject("ja", NOBODY, subject="\r\n") == "配送できませんでした：件名のないメール"


def test_english_is_wrapped_and_nothing_from_outside_begins_a_line() -> None:
    read = text(
        "en", Undelivered("a@b\r\n\r\nPay here", "550 no\n\nPay", "mx\nPay"), subject="x\nPay"
    )
    assert not any(line.startswith("Pay") for line in read.split("\n"))
    assert max(map(len, read.split("\n"))) <= 72


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_up_by_hand(language: Language) -> None:
    read = text(language, Undelivered("ken@fuji.example", CANCELLED, "", START)).replace("\n", " ")
    assert say(language, "error_mail.why.cancelled") in read
    assert say(language, "error_mail.advice.cancelled") in read
