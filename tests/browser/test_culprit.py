"""Who took the mail? The whole way of 05.2 in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.axe import grave
from tests.browser.notebook_page import NotebookPage
from tests.browser.test_lessons import Open, option, press, walk_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOOK = "05-three-devices"


def session(view: Locator, language: Language, number: int) -> Locator:
    """Return the button that names a session."""
    rest = dict.fromkeys(("protocol", "time", "ended"), "")
    words = say(language, "e05_2.pick.session", session=number, who="|", **rest)
    return view.get_by_role("button", name=words.partition("|")[0])


def choose(view: Locator, language: Language, number: int) -> None:
    """Choose a session, and wait until it is noted: then the notebook has seen the click, too."""
    session(view, language, number).click()
    expect(view).to_contain_text(f'lab.answer("05.2", "{number}")')


def until_the_choice(book: NotebookPage, language: Language) -> Locator:
    """Predict, run and look; return what there is to choose from."""
    book.run("from labkit import Lab")
    asked = book.run('lab.predict("05.2")')
    option(asked, language, "05.2", "both").click()
    expect(asked).to_contain_text(say(language, "lesson.yours"))
    film = book.run('lab.reset("05.2")').locator("svg[role]").first
    expect(film).to_contain_text(say(language, "e05_2.option.both"))
    expect(film).to_contain_text(say(language, "e05_2.saw.laptop"))
    return book.run('lab.answer("05.2")')


def test_the_culprit_by_mouse(notebook: Open) -> None:
    book = notebook(book=BOOK, language="ja", theme="Dark")
    answer = until_the_choice(book, "ja")
    choose(answer, "ja", 7)
    check = book.run('lab.check("05.2")')
    who = say("ja", "picture.holder.phone")
    expect(check).to_contain_text(say("ja", "e05_2.see.other_pick", session=7, who=who))
    press(answer, "ja", "clear").click()
    choose(answer, "ja", 6)
    book.shot("answer")
    assert grave(book.page, ".labkit-answer") == []
    press(check, "ja", "again").click()
    expect(check).to_contain_text(say("ja", "e05_2.key"))
    culprit = book.run("lab.film(culprit=2)").locator("svg[role]").first
    expect(culprit).to_contain_text(say("ja", "film.legend_culprit"))
    book.shot("culprit")


def test_the_culprit_by_keyboard(notebook: Open) -> None:
    book = notebook(book=BOOK)
    answer = until_the_choice(book, "en")
    book.command("notebook:enter-command-mode")
    book.page.keyboard.press("Escape")
    walk_to(book, session(answer, "en", 6))
    book.page.keyboard.press("Enter")
    expect(answer).to_contain_text('lab.answer("05.2", "6")')
    check = book.run('lab.check("05.2")')
    expect(check).to_contain_text(say("en", "e05_2.key"))
