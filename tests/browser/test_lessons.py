"""A lesson in a real browser: predict wrongly, run, look, check too early, ask for hints, solve."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.axe import grave
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]
POP3 = "03-pop3-take-it-home"


def option(view: Locator, language: Language, exercise: str, key: str) -> Locator:
    words = say(language, f"e{exercise.replace('.', '_')}.option.{key}")
    return view.get_by_role("button", name=words)


def press(view: Locator, language: Language, name: str) -> Locator:
    return view.get_by_role("button", name=say(language, f"lesson.press.{name}"))


@pytest.mark.parametrize(("language", "theme"), [("ja", "Dark")], ids=["ja-dark"])
def test_the_cable_by_mouse(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(book=POP3, language=language, theme=theme)
    book.run("from labkit import Lab")
    early = book.run('lab.check("03.2")')
    expect(early).to_contain_text(say(language, "lesson.state.not_attempted"))
    asked = book.run('lab.predict("03.2")')
    option(asked, language, "03.2", "dele").click()
    expect(
        asked.get_by_role("listitem").filter(has_text=say(language, "lesson.yours"))
    ).to_have_count(1)
    asked.get_by_role("button", name=say(language, "e03_2.run")).click()
    expect(asked.locator("svg[role]").first).to_be_visible()
    expect(asked).to_contain_text(say(language, "e03_2.told.dele"))
    book.shot("predicted")
    assert grave(book.page, ".labkit-predict") == []
    film = book.run('lab.reset("03.2")')
    expect(film.locator("svg[role]").first).to_contain_text(say(language, "e03_2.saw.kept"))
    check = book.cell('lab.check("03.2")')
    press(check, language, "again").click()
    expect(check).to_contain_text(say(language, "e03_2.key"))
    assert grave(book.page, ".labkit-check") == []
    book.shot("passed")


def test_not_yet_hints_and_solution_by_keyboard_alone(notebook: Open) -> None:
    book = notebook(book=POP3)
    book.run("from labkit import Lab")
    wrong = 'lab.reset("03.2")\ntablet.get(delete=True)'
    book.page.evaluate(f"text => {CODE_CELLS}[1].model.sharedModel.setSource(text)", wrong)
    book.run("tablet.get(delete=True)")
    check = book.run('lab.check("03.2")')
    expect(check).to_contain_text("ended with QUIT")
    keys = book.page.keyboard
    book.command("notebook:enter-command-mode")
    keys.press("Escape")
    hint = press(check, "en", "hint")
    walk_to(book, hint)
    for number in (1, 2, 3):
        keys.press("Space")
        expect(check.locator(".labkit-hints li")).to_have_count(number)
        expect(hint).not_to_have_class(re.compile("labkit-busy"))  # until then it is one press
    walk_to(book, press(check, "en", "solve"))
    keys.press("Enter")
    expect(check.locator("pre")).to_contain_text("cut_before")
    book.shot("solution")


def walk_to(book: NotebookPage, wanted: Locator) -> None:
    for _ in range(12):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        book.page.keyboard.press("Tab")
    raise AssertionError("twelve tabs did not lead there")
