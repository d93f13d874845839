"""The whole lab on one desk in a real browser: by mouse, by keyboard, for everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.axe import grave
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

SHOW = """
from labkit import Lab
lab = Lab(language=LANGUAGE)
lab.aya.send(); lab.phone.sync(); lab.tablet.get(); lab.phone.open("A")
lab.show()
"""


def show(book: NotebookPage, language: Language, source: str = SHOW) -> Locator:
    """Run *source* in the first cell and return its output, once the tabs are there."""
    source = source.replace("LANGUAGE", repr(language))
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    output = book.cell("lab.show(")
    book.command("notebook:run-cell")
    expect(output.get_by_role("tab").first).to_be_visible()
    return output


def drawing(within: Locator, title: str) -> Locator:
    """Return the picture that asks *title*; its steps can be chosen, so it may be a group."""
    return within.locator("svg").filter(has=within.page.locator(f"title:text-is('{title}')")).first


def tab(bench: Locator, language: Language, page: str) -> Locator:
    return bench.get_by_role("tab", name=say(language, f"workbench.page.{page}"), exact=True)


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [
        ("ja", "Dark", 1280),
        ("ja", "Dark High Contrast", 640),
        ("en", "Light", 390),
    ],
)
def test_every_page_can_be_used_by_everybody(
    notebook: Open, language: Language, theme: str, width: int
) -> None:
    """Nothing grave by axe-core, nothing wider than its place; 640 px is text twice as large."""
    app = "lab" if width > 400 else "notebook"
    book = notebook(app=app, language=language, theme=theme, width=width)
    bench = show(book, language)
    found = []
    for at in range(bench.get_by_role("tab").count()):
        one = bench.get_by_role("tab").nth(at)
        one.click()
        expect(one).to_have_attribute("aria-selected", "true")
        book.wait_for_kernel()
        name = one.inner_text()
        found += [f"{name}: {finding}" for finding in grave(book.page, ".labkit-bench")]
        inside = bench.locator(".labkit-bench")
        if not inside.evaluate("view => view.scrollWidth <= view.clientWidth + 1"):
            found.append(f"{name}: wider than its place")
        book.shot(f"bench-{at}")
    assert found == []


def test_tabs_are_walked_with_the_arrows(notebook: Open) -> None:
    book = notebook()
    bench = show(book, "en")
    keys = book.page.keyboard
    tab(bench, "en", "devices").focus()
    keys.press("ArrowRight")
    expect(tab(bench, "en", "where")).to_be_focused()
    expect(drawing(bench, "Where is letter A now?")).to_be_visible()
    keys.press("End")
    keys.press("ArrowRight")
    expect(tab(bench, "en", "devices")).to_be_focused()
    expect(bench.get_by_role("button", name="Send (SMTP)")).to_be_visible()


def test_the_lab_changes_its_language_while_it_is_on_display(notebook: Open) -> None:
    book = notebook()
    bench = show(book, "en")
    tab(bench, "en", "happened").click()
    expect(drawing(bench, "Who holds what?")).to_be_visible()
    bench.get_by_role("button", name="日本語").click()
    expect(tab(bench, "ja", "happened")).to_have_attribute("aria-selected", "true")
    expect(drawing(bench, "だれが何を持っている？")).to_be_visible()
    tab(bench, "ja", "devices").click()
    expect(bench.get_by_role("button", name=say("ja", "compose.send"))).to_be_visible()
    expect(bench.get_by_role("button", name=say("ja", "panel.get"))).to_be_visible()


def test_it_opens_in_a_tab_of_its_own(notebook: Open) -> None:
    book = notebook()
    source = SHOW.replace("lab.show()", "lab.show('where', detached=True)")
    source = source.replace("LANGUAGE", repr("en"))
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    output = book.cell("lab.show(")
    book.command("notebook:run-cell")
    expect(output).to_contain_text(say("en", "workbench.detached")[:30])
    apart = book.page.locator(".jp-LinkedOutputView, .jupyterlab-sidecar").last
    expect(drawing(apart, "Where is letter A now?")).to_be_visible()
