"""Notebook 00 in a real browser: mouse, keyboard, both themes, both widths, both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.notebook_page import KERNEL, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]


def screen(desk: Locator, holder: str) -> Locator:
    """Return the screen of "phone", "laptop", "tablet" or "server"."""
    return desk.locator(f".labkit-screen.labkit-{holder}")


def words(desk: Locator, holder: str) -> Locator:
    return screen(desk, holder).locator(".labkit-words")


def press(where: Locator, language: Language, key: str) -> None:
    where.get_by_role("button", name=say(language, key)).click()


def send_fetch_compare(book: NotebookPage, language: Language) -> Locator:
    """Do with the mouse what notebook 00 asks for, and see that each screen changes in turn."""
    compose = book.cell("lab.compose()")
    press(compose, language, "compose.send")
    expect(compose.get_by_role("status")).to_contain_text("A")
    book.shot("sent")
    desk = book.cell("lab.desk()")
    expect(screen(desk, "server").locator(".labkit-letter")).to_have_count(1)
    for holder in ("tablet", "phone", "laptop"):
        expect(words(desk, holder)).to_have_count(0)
    press(screen(desk, "tablet"), language, "panel.get")
    expect(words(desk, "tablet")).to_contain_text(say(language, "panel.copy"))
    expect(words(desk, "phone")).to_have_count(0)
    for holder in ("phone", "laptop"):
        press(screen(desk, holder), language, "panel.sync")
        expect(words(desk, holder)).to_contain_text(say(language, "panel.view"))
    book.shot("compared")
    return desk


@pytest.mark.parametrize(("language", "theme"), [("ja", "Dark")], ids=["ja-dark"])
def test_send_get_sync_with_the_mouse(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(language=language, theme=theme)
    book.run_all()
    desk = send_fetch_compare(book, language)
    phone = screen(desk, "phone")
    phone.get_by_role("button", name=say(language, "panel.open", letter="A")).click()
    hello = say(language, "compose.hello").splitlines()[0]
    expect(phone.locator(".labkit-letter-text")).to_contain_text(hello)
    expect(words(desk, "phone")).to_contain_text(say(language, "panel.read"))
    book.shot("opened")
    for picture in ("journey", "ladder", "film"):
        output = book.cell(f"lab.{picture}(")
        expect(output.locator("svg[role]").first).to_be_visible()
        book.shot(picture)


@pytest.mark.parametrize(("language", "theme"), [("en", "Light")], ids=["en-light"])
def test_on_a_narrow_screen(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(app="notebook", language=language, theme=theme, width=390, height=844)
    book.run_all()
    desk = send_fetch_compare(book, language)
    for view in (desk, book.cell("lab.compose()")):
        inside = view.locator(".labkit").first
        assert inside.evaluate("view => view.scrollWidth <= view.clientWidth + 1")
    for picture in ("journey", "ladder", "film"):
        book.cell(f"lab.{picture}(")
        book.shot(picture)
    assert book.page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_send_get_sync_with_the_keyboard_alone(notebook: Open) -> None:
    book = notebook()
    book.run_all()
    keys = book.page.keyboard
    compose = book.cell("lab.compose()")
    enter_output(book, compose.get_by_role("textbox", name="To"))
    walk_to(book, compose.get_by_role("button", name="Send"))
    keys.press("Space")
    expect(compose.get_by_role("status")).to_contain_text("A")
    desk = book.cell("lab.desk()")
    enter_output(book, screen(desk, "phone").get_by_role("button", name="Sync"))
    keys.press("Enter")
    expect(words(desk, "phone")).to_have_count(1)
    walk_to(book, screen(desk, "tablet").get_by_role("button", name="Get"))
    keys.press("Space")
    expect(words(desk, "tablet")).to_have_count(1)
    book.shot("keyboard")


def enter_output(book: NotebookPage, wanted: Locator) -> None:
    """Go from the active cell into its output, as the help page says: Escape, then Tab."""
    book.command("notebook:enter-command-mode")
    book.page.keyboard.press("Escape")
    walk_to(book, wanted)


def walk_to(book: NotebookPage, wanted: Locator) -> None:
    for _ in range(12):
        book.page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError("twelve tabs did not lead there")


def test_a_click_is_carried_out_once(notebook: Open) -> None:
    book = notebook()
    book.run_all()
    compose = book.cell("lab.compose()")
    compose.get_by_role("button", name="Send").dblclick()
    expect(compose.get_by_role("status")).to_contain_text("A")
    desk = book.cell("lab.desk()")
    press(screen(desk, "phone"), "en", "panel.sync")
    expect(words(desk, "phone")).to_have_count(1)


def test_a_view_that_has_lost_its_kernel_says_so(notebook: Open) -> None:
    book = notebook()
    book.run_all()
    compose = book.cell("lab.compose()")
    lost = compose.locator(".labkit-lost")
    expect(lost).to_be_hidden()
    book.page.evaluate(f"() => {{ {KERNEL}.restart(); }}")
    expect(lost).to_be_visible()
    book.shot("lost")
    book.wait_for_kernel()


def test_a_fresh_clone_is_readable_without_running_it(notebook: Open) -> None:
    book = notebook()
    compose = book.cell("lab.compose()")
    expect(compose).to_contain_text("ken@fuji.example")
    expect(book.page.get_by_text("Error displaying widget")).to_have_count(0)
    book.shot("not-run")
