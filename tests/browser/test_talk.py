"""Talking by hand in a real browser: by the keyboard alone, by the mouse, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

CELL = """
from labkit import Lab
lab = Lab(language=LANGUAGE)
lab.aya.send()
talk = lab.talk(DOOR)
talk
"""


def show(book: NotebookPage, language: Language, door: str) -> Locator:
    source = CELL.replace("LANGUAGE", repr(language)).replace("DOOR", repr(door))
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    output = book.cell("lab.talk(")
    book.command("notebook:run-cell")
    console = output.locator(".labkit-talk")
    expect(console.get_by_role("log")).to_contain_text(door.split(".")[0] + ".")
    return console


def test_a_letter_is_typed_by_the_keyboard_alone(notebook: Open) -> None:
    book = notebook()
    console = show(book, "en", "mx.fuji.example")
    keys, log = book.page.keyboard, console.get_by_role("log")
    line = console.get_by_role("textbox", name="What you say to the server")
    line.focus()
    for said, answer in (
        ("EHLO me.example", "Welcome"),
        ("DATA", "503"),  # the wrong order: it goes on
        ("MAIL FROM:<aya@sakura.example>", "2.1.0"),
        ("RCPT TO:<ken@fuji.example>", "2.1.5"),
        ("DATA", "go on; end"),
        ("Subject: typed by hand", "typed by hand"),
        ("", "says nothing yet"),
        ("Hello Ken", "Hello Ken"),
        (".", "stored as"),
        ("QUIT", "ended with QUIT"),
    ):
        keys.type(said)
        keys.press("Enter")
        expect(console).to_contain_text(answer)
        expect(line).to_be_focused()
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    expect(line).to_have_value(".")
    keys.press("ArrowDown")
    expect(line).to_have_value("QUIT")
    expect(console).to_contain_text('talk.say("QUIT")')
    log.evaluate("log => log.scrollTop = log.scrollHeight")
    book.shot("talk")


@pytest.mark.parametrize("width", [1280, 390])
def test_pop3_by_mouse_and_keyboard_in_japanese(notebook: Open, width: int) -> None:
    book = notebook(language="ja", theme="Dark", width=width, app="notebook")
    console = show(book, "ja", "pop.fuji.example")
    log = console.get_by_role("log")
    line = console.get_by_role("textbox", name="サーバーに言う言葉")
    script = console.locator(".labkit-talk-script")
    for said, answer in (
        ("USER ken@fuji.example", "PASS"),
        ("PASS mountain-view", "maildrop locked"),
        ("RETR 1", "Subject: A"),
    ):
        script.get_by_role("button", name=said, exact=True).click()
        expect(line).to_have_value(said)
        expect(line).to_be_focused()
        book.page.keyboard.press("Enter")
        expect(log).to_contain_text(answer)
    line.fill("PASS my-own-password")
    console.get_by_role("button", name=say("ja", "talk.label.send"), exact=True).click()
    expect(console).to_contain_text("自分のパスワードは入力しないでください")
    expect(log).not_to_contain_text("my-own-password")
    console.get_by_role("button", name=say("ja", "talk.level.fading")).click()
    assert console.evaluate("view => view.scrollWidth <= view.clientWidth + 1")
    book.shot("talk")
    console.get_by_role("button", name=say("ja", "talk.hang_up"), exact=True).click()
    expect(log).to_contain_text(say("ja", "ladder.end.closed", goodbye="QUIT"))


def test_a_line_is_sent_once_and_a_lost_kernel_is_told(notebook: Open) -> None:
    book = notebook()
    console = show(book, "en", "imap.fuji.example")
    line = console.get_by_role("textbox", name="What you say to the server")
    line.fill("a1 NOOP")
    console.get_by_role("button", name="Say it", exact=True).dblclick()
    expect(console.get_by_role("log").get_by_text("a1 NOOP")).to_have_count(1)
    book.page.evaluate(
        "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    expect(console).to_contain_text("This view has lost its lab")
