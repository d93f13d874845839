"""Writing a letter and looking at one, in a real browser: by keyboard too, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.axe import grave
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]


def show(book: NotebookPage, source: str) -> Locator:
    """Run *source* in the first cell and return its output."""
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    output = book.cell(source.strip().splitlines()[-1])
    book.command("notebook:run-cell")
    expect(output.get_by_role("heading").first).to_be_visible()
    return output


def lab(language: Language, last: str, before: str = "") -> str:
    return f'from labkit import Lab\nlab = Lab(language="{language}")\n{before}\n{last}'


def fits(output: Locator) -> bool:
    return bool(output.evaluate("view => view.scrollWidth <= view.clientWidth + 1"))


@pytest.mark.parametrize(("language", "theme"), [("ja", "Dark")], ids=["ja-dark"])
def test_a_bad_address_is_told_then_the_letter_goes(
    notebook: Open, language: Language, theme: str
) -> None:
    book = notebook(language=language, theme=theme)
    form = show(book, lab(language, "lab.compose()"))
    to = form.get_by_label(say(language, "compose.to"), exact=True)
    to.fill("ken@fuji.example, mika")
    form.get_by_role("button", name=say(language, "compose.send")).click()
    expect(form.get_by_role("alert")).to_contain_text("mika")
    to.fill("ken@fuji.example, nobody@sakura.example")
    expect(form.get_by_role("alert")).to_have_count(0)
    form.get_by_label(say(language, "compose.expert")).check()
    book.shot("compose-expert")
    assert grave(book.page, ".labkit-compose") == []
    form.get_by_role("button", name=say(language, "compose.send")).click()
    expect(form.get_by_role("status")).to_contain_text("550 5.1.1")
    expect(form.locator(".labkit-compose-why")).to_contain_text("5.1.1")
    book.shot("compose-refused")


def test_by_keyboard_alone_a_letter_is_written_by_hand(notebook: Open) -> None:
    book = notebook()
    form = show(book, lab("en", "lab.compose()"))
    keys, focused = book.page.keyboard, form.locator(":focus")
    form.get_by_label("File", exact=True).focus()
    keys.press("Tab")
    keys.press("Space")
    expect(form.get_by_label("MAIL FROM")).to_be_visible()
    form.get_by_label("Write the letter itself by hand").focus()
    keys.press("Space")
    raw = form.get_by_label("Octets")
    expect(raw).to_have_value(re.compile(r'^From: "Aya" <aya@sakura\.example>\n'))
    raw.focus()
    keys.press("Control+a")
    keys.type("To: ken@fuji.example\nBcc: boss@sakura.example\n\nHi")
    # The line of Python says that the last key has reached the lab.
    expect(form.locator("code").last).to_contain_text("\\n\\nHi")
    form.get_by_role("button", name="Send (SMTP)").focus()
    keys.press("Enter")
    expect(form.get_by_role("status")).to_contain_text("for ken@fuji.example, boss@sakura.example")
    expect(focused).to_have_text("Send (SMTP)")
    book.shot("compose-raw")


@pytest.mark.parametrize(("language", "theme"), [("en", "Dark")], ids=["en-dark"])
def test_a_letter_from_all_sides(
    notebook: Open, language: Language, theme: str, tmp_path: Path
) -> None:
    book = notebook(language=language, theme=theme, height=1600)
    sent = 'lab.aya.send(bcc="boss@sakura.example", attachment=1000)'
    card = show(book, lab(language, "lab.message()", sent)).locator(".labkit-message-card")
    with book.page.expect_download() as download:
        card.get_by_text(say(language, "message.save"), exact=True).click()
    download.value.save_as(tmp_path / "saved")
    assert download.value.suggested_filename == "photo.bin"
    assert (tmp_path / "saved").stat().st_size == 1000
    # The boss is on the envelope only: where the two differ, that part is open by itself.
    expect(card.get_by_text("boss@sakura.example").first).to_be_visible()
    for fold in ("header", "tree", "raw"):
        card.get_by_text(say(language, f"message.{fold}"), exact=True).focus()
        book.page.keyboard.press("Enter")
    expect(card.locator(".labkit-message-step").first).to_have_text("1")
    assert fits(card)
    assert grave(book.page, ".labkit-message") == []
    book.shot("message")


@pytest.mark.parametrize("language", ["ja"])
def test_on_a_narrow_screen(notebook: Open, language: Language) -> None:
    book = notebook(app="notebook", language=language, width=390, height=844)
    form = show(book, lab(language, "lab.compose()"))
    form.get_by_label(say(language, "compose.expert")).check()
    assert fits(form.locator(".labkit-compose"))
    book.shot("compose-narrow")
    card = show(book, lab(language, "lab.message()", "lab.aya.send()"))
    assert fits(card.locator(".labkit-message-card"))
    assert book.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    book.shot("message-narrow")
