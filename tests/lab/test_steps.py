"""A server's step in words."""

from __future__ import annotations

import pytest

from labkit.lab.steps import told
from labkit.records import Step
from labkit.texts import LANGUAGES, tell


@pytest.mark.parametrize("kind", ["looked up", "handed over", "delivered", "nothing"])
def test_each_step_has_its_words(kind: str) -> None:
    step = Step(kind, "<a@b>", "fuji.example", (("mx.fuji.example", 10),), "mx.fuji.example")  # type: ignore[arg-type]
    for language in LANGUAGES:
        for notice in told(step, lambda _: "A"):
            assert tell(language, notice)


def test_what_could_not_be_delivered_is_told_as_such() -> None:
    replies = (("ken@fuji.example", "452 4.2.2 full"),)
    sentence, event = told(Step("delivered", "<a@b>", replies=replies), lambda _: "A")
    assert tell("en", sentence) == "Not delivered: ken@fuji.example: 452 4.2.2 full."
    assert event.key == "event.step.not_delivered"


def test_what_one_recipient_is_refused_is_no_handing_over() -> None:
    replies = (("ken@fuji.example", "250 2.0.0 ok"), ("x@fuji.example", "550 5.1.1 nobody"))
    step = Step("handed over", "<a@b>", host="mx.fuji.example", replies=replies)
    sentence, event = told(step, lambda _: "A")
    assert tell("en", sentence).startswith("Not handed over to everybody: ken@fuji.example: 250")
    assert event.key == "event.step.not_handed_over"
