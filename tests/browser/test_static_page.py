"""A notebook as a page without a kernel, as nbconvert writes it: pictures and twins stay."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, expect

from labkit.texts import Language, say
from tests.browser.axe import grave

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.mark.parametrize("language", ["ja"])
def test_a_page_without_a_kernel_shows_every_picture_and_every_twin(
    chromium: Browser, tmp_path: Path, language: Language
) -> None:
    book = nbformat.read(NOTEBOOKS / language / "00-your-first-letter.ipynb", as_version=4)
    body, _ = HTMLExporter().from_notebook_node(book)
    (tmp_path / "page.html").write_text(body, encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    for title in (say(language, "journey.title", letter="A"), say(language, "film.title")):
        # A picture whose parts can be chosen is a group itself, in the group that scrolls.
        expect(page.get_by_role("group", name=title).locator("svg").first).to_be_visible()
    expect(page.get_by_text(say(language, "compose.title")).first).to_be_visible()
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    assert grave(page, ".labkit-picture") == []
    context.close()
