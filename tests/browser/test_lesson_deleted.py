"""04.4 in a real browser: predict wrongly, look too early, let the others look, pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from labkit.texts import Language, say
from tests.browser.axe import grave
from tests.browser.notebook_page import NotebookPage
from tests.browser.test_lessons import option, press, walk_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]
BOOK = "04-imap-look-into-the-box"


@pytest.mark.parametrize(("language", "theme"), [("ja", "Light")], ids=["ja-light"])
def test_deleted_on_one_by_mouse(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(book=BOOK, language=language, theme=theme)
    book.run("from labkit import Lab")
    asked = book.run('lab.predict("04.4")')
    option(asked, language, "04.4", "gone").click()
    asked.get_by_role("button", name=say(language, "e04_4.run")).click()
    expect(asked.locator("svg[role]").first).to_be_visible()
    expect(asked).to_contain_text(say(language, "e04_4.told.gone"))
    book.shot("04-4-predicted")
    film = book.run('lab.reset("04.4")')
    expect(film.locator("svg[role]").first).to_contain_text(say(language, "film.still", number=0))
    check = book.run('lab.check("04.4")')
    laptop = say(language, "picture.holder.laptop")
    expect(check).to_contain_text(say(language, "e04_4.see.still", who=laptop))
    book.shot("04-4-too-early")
    film = book.run("laptop.sync()\ntablet.sync()")
    expect(film.locator("svg[role]").first).to_be_visible()
    press(check, language, "again").click()
    expect(check).to_contain_text(say(language, "e04_4.key"))
    assert grave(book.page, ".labkit-check") == []
    book.shot("04-4-passed")


def test_deleted_on_one_by_keyboard_alone(notebook: Open) -> None:
    book = notebook(book=BOOK)
    book.run("from labkit import Lab")
    asked = book.run('lab.predict("04.4")')
    keys = book.page.keyboard
    book.command("notebook:enter-command-mode")
    keys.press("Escape")
    walk_to(book, option(asked, "en", "04.4", "own"))
    keys.press("Space")
    walk_to(book, asked.get_by_role("button", name=say("en", "e04_4.run")))
    keys.press("Enter")
    expect(asked).to_contain_text(say("en", "e04_4.told.own"))
    book.run('lab.reset("04.4")')
    book.run("laptop.sync()\ntablet.sync()")
    check = book.run('lab.check("04.4")')
    expect(check).to_contain_text(say("en", "e04_4.key"))
