"""The live wire in a real browser: streaming while no cell runs, by mouse and by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language
from labkit.views.wire_words import labels
from tests.browser.axe import grave
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

# A program of the learner's own talks while no cell runs: `talk` is a coroutine of the kernel's.
CELL = """
import asyncio, smtplib, threading
from labkit import Lab
lab = Lab(language=LANGUAGE, seed="wire")
address = lab._household.world.network.address("smtp.sakura.example", 587)
def talk(times, word="NOOP"):
    with smtplib.SMTP(*address, local_hostname="program.example") as client:
        for number in range(times):
            client.docmd(word, str(number))
def soon(*what):
    threading.Timer(0.3, talk, what).start()
SETUP
view = lab.wire()
view
"""
SEND = """
lab.aya.send(subject='<img src=x onerror="window.canary=1">')
lab.phone.sync(); lab.tablet.get()
"""


def show_wire(book: NotebookPage, language: Language, setup: str = "") -> Locator:
    source = CELL.replace("LANGUAGE", repr(language)).replace("SETUP", setup)
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    output = book.cell("view = lab.wire()")
    book.command("notebook:run-cell")
    wire = output.locator(".labkit-wire-frame")
    expect(wire.get_by_role("heading", level=3)).to_be_visible()
    return wire


def python(book: NotebookPage, code: str) -> None:
    """Run *code* in the kernel, as another cell would, and wait until it is done."""
    book.page.evaluate(
        """code => jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({code}).done""",
        code,
    )


def rows(wire: Locator) -> Locator:
    return wire.get_by_role("listitem")


def head(wire: Locator, text: str) -> Locator:
    """Return the button of the first row in sight that says *text*."""
    return rows(wire).filter(has_text=text).first.locator(".labkit-wire-line")


def count(wire: Locator) -> Locator:
    return wire.locator(".labkit-wire-count")


@pytest.mark.parametrize(("language", "theme"), [("ja", "Dark")], ids=["ja-dark"])
def test_lines_stream_while_no_cell_runs(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(language=language, theme=theme)
    wire = show_wire(book, language)
    words = labels(language)
    expect(wire.locator(".labkit-wire-empty")).to_contain_text("lab.aya.send()")
    book.shot("wire-empty")
    python(book, "soon(100)")
    expect(rows(wire).last).to_contain_text("2.0.0 Bye", timeout=10_000)
    expect(count(wire)).to_contain_text("203")
    wire.get_by_role("button", name=words["pause"]).click()
    python(book, "soon(5)")
    waiting = words["waiting"].format(count=13)
    expect(wire.locator(".labkit-wire-state")).to_have_text(waiting)
    expect(count(wire)).to_contain_text("203")
    book.shot("wire-paused")
    wire.get_by_role("button", name=words["resume"]).click()
    expect(count(wire)).to_contain_text("216")
    assert grave(book.page, ".labkit-wire-frame") == []


def test_a_page_that_misses_a_message_asks_for_the_whole(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", "talk(3)")
    expect(count(wire)).to_contain_text("9 of 9")
    python(
        book,
        "send, view.page.send = view.page.send, lambda *told: None\n"
        "talk(3); lab._feed.catch_up()\n"
        "view.page.send = send",
    )
    python(book, "soon(1)")
    expect(count(wire)).to_contain_text("23 of 23")


def test_lines_are_filtered_by_whom_protocol_session_and_text(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", SEND)
    names = wire.locator(".labkit-wire-name")
    wire.get_by_label("Who").select_option(label="Ken")
    expect(names.first).to_contain_text("phone")
    expect(names.last).to_contain_text("tablet")
    wire.get_by_label("Protocol").select_option("POP3")
    expect(names.first).to_contain_text("tablet")
    wire.get_by_label("Text", exact=True).press_sequentially("retr")
    expect(rows(wire)).to_have_count(1)
    wire.get_by_label("Text", exact=True).fill("no such words")
    wire.get_by_role("button", name="Show all lines").click()
    expect(wire.get_by_label("Who")).to_have_value("")
    wire.get_by_role("button", name="S3 Phone").click()
    expect(names.first).to_contain_text("phone")
    wire.get_by_role("button", name="All connections").click()
    wire.get_by_label("Text", exact=True).fill("S1:13")
    expect(wire.locator(".labkit-wire-chosen")).to_contain_text("MAIL FROM")
    wire.get_by_label("Jump to event").select_option("2")
    expect(wire.locator(".labkit-wire-chosen")).to_contain_text("phone")
    python(book, "view.show(1, 2)")
    expect(wire.locator(".labkit-wire-chosen")).to_contain_text("EHLO")
    assert wire.locator(".labkit-wire-chosen").get_attribute("id") == "labkit-s1-l2"


@pytest.mark.parametrize(("language", "theme"), [("en", "Light")], ids=["en-light"])
def test_three_depths_by_the_keyboard(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(language=language, theme=theme)
    wire = show_wire(book, language, SEND)
    keys, focused = book.page.keyboard, wire.locator(":focus")
    wire.get_by_role("button", name="S1").first.click()
    line = head(wire, "EHLO")
    line.focus()
    keys.press("End")
    keys.press("Home")
    keys.press("ArrowDown")
    expect(focused).to_contain_text("EHLO")
    for _ in range(3):
        keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(focused).to_contain_text("MAIL FROM")
    keys.press("ArrowRight")
    expect(focused).to_have_attribute("aria-expanded", "true")
    parts = rows(wire).filter(has_text="MAIL FROM").locator(".labkit-wire-part")
    expect(parts.first).to_have_text("MAIL")
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(focused).to_have_text("<aya@sakura.example>")
    meaning = wire.locator(".labkit-wire-meaning")
    expect(meaning).to_contain_text("RFC 5321")
    described = focused.get_attribute("aria-describedby")
    assert described == meaning.get_attribute("id")
    keys.press("Shift+Tab")
    keys.press("Enter")
    octets = wire.locator(".labkit-wire-octets")
    expect(octets).to_have_text(re.compile(r"^MAIL FROM:<aya@sakura.example> size=[0-9]+CRLF$"))
    book.shot("wire-octets")
    assert grave(book.page, ".labkit-wire-frame") == []
    keys.press("Enter")
    expect(octets).to_have_count(0)


def test_a_part_is_explained_where_the_mouse_points(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", SEND)
    wire.get_by_role("button", name="Meaning").click()
    wire.get_by_label("Text", exact=True).fill("S1:15")
    row = rows(wire).filter(has_text="RCPT TO").first
    row.locator(".labkit-wire-part").last.hover()
    expect(row.locator(".labkit-wire-meaning")).to_contain_text("address")
    book.shot("wire-meaning")


def test_a_password_is_masked_until_it_is_asked_for(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", SEND)
    wire.get_by_label("Protocol").select_option("POP3")
    wire.get_by_label("Text", exact=True).fill("pass ")
    line = head(wire, "PASS ••••")
    line.click()
    line.click()
    expect(wire.locator(".labkit-wire-octets")).to_have_text("••••CRLF")
    assert "mountain-view" not in wire.inner_text()
    expect(wire).to_contain_text("never type one of your own")
    wire.get_by_role("button", name="Show the lab password").click()
    expect(wire.locator(".labkit-wire-octets")).to_have_text("PASS mountain-viewCRLF")
    book.shot("wire-secret")
    wire.get_by_role("button", name="Mask it again").click()
    expect(wire.locator(".labkit-wire-octets")).to_have_text("••••CRLF")


def test_a_hostile_letter_runs_nothing(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", SEND)
    wire.get_by_label("Text", exact=True).fill("onerror")
    expect(rows(wire).first).to_contain_text("<img src=x")
    for depth in ("Meaning", "Octets"):
        wire.get_by_role("button", name=depth, exact=True).click()
        expect(rows(wire).first.locator(".labkit-wire-deep")).to_contain_text("onerror")
    wire.get_by_role("button", name="Copy lines").click()
    expect(wire.locator(".labkit-wire-note")).not_to_be_empty()
    assert wire.locator("img").count() == 0
    assert book.page.evaluate("window.canary") is None
    assert grave(book.page, ".labkit-wire-frame") == []
    book.shot("wire-hostile")


def test_ten_thousand_lines_are_kept_and_only_those_in_sight_are_drawn(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", "talk(5200)")
    expect(count(wire)).to_contain_text("10000 of 10000", timeout=30_000)
    expect(count(wire)).to_contain_text("older lines are no longer kept")
    assert rows(wire).count() < 60
    head(wire, "2.0.0 Bye").focus()
    book.page.keyboard.press("Home")
    expect(rows(wire).first).to_have_attribute("aria-posinset", "1")
    python(book, "soon(20)")
    newest = wire.locator(".labkit-wire-newest")
    expect(newest).to_contain_text("43 new lines")
    newest.click()
    expect(rows(wire).last).to_contain_text("2.0.0 Bye")
    expect(count(wire)).to_contain_text("10000 of 10000")


@pytest.mark.parametrize(("language", "theme"), [("ja", "Light")], ids=["ja-light"])
def test_on_a_narrow_screen(notebook: Open, language: Language, theme: str) -> None:
    book = notebook(app="notebook", language=language, theme=theme, width=390, height=844)
    wire = show_wire(book, language, SEND)
    expect(rows(wire).last).to_be_visible()
    assert wire.evaluate("view => view.scrollWidth <= view.clientWidth + 1")
    assert book.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    book.shot("wire")
    assert grave(book.page, ".labkit-wire-frame") == []


def test_the_language_changes_and_a_lost_kernel_is_noticed(notebook: Open) -> None:
    book = notebook()
    wire = show_wire(book, "en", SEND)
    wire.get_by_label("Text", exact=True).fill("DATA")
    python(book, "lab.language = 'ja'")
    expect(wire.get_by_role("button", name="一時停止")).to_be_visible()
    expect(rows(wire).first.locator(".labkit-wire-story")).to_contain_text("封筒")
    book.page.evaluate(
        "() => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
    )
    lost = book.page.locator(".labkit-lost").filter(has_text="カーネル").first
    expect(lost).to_be_visible()
    book.wait_for_kernel()
