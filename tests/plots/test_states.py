"""Which words a server understands now, read back from the drawing."""

from dataclasses import replace

import pytest

from labkit.plots.states import states
from labkit.texts import LANGUAGES, Language, say
from tests.plots.scenes import tree, words
from tests.plots.state_tables import IMAP, POP3, SMTP


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_has_its_box_and_the_words_that_stay_in_it(language: Language) -> None:
    shown = words(states(POP3, language))
    assert shown.count("AUTHORIZATION") == 1
    assert "CAPA  USER" in shown
    assert "CAPA  RETR  DELE" in shown
    assert say(language, "states.end") in shown


def test_a_word_that_leads_on_stands_on_its_arrow() -> None:
    shown = words(states(POP3, "en"))
    assert shown.count("PASS") == 1
    assert shown.count("QUIT") == 2  # to the end, and to UPDATE


def test_the_state_of_the_session_is_lit_by_its_border_and_said_in_words() -> None:
    def lit(now: str) -> list[str]:
        boxes = tree(states(replace(POP3, now=now), "en")).iter("rect")
        return [box.get("x", "") for box in boxes if box.get("stroke-width") == "3.5"]

    assert len(lit("TRANSACTION")) == 1
    assert lit("TRANSACTION") != lit("UPDATE")
    assert lit("") == []
    assert "the session is here" in words(states(POP3, "en"))
    assert "the session ended here" in words(states(SMTP, "en"))


def test_no_end_is_drawn_where_the_last_state_is_the_end() -> None:
    assert say("en", "states.end") not in words(states(IMAP, "en"))


def test_a_state_without_words_is_an_empty_box() -> None:
    shown = words(states(SMTP, "en"))
    assert "content" in shown
    assert "only a dot" in shown
