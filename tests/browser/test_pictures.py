"""Pictures in a real page: one event lights up in all of them, and no sign is an empty box."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib_fontja
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from labkit.texts import Language
from tests.browser.notebook_page import CODE_CELLS, NotebookPage
from tests.plots.scenes import NAMES, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

STORY = "from labkit import Lab; lab = Lab(); lab.aya.send(); lab.tablet.get(); lab.phone.sync()"
FIRST = "lab.film()"
SECOND = "lab.film(unfold=True)"
# The areas that are lit, by the class of what they belong to.
LIT = """() => [...document.querySelectorAll('.labkit-lit')]
    .filter(area => getComputedStyle(area).strokeWidth === '3px')
    .map(area => area.parentNode.getAttribute('class'))"""


def show_two_films(book: NotebookPage) -> tuple[Locator, Locator]:
    """Run two pictures in two cells; return their outputs."""
    for place, source in enumerate((STORY, FIRST, SECOND)):
        book.page.evaluate(
            f"([place, text]) => {CODE_CELLS}[place].model.sharedModel.setSource(text)",
            [place, source],
        )
    outputs = []
    for source in (STORY, FIRST, SECOND):
        outputs.append(book.cell(source))
        book.command("notebook:run-cell")
        book.wait_for_kernel()
    for output in outputs[1:]:
        expect(output.get_by_role("group", name="Who holds what?").first).to_be_visible()
    return outputs[1], outputs[2]


def lit(book: NotebookPage) -> list[str]:
    found: list[str] = book.page.evaluate(LIT)
    return found


def test_one_event_lights_up_in_two_outputs(notebook: Open) -> None:
    book = notebook(height=1400)
    first, second = show_two_films(book)
    column = first.get_by_role("img", name="3 Phone: syncs (IMAP)")
    drawing = first.locator("figure svg")
    column.hover()
    book.page.mouse.move(2, 2)
    assert lit(book) == []
    before = drawing.bounding_box()
    column.hover()
    assert lit(book) == ["labkit-e3"] * 2
    assert drawing.bounding_box() == before  # nothing moves
    book.shot("lit-by-pointing")
    book.page.mouse.move(2, 2)
    assert lit(book) == []
    # Chosen by a click it stays lit when the pointer leaves.
    second.get_by_role("img", name="1 Aya's PC").click()
    book.page.mouse.move(2, 2)
    assert lit(book) == ["labkit-e1"] * 2
    # Tab goes on to the next event.
    book.page.keyboard.press("Tab")
    assert lit(book) == ["labkit-e2"] * 2
    expect(second.locator(":focus")).to_have_accessible_name(
        "2 Tablet: gets mail (POP3). "
        "server: A original; phone: empty; laptop: empty; tablet: A COPY"
    )
    book.shot("lit-by-tab")


def test_where_nobody_has_run_the_notebook_its_words_are_left(notebook: Open) -> None:
    """Stored outputs of a fresh clone aren't trusted: no drawing, no style, but the sentences."""
    book = notebook()
    output = book.cell("lab.film()")
    book.command("notebook:show-all-cell-outputs")
    expect(output.get_by_text("Run this cell to see the picture")).to_be_visible()
    expect(output.get_by_text("Read a row to see one holder")).to_be_visible()
    assert output.locator("figure svg, style").count() == 0
    assert ":root:has" not in output.inner_text()
    book.shot("untrusted")


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def page_with_one_font(
    program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Page]:
    """Give a page of a browser whose system has one Japanese font and nothing else."""
    home = tmp_path_factory.mktemp("fonts")
    fonts = next(Path(matplotlib_fontja.__file__).parent.rglob("*.ttf")).parent
    (home / "fonts.conf").write_text(FONTS.format(fonts=fonts, cache=home / "cache"))
    env = {**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf")}
    browser = chromium.browser_type.launch(
        executable_path=program("chromium"), args=["--no-sandbox"], env=env
    )
    yield browser.new_page()
    browser.close()


@pytest.mark.parametrize("language", ["ja"])
def test_with_a_japanese_font_alone_there_is_no_empty_box(
    page_with_one_font: Page, language: Language
) -> None:
    page = page_with_one_font
    page.set_content("".join(picture(name, language).svg for name in NAMES))
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    found = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": "text"})
    used, glyphs = set(), 0
    for node in found["nodeIds"]:
        fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        used |= {font["familyName"] for font in fonts}
        glyphs += sum(font["glyphCount"] for font in fonts)
    # That this font has all of their characters is asserted in tests/plots/test_characters.py.
    assert used == {"IPAexGothic"}
    assert glyphs > 1000
