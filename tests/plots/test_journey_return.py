"""The error mail's lane: who wrote it, where it is, and why nobody answers it."""

from dataclasses import replace

import pytest

from labkit.plots.journey_return import height, shown_of, told_of
from labkit.plots.palette import HERE
from tests.plots.journey_scenes import ERROR_ARRIVED, ERROR_OF_MX, ERROR_WRITTEN
from tests.plots.scenes import SENT, picture, tree, words


def yellow(name: str) -> list[float]:
    boxes = tree(picture(f"journey-{name}", "en")).iter("rect")
    return [float(box.get("x", "0")) for box in boxes if box.get("fill") == HERE]


def test_a_letter_that_went_well_has_no_lane() -> None:
    assert height(SENT) == 0
    assert "MAILER-DAEMON" not in words(picture("journey-sent", "en"))


def test_it_runs_from_right_to_left_into_the_senders_mailbox() -> None:
    written, arrived = yellow("error-written"), yellow("error-arrived")
    assert len(written) == 2  # the letter and its error mail, both at the sending server
    assert len(arrived) == 1
    assert arrived[0] < written[0]


def test_it_says_who_wrote_it_and_that_its_envelope_has_no_sender() -> None:
    shown = words(picture("journey-error-arrived", "en"))
    assert {"MAILER-DAEMON", "envelope <>", "Error mail B comes back"} <= set(shown)
    assert "Written by smtp.sakura.example:" in " ".join(shown)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("written", "at smtp.sakura.example"),
        ("waiting", "queued at smtp.sakura.example, next: 09:15:03"),
        ("on its way", "taken, not in Aya's mailbox yet"),
        ("arrived", "in Aya's mailbox"),
        ("removed", "was in Aya's mailbox, and has been removed"),
        ("lost", "could not be delivered itself"),
    ],
)
def test_where_it_is_in_words(state: str, said: str) -> None:
    error = replace(ERROR_WRITTEN.errors[0], state=state, next_try="09:15:03")  # type: ignore[arg-type]
    label = "error mail B (MAILER-DAEMON, envelope <>)"
    assert told_of(error, "en") == f"{label} {said}"


def test_one_that_could_not_be_delivered_itself_was_refused_by_nobody_here() -> None:
    shown = words(picture("journey-error-of-mx", "en"))
    assert "given up" in shown
    assert shown.count("refused it") == 1  # the mailbox


def test_the_last_two_are_drawn() -> None:
    many = replace(ERROR_ARRIVED, errors=ERROR_OF_MX.errors * 3)
    assert shown_of(many) == ERROR_OF_MX.errors
    assert height(many) == height(ERROR_OF_MX) > height(ERROR_ARRIVED)
