"""What the sender hears after an attempt: each failure once, lateness once, an error mail never."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from labkit.agents.queue import About, Attempt, QueuedLetter
from labkit.agents.returns import WARN, Returns
from labkit.agents.transfer import state_of
from labkit.mail.envelope import Envelope
from labkit.texts import Language
from labkit.wire.clock import START
from tests.agents.post import AYA, LETTER, MX, SMTP

TOS = ("a@x.example", "b@x.example")
NO, LATER, YES = "550 5.1.1 no", "451 4.4.1 later", "250 ok"


def letter(sender: str = AYA) -> QueuedLetter:
    return QueuedLetter("Q1", Envelope(sender, TOS), LETTER, START, "<a1@sakura.example>")


class Writer:
    """A relay's Returns, told what time it is and in which language."""

    def __init__(self) -> None:
        self.time = START
        self.language: Language = "en"
        self.numbers = itertools.count(1)
        self.returns = Returns(
            SMTP,
            lambda: self.time,
            lambda: f"Q{next(self.numbers)}",
            lambda: f"error-{next(self.numbers)}",
            lambda: self.language,
        )

    def attempt(self, queued: QueuedLetter, *replies: str) -> QueuedLetter | None:
        """Let all be tried now who are open, and return the error mail."""
        tried = dict(zip(queued.open, replies, strict=False))
        queued.attempts.append(Attempt(self.time, "x.example", MX, tuple(tried.items())))
        for to, reply in tried.items():
            queued.note(to, state_of(reply), reply, MX, self.time)
        return self.returns.about(queued)

    def at(self, moment: datetime) -> Writer:
        self.time = moment
        return self


def test_the_error_mail_goes_to_the_sender_with_the_null_reverse_path() -> None:
    queued = letter()
    error = Writer().attempt(queued, NO, YES)
    assert error is not None
    assert error.envelope == Envelope("", (AYA,))
    assert error.letter.startswith("<error-")
    assert f"Message-ID: {error.letter}\r\n".encode() in error.octets
    assert (error.arrived, error.held) == (START, False)
    assert error.about == About("<a1@sakura.example>", "submission", SMTP, queued.outcomes)
    assert b"Final-Recipient: rfc822; a@x.example" in error.octets
    assert b"b@x.example" not in error.octets


def test_nobody_hears_of_what_went_well_or_is_not_yet_late() -> None:
    assert Writer().attempt(letter(), YES, YES) is None
    assert Writer().at(START + WARN - timedelta(seconds=1)).attempt(letter(), LATER, YES) is None


def test_nobody_hears_of_an_error_mail() -> None:
    # RFC 5321 section 4.5.5
    assert Writer().at(START + WARN).attempt(letter(""), NO, LATER) is None


def test_a_warning_comes_once_and_takes_nothing_off_the_relay() -> None:
    writer, queued = Writer().at(START + WARN), letter()
    warning = writer.attempt(queued, LATER, LATER)
    assert warning is not None
    assert warning.about is None
    assert warning.octets.count(b"Action: delayed\r\n") == 2
    assert b"Will-Retry-Until: Sat, 11 Apr 2026 09:00:00 +0900\r\n" in warning.octets
    assert writer.at(START + 2 * WARN).attempt(queued, LATER, LATER) is None


def test_one_mail_says_both() -> None:
    error = Writer().at(START + WARN).attempt(letter(), NO, LATER)
    assert error is not None
    assert b"Action: failed\r\n" in error.octets
    assert b"Action: delayed\r\n" in error.octets
    assert error.about is not None
    assert error.about.letter == "<a1@sakura.example>"
    assert not error.about.is_settled


def test_it_is_in_the_readers_language_of_the_moment() -> None:
    writer = Writer()
    writer.language = "ja"
    error = writer.attempt(letter(), NO, YES)
    assert error is not None
    assert b"charset=utf-8" in error.octets


def test_a_sender_beyond_ascii_needs_smtputf8() -> None:
    error = Writer().attempt(letter("お茶@sakura.example"), NO, YES)
    assert error is not None
    assert error.envelope.smtp_utf8


def test_a_senders_final_dot_is_no_part_of_the_way_back() -> None:
    error = Writer().attempt(letter("aya@sakura.example."), NO, YES)
    assert error is not None
    assert error.envelope.rcpt_tos == (AYA,)


@given(st.lists(st.tuples(*[st.sampled_from([NO, LATER, YES])] * 2), max_size=9))
def test_each_failure_is_told_once(rounds: list[tuple[str, str]]) -> None:
    writer, queued, told = Writer(), letter(), b""
    for number, replies in enumerate(rounds):
        error = writer.at(START + number * timedelta(hours=1)).attempt(queued, *replies)
        told += error.octets if error else b""
    assert told.count(b"Action: failed\r\n") == len(queued.bounces)
    assert told.count(b"Action: delayed\r\n") <= len(TOS)
