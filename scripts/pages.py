"""Make pages of the notebooks, to read, to project and to print where nothing is installed.

    .venv/bin/python scripts/pages.py          (``make pages``)

``pages/index.html`` leads to ``pages/en`` and ``pages/ja``. They are made from the notebooks as
they are committed, with their outputs: no kernel, no network, the same bytes each time. A page
asks for nothing but itself: one style sheet stands in it, pictures are inline, and there is no
script. What a notebook folds is folded there too, so that nobody sees an outcome by accident.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from labkit.texts import LANGUAGES, Language, say

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, PAGES = ROOT / "notebooks", ROOT / "pages"
TEMPLATES = Path(__file__).with_name("page")
# Views are shown as they look in the notebook; what else is on a page is style.css's.
VIEW_STYLES = ("base", "lessons", "message")

_MINUTES = re.compile(
    r"^\| (?P<number>[0A]\d) \|[^|]+\|[^|]+\| *(?P<minutes>\d*) *\|", re.MULTILINE
)
_LINK = re.compile(r'<a href="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*?(?:/>|></a>)')
_HEADING = re.compile(r'<h2 id="(?P<anchor>[^"]*)">(?P<words>.*?)</h2>', re.DOTALL)
# What a picture in words or a view shows first. Never a result: a test holds the notebooks to it.
_SHOWN = "text/plain"


@dataclass(frozen=True)
class Page:
    """One notebook in one language, as it stands on its page."""

    name: str
    title: str  # "00 · Your first letter"
    body: str

    @cached_property
    def number(self) -> str:
        return self.name[:2]

    @cached_property
    def short(self) -> str:
        return self.title.removeprefix(self.number).lstrip(" ·")

    @cached_property
    def sections(self) -> list[tuple[str, str]]:
        """Anchor and words of each section."""
        return [(found["anchor"], found["words"]) for found in _HEADING.finditer(self.body)]


def folds(cell: NotebookNode, part: str) -> bool:
    """Return whether the notebook folds this *part* of *cell*."""
    return bool(cell.metadata.get("jupyter", {}).get(part))


def headline(cell: NotebookNode) -> str:
    """Return what a folded outcome is about: the first line of its text, "" for a refusal."""
    for output in cell.outputs:
        if said := output.get("data", {}).get(_SHOWN):
            return said.splitlines()[0]
    return ""


def comment(language: Language, cell: NotebookNode) -> str:
    """Return the title of a set-up cell: its first line, "# Start the lab / ラボを始める"."""
    head = cell.source.partition("\n")[0].lstrip("# ")
    parts = head.split(" / ")
    return parts[LANGUAGES.index(language)] if len(parts) == len(LANGUAGES) else head


def prose(language: Language, names: Sequence[str], html: str) -> str:
    """Return the *html* of a prose cell, its links made fit for pages and its speakers marked."""
    for speaker in ("beginner", "expert"):
        word = say(language, f"page.{speaker}")
        html = html.replace(f"<p><strong>{word}</strong>", f'<p class="{speaker}"><b>{word}</b>')
    return _LINK.sub(partial(_led, names), _ANCHOR.sub("", html))


def _led(names: Sequence[str], link: re.Match[str]) -> str:
    """Return *link* leading to a page; only its words, where it would lead to nothing."""
    target = link["target"]
    name, hash_, anchor = target.partition("#")
    if not name or ":" in target:
        return link[0]
    if name.endswith(".ipynb") and name.removesuffix(".ipynb") in names:
        return f'<a href="{name.removesuffix(".ipynb")}.html{hash_}{anchor}">{link["words"]}</a>'
    return link["words"]


def exporter(language: Language, names: Sequence[str]) -> HTMLExporter:
    """Return what turns a notebook into the middle of a page."""
    kinds = ["text/html", "image/svg+xml", "image/png", "text/plain"]  # widgets have HTML too
    made = HTMLExporter(
        config=Config({"NbConvertBase": {"display_data_priority": kinds}}),
        extra_template_paths=[str(TEMPLATES)],
        template_name="base",
        template_file="notebook.html.j2",
        anchor_link_text="",
    )
    made.environment.globals["say"] = partial(say, language)
    made.register_filter("folds", folds)
    made.register_filter("headline", headline)
    made.register_filter("comment", partial(comment, language))
    made.register_filter("prose", partial(prose, language, names))
    return made


def style() -> str:
    """Return the one style sheet of every page."""
    views = ROOT / "labkit" / "views" / "css"
    sheets = [*(views / f"{name}.css" for name in VIEW_STYLES), TEMPLATES / "style.css"]
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def read(path: Path, made: HTMLExporter) -> Page:
    """Return the page of the notebook at *path*."""
    book = nbformat.read(path, as_version=4)
    title = book.cells[0].source.partition("\n")[0].lstrip("# ")
    body, _ = made.from_notebook_node(book)
    return Page(path.stem, title, body)


def edition(folder: Path, language: Language) -> list[Page]:
    """Return the pages of *language*, in order."""
    paths = sorted((folder / language).glob("*.ipynb"))
    made = exporter(language, [path.stem for path in paths])
    return [read(path, made) for path in paths]


def minutes() -> dict[str, str]:
    """Return how long each notebook takes, by its number: the README's map says it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return {row["number"]: row["minutes"] for row in _MINUTES.finditer(readme)}


def written(folder: Path = NOTEBOOKS) -> dict[str, str]:
    """Return each file of the site, by its path in it, made of the notebooks in *folder*."""
    editions = {language: edition(folder, language) for language in LANGUAGES}
    sheet = style()
    files = {"index.html": _index(editions, sheet)}
    for language, pages in editions.items():
        template = exporter(language, ()).environment.get_template("page.html.j2")
        for place, page in enumerate(pages):
            around = {
                "before": pages[place - 1] if place else None,
                "after": pages[place + 1] if place + 1 < len(pages) else None,
                "others": _others(page, language, editions),
            }
            files[f"{language}/{page.name}.html"] = template.render(
                page=page, language=language, style=sheet, **around
            )
    return files


def _others(
    page: Page, language: Language, editions: dict[Language, list[Page]]
) -> list[tuple[Language, str]]:
    """Return the other languages that have *page*, each with its own name for itself."""
    having = [other for other in editions if page.name in {there.name for there in editions[other]}]
    return [(other, say(other, "page.language")) for other in having if other != language]


def _index(editions: dict[Language, list[Page]], sheet: str) -> str:
    took = minutes()
    rows: list[dict[str, object]] = []
    for name in sorted({page.name for pages in editions.values() for page in pages}):
        each = [(lang, page) for lang in editions for page in editions[lang] if page.name == name]
        rows.append({"number": name[:2], "pages": each, "minutes": took.get(name[:2], "")})
    template = exporter("en", ()).environment.get_template("index.html.j2")
    return template.render(
        languages=LANGUAGES,
        rows=rows,
        total=sum(int(str(row["minutes"]) or 0) for row in rows),
        style=sheet,
        say=say,
        both=_both,
    )


def _both(key: str) -> str:
    """Return *key* said in every language, marked as such."""
    told = (f'<span lang="{language}">{say(language, key)}</span>' for language in LANGUAGES)
    return " / ".join(told)


def build(target: Path = PAGES, folder: Path = NOTEBOOKS) -> list[Path]:
    """Write the site into *target* and return its files; pages of former notebooks go."""
    files = written(folder)
    for old in target.rglob("*.html"):
        old.unlink()
    for name, text in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [target / name for name in files]


def main() -> int:
    for path in build():
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
