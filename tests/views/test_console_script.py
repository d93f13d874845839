"""A worked example fades: complete, two lines missing, empty."""

from labkit.views.console_script import ScriptCard
from tests.views.talking import SCRIPT


def test_it_fades_and_a_missing_line_gives_nothing_away() -> None:
    chosen: list[str] = []
    card = ScriptCard(SCRIPT, chosen.append, "en")
    assert [text for _, text in card.lines()] == ["EHLO me", "", ".", "QUIT"]
    card.level.value = "fading"
    assert card.lines()[2] == ("▢  How does the server know that the letter is over?", "")
    card.list.children[2].click()
    card.level.value = "empty"
    assert all(text == "" and shown.startswith("▢") for shown, text in card.lines())
    card.level.value = "whole"
    card.list.children[3].click()
    assert chosen == ["", "QUIT"]
