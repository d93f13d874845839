"""The notebooks as pages: nothing is given away, nothing is asked from elsewhere, links lead."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from labkit.texts import LANGUAGES, Language, say
from scripts import pages

SECRET = "it is gone"
# In an element that shows or runs them, these would be asked for; <a> only leads somewhere.
ASKED = ("src", "srcset", "poster", "data", "background", "formaction", "action")


class Reader(HTMLParser):
    """Gathers what a test wants to know of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.folded = 0
        self.open_text: list[str] = []  # what is seen before anything is opened
        self.asked: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.styles: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self.ids |= {own["id"]} if "id" in own else set()
        self.styles += [own["style"]] if "style" in own else []
        if tag == "a":
            self.links += [own[name] for name in ("href", "xlink:href") if name in own]
        elif "href" in own or "xlink:href" in own:
            self.asked += [own.get("href", ""), own.get("xlink:href", "")]
        self.asked += [own[name] for name in ASKED if name in own]
        if tag == "script" or (tag == "meta" and own.get("http-equiv")):
            self.asked.append(f"<{tag}>")
        if tag in ("details", "summary", "style"):
            self._open.append(tag if "open" not in own else "opened")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("details", "summary", "style"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        inside = self._open
        if inside and inside[-1] == "style":
            self.styles.append(data)
        elif inside.count("details") == (inside[-1:] == ["summary"]):
            self.open_text.append(data)

    @property
    def seen(self) -> str:
        return " ".join(" ".join(self.open_text).split())


def notebook(*cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_markdown_cell("# 07 · Trial & error"), *cells])


def run_cell(source: str, said: str, shown: str = "", **folded: bool) -> nbformat.NotebookNode:
    data = {"text/plain": said, **({"text/html": shown} if shown else {})}
    output = new_output("execute_result", data, execution_count=1)
    return new_code_cell(source, outputs=[output], metadata={"jupyter": folded})


def shown(folder: Path, *cells: nbformat.NotebookNode, language: Language = "en") -> str:
    """Return the page of a notebook with *cells*; beside it lies 08."""
    for name, book in {"07-trial": notebook(*cells), "08-other": notebook()}.items():
        path = folder / language / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(nbformat.writes(book), encoding="utf-8")
    return pages.written(folder)[f"{language}/07-trial.html"]


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return pages.written()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_outcome_is_folded_under_its_question(tmp_path: Path, language: Language) -> None:
    cell = run_cell(
        "lab.film()", f"Who holds what?\n{SECRET}", f"<p>{SECRET}</p>", outputs_hidden=True
    )
    page = shown(tmp_path, cell, language=language)
    assert SECRET in page
    seen = Reader(page).seen
    assert SECRET not in seen
    assert f"Who holds what? {say(language, 'page.open')}" in seen


def test_a_hidden_refusal_is_folded_too(tmp_path: Path) -> None:
    output = new_output("error", ename="Trouble", evalue=SECRET, traceback=[SECRET])
    page = shown(
        tmp_path,
        new_code_cell("x", outputs=[output], metadata={"jupyter": {"outputs_hidden": True}}),
    )
    assert SECRET in page
    assert SECRET not in Reader(page).seen


def test_what_the_notebook_shows_is_shown(tmp_path: Path) -> None:
    assert SECRET in Reader(shown(tmp_path, run_cell("x", SECRET))).seen


@pytest.mark.parametrize(("language", "title"), [("en", "Start the lab"), ("ja", "ラボを始める")])
def test_a_set_up_cell_is_folded_under_its_first_line(
    tmp_path: Path, language: Language, title: str
) -> None:
    source = "# Start the lab / ラボを始める\nfrom labkit import Lab"
    cell = run_cell(source, "ready", source_hidden=True)
    seen = Reader(shown(tmp_path, cell, language=language)).seen
    assert say(language, "page.set_up", title=title) in seen
    assert "import" not in seen
    assert "ready" in seen


def test_text_is_not_markup(tmp_path: Path) -> None:
    page = shown(tmp_path, run_cell("x", "<b>bold</b>"), run_cell("y", "<i>", outputs_hidden=True))
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<b>&lt;i&gt;</b>" in page
    assert "<title>07 · Trial &amp; error · labkit</title>" in page


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("[b](08-other.ipynb)", '<a href="08-other.html">b</a>'),
        ("[b](08-other.ipynb#part)", '<a href="08-other.html#part">b</a>'),
        ("[b](09-later.ipynb) c", "<p>b c</p>"),
        ("[b](../../docs/glossary.md) c", "<p>b c</p>"),
        ("[b](#part)", '<a href="#part">b</a>'),
        ("[b](https://www.rfc-editor.org/)", '<a href="https://www.rfc-editor.org/">b</a>'),
    ],
)
def test_a_link_leads_to_a_page_or_is_none(tmp_path: Path, written: str, made: str) -> None:
    assert made in shown(tmp_path, new_markdown_cell(written))


def test_the_speakers_of_a_dialogue_are_told_apart(tmp_path: Path) -> None:
    page = shown(tmp_path, new_markdown_cell("> **Beginner**: why?\n>\n> **Expert**: look."))
    assert '<p class="beginner"><b>Beginner</b>: why?</p>' in page
    assert '<p class="expert"><b>Expert</b>: look.</p>' in page


def test_each_notebook_has_its_page_in_each_language(site: dict[str, str]) -> None:
    books = {path.relative_to(pages.NOTEBOOKS) for path in pages.NOTEBOOKS.glob("*/*.ipynb")}
    assert books
    wanted = {book.with_suffix(".html").as_posix() for book in books}
    assert set(site) == {"index.html", *wanted}
    for name in wanted:
        assert f'<html lang="{name[:2]}">' in site[name]
        assert '<meta name="viewport"' in site[name]


def test_every_link_leads_somewhere(site: dict[str, str]) -> None:
    read = {name: Reader(html) for name, html in site.items()}
    lost = []
    for name, reader in read.items():
        for link in reader.links:
            path, _, anchor = link.partition("#")
            target = resolved(name, path) if path else name
            if not link.startswith(("https:", "data:")) and (
                target not in site or (anchor and anchor not in read[target].ids)
            ):
                lost.append(f"{name}: {link}")
    assert lost == []


def resolved(name: str, path: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / path).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_pages_lead_to_their_neighbours_their_other_language_and_back(site: dict[str, str]) -> None:
    for name, html in site.items():
        links = Reader(html).links
        if name == "index.html":
            assert set(site) - {name} <= set(links)
            continue
        language, book = name.split("/")
        assert {"../index.html", f"../{'ja' if language == 'en' else 'en'}/{book}"} <= set(links)
        row = sorted(other for other in site if other.startswith(f"{language}/"))
        place = row.index(name)
        near = [*row[max(place - 1, 0) : place], *row[place + 1 : place + 2]]
        assert {other.split("/")[1] for other in near} <= set(links)


def test_the_map_tells_how_long_each_takes(site: dict[str, str]) -> None:
    assert re.search(
        r'">00</th>.*?Your first letter.*?最初の一通.*?<td>10</td>', site["index.html"], re.S
    )


def test_a_page_asks_for_nothing(site: dict[str, str]) -> None:
    for name, html in site.items():
        reader = Reader(html)
        asked = [each for each in reader.asked if each and not each.startswith(("#", "data:"))]
        assert asked == [], name
        for style in reader.styles:
            assert not re.search(r"url\((?!#)|@import|image-set", style), name
        assert not [link for link in reader.links if link.startswith(("http:", "//", "file:"))]


def test_no_outcome_that_the_notebook_hides_is_seen(site: dict[str, str]) -> None:
    for path in pages.NOTEBOOKS.glob("*/*.ipynb"):
        page = site[f"{path.parent.name}/{path.stem}.html"]
        cells = nbformat.read(path, as_version=4).cells
        hidden = sum(pages.folds(cell, "outputs_hidden") and bool(cell.outputs) for cell in cells)
        assert page.count('<details class="fold outcome">') == hidden
        assert page.count("<svg") - 1 >= sum("<svg" in str(cell.get("outputs")) for cell in cells)


def test_the_same_notebooks_give_the_same_bytes(tmp_path: Path, site: dict[str, str]) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "99-gone.html").touch()
    for path in pages.build(tmp_path):
        assert path.read_bytes() == site[path.relative_to(tmp_path).as_posix()].encode()
    assert not (tmp_path / "en" / "99-gone.html").exists()
