"""Hostile letters in a real JupyterLab: no script of theirs runs, and nothing is asked outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.notebook_page import CODE_CELLS, NotebookPage
from tests.views.hostile_letters import CORPUS, FAR, INTO_HTML, RUN

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

DELIVER = """
from contextlib import suppress
from smtplib import SMTPDataError
from ipywidgets import VBox
from labkit import Lab
from labkit.agents.submitting import submit
from labkit.records import Notice
from tests.views.hostile_letters import CORPUS, INTO_TEXT, octets
lab = Lab(language="en")
crow = lab.crow._actor
door = ("mx.fuji.example", 25)
for number, letter in enumerate(CORPUS):
    said = octets(letter, number)
    with suppress(SMTPDataError):  # a server takes no NUL
        submit(crow.line(door), "crow.example", None, "x@crow.example", ("ken@fuji.example",), said)
sender = {"who": "<img src=x onerror=window.__canary=1>", "letter": "A"}
lab._household.happened("crow", Notice("event.crow", sender))
lab.tablet.get()
lab.phone.bodies = True
lab.phone.sync()
names = lab._world.letters()
print("delivered", len(lab.mailbox().letters))
"""
SHOWN = {
    "messages": "VBox([lab.message(name) for name in names])",
    "desk": "lab.desk()",
    "pages": "lab.show('letter')",
    "mailbox": "lab.mailbox()",
    "film": "lab.film()",
    "journeys": "display(*[lab.journey(name) for name in names[::8]])",
    "ladders": "display(*map(lab.ladder, [*range(1, 40, 3), 'phone', 'tablet']))",
    "compose": """
forms = [lab.compose() for _ in INTO_TEXT]
for form, said in zip(forms, INTO_TEXT.values()):
    form.to.value, form.subject.value, form.body.value = said, said, said
    form.expert.opens.value = True
    form.expert.mail_from.value = said
    form.button.click()
VBox(forms)""",
}
UNWELL = "() => window.__canary !== undefined || document.title.includes('canary')"


def run(book: NotebookPage, source: str) -> None:
    """Run *source* in the first cell, and wait until the page has drawn what it shows."""
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", source)
    book.page.evaluate(f"() => {{ {CODE_CELLS}[0].model.executionCount = null }}")
    book.cell(source.strip().splitlines()[0])
    book.command("notebook:run-cell")
    book.page.wait_for_function(f"() => {CODE_CELLS}[0].model.executionCount > 0")
    book.wait_for_kernel()


def said(book: NotebookPage) -> str:
    return book.page.locator(".jp-Cell-outputArea").first.inner_text()


def touch_everything(page: Page) -> None:
    """Open every fold, and click wherever a letter's link is."""
    page.evaluate("() => document.querySelectorAll('details').forEach(fold => fold.open = true)")
    for frame in page.locator('iframe[srcdoc*="click me"]').all():
        # A real click from outside: what Playwright evaluates in a frame is a script in it.
        frame.scroll_into_view_if_needed()
        frame.click(position={"x": 24, "y": 24})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))")


def test_no_hostile_letter_does_anything(notebook: Open) -> None:
    book = notebook()
    run(book, DELIVER)
    expect(book.page.locator(".jp-Cell-outputArea").first).to_contain_text("delivered")
    delivered = int(said(book).split()[-1])
    assert delivered > len(CORPUS) * 0.9, said(book)
    for what, source in SHOWN.items():
        run(book, source)
        assert "Traceback" not in said(book), what
        if what == "messages":
            expect(book.page.locator(".labkit-message-card")).to_have_count(delivered)
            frames = book.page.locator("iframe.labkit-message-frame")
            assert frames.count() >= len(INTO_HTML) - 5
        if what == "desk":
            for button in book.page.get_by_role("button", name="Open ").all()[:40]:
                button.click()
        touch_everything(book.page)
        assert not book.page.evaluate(UNWELL), what
        assert book.complaints == [], what
    book.shot("hostile")


def test_a_canary_that_gets_through_is_caught(notebook: Open) -> None:
    book = notebook()
    run(book, f"from IPython.display import HTML\nHTML('<img src=x onerror={RUN}><img src={FAR}>')")
    book.page.wait_for_function(UNWELL)
    assert any(FAR in complaint for complaint in book.complaints)
    book.complaints.clear()


def test_the_static_page_does_nothing_either(chromium: Browser, tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell("", outputs=static_outputs())]
    book = nbformat.v4.new_notebook(cells=cells)
    source, _ = HTMLExporter(embed_images=False).from_notebook_node(book)
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context = chromium.new_context()
    page = context.new_page()
    context.route("**/*", refuse)
    page.set_content(source, wait_until="domcontentloaded")
    assert page.locator(".labkit-message-card").count() > len(CORPUS) * 0.9
    touch_everything(page)
    assert not page.evaluate(UNWELL)
    assert [url for url in asked if "canary" in url] == []
    context.close()


def static_outputs() -> list[nbformat.NotebookNode]:
    """Return the stored outputs of every view and picture, made in this process."""
    names: dict[str, object] = {}
    exec(DELIVER, names)
    shown = names["lab"]
    found = []
    try:
        views = [
            *(shown.message(name) for name in names["names"]),
            *(shown.journey(name) for name in names["names"][::8]),
            shown.desk(), shown.mailbox(), shown.film(), shown.ladder("phone"), shown.compose(),
        ]  # fmt: skip
        for view in views:
            bundle = view._repr_mimebundle_()
            bundle.pop("application/vnd.jupyter.widget-view+json", None)
            found.append(
                nbformat.v4.new_output("display_data", data=json.loads(json.dumps(bundle)))
            )
    finally:
        shown.close()
    return found
