"""The switchboard in a real browser: by the keyboard alone, and where there is little room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

BOARD = """
from labkit import Lab
lab = Lab(language=LANGUAGE)
lab.faults
"""


def show_board(book: NotebookPage, language: Language) -> Locator:
    source = BOARD.replace("LANGUAGE", repr(language))
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    output = book.cell("lab.faults")
    book.command("notebook:run-cell")
    board = output.locator(".labkit-board")
    expect(board.get_by_role("heading").first).to_be_visible()
    return board


def test_switches_are_thrown_and_ended_by_the_keyboard_alone(notebook: Open) -> None:
    book = notebook()
    board = show_board(book, "en")
    keys, focused = book.page.keyboard, board.locator(":focus")
    for name, thrown in (("Turn off", "Turn on"), ("Overload", "Relieve")):
        board.get_by_role("button", name=name).focus()
        keys.press("Space")
        expect(focused).to_have_text(thrown)
    ends = board.get_by_role("button", name="End it")
    ends.first.focus()
    keys.press("Enter")
    expect(ends).to_have_count(1)
    expect(focused).to_have_text("End it")
    keys.press("Enter")
    expect(board).to_contain_text("All is well")
    expect(focused).to_have_value("mx.fuji.example")
    book.shot("switchboard")


@pytest.mark.parametrize(("language", "theme"), [("ja", "Light")], ids=["ja-light"])
def test_on_a_narrow_screen(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(app="notebook", language=language, theme=theme, width=390, height=844)
    board = show_board(book, language)
    assert board.evaluate("view => view.scrollWidth <= view.clientWidth + 1")
    assert book.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    names = board.get_by_role("combobox")
    for each in names.all():
        assert each.evaluate("field => field.getAttribute('aria-label') || field.labels.length")
    book.shot("switchboard")
