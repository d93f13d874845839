"""The ladder in a real notebook: a line of the drawing opens its entry, and paper has all open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from labkit.plots.ladder import ladder
from tests.browser.notebook_page import CODE_CELLS, NotebookPage
from tests.plots.scenes import INSIDE, TYPED

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

STORY = "from labkit import Lab; lab = Lab(); lab.aya.send()"
SHOWN = 'lab.ladder("aya")'
SENDER = "13 C: MAIL FROM"


def show_a_ladder(book: NotebookPage) -> Locator:
    """Run a ladder in a cell; return its output."""
    for place, source in enumerate((STORY, SHOWN)):
        book.page.evaluate(
            f"([place, text]) => {CODE_CELLS}[place].model.sharedModel.setSource(text)",
            [place, source],
        )
    for source in (STORY, SHOWN):
        output = book.cell(source)
        book.command("notebook:run-cell")
        book.wait_for_kernel()
    return output


def test_a_line_of_the_drawing_opens_its_entry(notebook: Open) -> None:
    book = notebook(app="notebook", height=1400)
    output = show_a_ladder(book)
    meaning = output.get_by_text("error mails go here", exact=False)
    expect(meaning.first).to_be_hidden()
    output.get_by_text("MAIL FROM:<aya@sakura.example>", exact=False).first.click()
    expect(meaning.first).to_be_in_viewport()
    book.shot("ladder-opened")


def test_by_keyboard_too(notebook: Open) -> None:
    book = notebook(height=1400)
    output = show_a_ladder(book)
    output.get_by_text("The lines, one by one").focus()
    book.page.keyboard.press("Enter")
    book.page.keyboard.press("Tab")
    book.page.keyboard.press("Enter")
    expect(output.get_by_text("The octets as they passed").first).to_be_visible()


def test_on_paper_everything_is_open(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    file = tmp_path / "ladder.html"
    file.write_text(f'<meta charset="utf-8">{ladder(TYPED, "en", INSIDE).html}', encoding="utf-8")
    page.goto(file.as_uri())
    octets = page.locator(".labkit-raw").first
    expect(octets).to_be_hidden()
    page.emulate_media(media="print")
    expect(octets).to_be_visible()
    page.close()
