"""The pages of ``make pages``, opened from a folder: nothing asked, nothing given away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from labkit.texts import LANGUAGES, Language, say
from scripts.pages import build
from tests.browser.axe import grave

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Page]
FIRST = "00-your-first-letter.html"
OUTCOMES = "details.outcome > :not(summary)"
OPEN_ALL = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    build(folder)
    return folder


@pytest.fixture
def show(chromium: Browser, site: Path) -> Iterator[Open]:
    """Give a function that opens a page by file://; nothing else may be asked, nothing complain."""
    complaints: list[str] = []
    contexts = []

    def open_page(name: str, scheme: Literal["light", "dark"] = "light", width: int = 1280) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: complaints.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((site / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    inside = re.compile(rf"{re.escape(site.as_uri())}/[\w/.-]+\.html(#.*)?|data:,")
    assert [complaint for complaint in complaints if not inside.fullmatch(complaint)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_outcome_is_seen_before_its_fold_is_opened(show: Open, language: Language) -> None:
    page = show(f"{language}/{FIRST}")
    outcomes = page.locator(OUTCOMES)
    assert outcomes.count() > 5
    assert not any(outcome.is_visible() for outcome in outcomes.all())
    summary = page.locator("details.outcome > summary").first
    expect(summary).to_contain_text(say(language, "page.open"))
    summary.focus()
    page.keyboard.press("Enter")
    title = say(language, "journey.title", letter="A")
    expect(page.get_by_role("group", name=title).locator("svg").first).to_be_visible()
    assert sum(outcome.is_visible() for outcome in outcomes.all()) == 1


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("ja", "dark", 390), ("ja", "dark", 1920)],
)
def test_a_page_can_be_used_by_everybody(
    show: Open, language: Language, scheme: Literal["light", "dark"], width: int
) -> None:
    page = show(f"{language}/{FIRST}", scheme, width)
    assert grave(page, "html") == []
    page.evaluate(OPEN_ALL)
    assert grave(page, "html") == []
    assert page.evaluate(TOO_WIDE) == 0


def test_the_map_leads_to_a_page_that_leads_on(show: Open) -> None:
    page = show("index.html", "dark", 390)
    assert grave(page, "html") == []
    assert page.evaluate(TOO_WIDE) == 0
    page.get_by_role("link", name="最初の一通").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your first letter")
    page.get_by_text(say("en", "page.contents")).click()
    page.get_by_role("link", name="Key points").click()
    expect(page.get_by_role("heading", name="Key points")).to_be_in_viewport()
    page.get_by_role("link", name=say("en", "page.all")).click()
    expect(page.get_by_role("table")).to_be_visible()


def test_on_paper_everything_lies_open(show: Open) -> None:
    page = show(f"en/{FIRST}", "dark")
    page.emulate_media(media="print")
    for outcome in page.locator(OUTCOMES).all():
        expect(outcome).to_be_visible()
    expect(page.get_by_text("took a COPY of it")).to_be_visible()
    expect(page.get_by_text(say("en", "page.cover")).first).to_be_visible()
    expect(page.get_by_text(say("en", "page.open")).first).to_be_hidden()
