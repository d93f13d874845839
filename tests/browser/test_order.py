"""Evidence that is put in order by clicks: too early, wrongly, and right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.axe import grave
from tests.browser.notebook_page import NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]
BOOK = "01-the-mails-journey"
LINES = ("Date: ", "by smtp.sakura.example", "by mx.fuji.example")  # oldest first


def press(view: Locator, language: Language, name: str) -> Locator:
    return view.get_by_role("button", name=say(language, f"lesson.press.{name}"))


@pytest.mark.parametrize("language", ["ja"])
def test_the_postmarks_of_01_by_mouse(notebook: Open, language: Language) -> None:
    book = notebook(book=BOOK, language=language)
    book.run("from labkit import Lab")
    book.run('lab.reset("01.1")')
    asked = book.run('lab.answer("01.1")')
    expect(asked).to_contain_text(say(language, "lesson.nothing_to_choose"))
    for _ in range(3):
        journey = book.run("lab.step()")
    expect(journey.locator("svg[role]").first).to_be_visible()
    asked = book.run('lab.answer("01.1")')
    for line in reversed(LINES):
        asked.get_by_role("button", name=line).click()
    # The button to choose again takes the focus, and with it the page.
    expect(press(asked, language, "clear")).to_be_focused()
    book.run('lab.check("01.1")')
    check = book.cell('lab.check("01.1")')
    expect(check).to_contain_text(say(language, "e01_1.wait.ordered"))
    book.shot("order-not-yet")
    asked = book.cell('lab.answer("01.1")')
    press(asked, language, "clear").click()
    for line in LINES:
        asked.get_by_role("button", name=line).click()
    expect(asked).to_contain_text('lab.answer("01.1", "date", "smtp", "mx")')
    assert grave(book.page, ".labkit-answer") == []
    book.shot("order-answered")
    check = book.cell('lab.check("01.1")')
    press(check, language, "again").click()
    expect(check).to_contain_text(say(language, "e01_1.key"))
    book.shot("order-passed")
