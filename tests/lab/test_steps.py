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


def test_what_could_not_be_filed_is_told_as_such() -> None:
    replies = (("ken@fuji.example", "452 4.2.2 full"),)
    sentence, event = told(Step("delivered", "<a@b>", replies=replies), lambda _: "A")
    assert tell("en", sentence) == "Not filed: ken@fuji.example: 452 4.2.2 full."
    assert event.key == "event.step.not_delivered"
