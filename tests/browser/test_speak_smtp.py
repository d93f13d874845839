"""02.1 in a real browser, as a learner does it: check too early, type a letter, pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.notebook_page import NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]
BOOK = "02-speak-smtp"
LINES = (
    "EHLO pc.sakura.example",
    "MAIL FROM:<aya@sakura.example>",
    "RCPT TO:<ken@fuji.example>",
    "DATA",
    "Subject: typed by hand",
    "",
    "Hello Ken, I typed this myself.",
    ".",
    "QUIT",
)


def begun(book: NotebookPage, language: Language) -> tuple[Locator, Locator]:
    """Return the open console, and the check that was asked too early."""
    book.run("from labkit import Lab")
    console = book.run('lab.talk("smtp")').locator(".labkit-talk")
    check = book.run('lab.check("02.1")')
    expect(check).to_contain_text(say(language, "e02_1.see.silent", session=1))
    book.cell('lab.talk("smtp")')
    return console, check


def ends_passed(book: NotebookPage, console: Locator, language: Language) -> None:
    expect(console).to_contain_text("221")
    check = book.cell('lab.check("02.1")')
    check.get_by_role("button", name=say(language, "lesson.press.again")).click()
    expect(check).to_contain_text(say(language, "e02_1.key"))


def test_a_letter_typed_by_the_keyboard_passes(notebook: Open) -> None:
    book = notebook(book=BOOK)
    console, _ = begun(book, "en")
    line = console.get_by_role("textbox", name="What you say to the server")
    line.focus()
    for said in LINES:
        book.page.keyboard.type(said)
        book.page.keyboard.press("Enter")
        expect(line).to_have_value("")
    book.shot("02.1-typed")
    ends_passed(book, console, "en")
    book.shot("02.1-passed")


def test_a_letter_from_the_script_by_mouse_passes(notebook: Open) -> None:
    book = notebook(book=BOOK, language="ja", theme="Dark")
    console, _ = begun(book, "ja")
    line = console.get_by_role("textbox", name="サーバーに言う言葉")
    script = console.locator(".labkit-talk-script")
    for said in LINES:
        name = said or say("ja", "talk.empty_line")
        script.get_by_role("button", name=name, exact=True).click()
        expect(line).to_have_value(said)
        console.get_by_role("button", name=say("ja", "talk.label.send"), exact=True).click()
        expect(line).to_have_value("")
    ends_passed(book, console, "ja")
    book.shot("02.1-passed-ja")
