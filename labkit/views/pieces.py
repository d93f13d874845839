"""What the views share: style sheet, status line, code line, clock, the lost-kernel note."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

import ipywidgets

from labkit.records import Notice
from labkit.texts import Language, say, tell
from labkit.views.markup import el, html

# Jupyter sets tables to the right, and runs the lines of a letter together.
_CELL = "text-align:left;vertical-align:top;white-space:pre-line"


@cache
def stylesheet(*sheets: str) -> str:
    """Return the *sheets* of ``css/`` as one, after the base that all views share.

    Every rule in them starts with a ``labkit-`` class.
    """
    folder = files(__package__).joinpath("css")
    names = ("base", *sheets)
    return "".join(folder.joinpath(f"{name}.css").read_text(encoding="utf-8") for name in names)


def chrome(language: Language, *sheets: str) -> ipywidgets.HTML:
    """Return the style *sheets*, and the note that appears when the kernel is gone.

    ipywidgets marks a view whose kernel went away with a class of its own; the style sheet then
    shows the note, for no Python is left that could.
    """
    note = el(None, "div", say(language, "view.lost"), class_="labkit-lost", lang=language)
    return ipywidgets.HTML(f"<style>{stylesheet(*sheets)}</style>{html(note)}")


class Status(ipywidgets.HTML):
    """The line under a view that says what has just happened; screen readers read it out."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language  # of what is said from now on
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._show("", "quiet")

    def good(self, notice: Notice) -> None:
        """Say that something worked."""
        self._show(tell(self.language, notice), "good")

    def kind(self, notice: Notice) -> None:
        """Say kindly that something did not work."""
        self._show(tell(self.language, notice), "kind")

    def _show(self, text: str, tone: str) -> None:
        line = el(None, "div", text, role="status", lang=self.language)
        line.set("class", f"labkit-status labkit-{tone}")
        self.text = text
        self.value = html(line)


def code_line(code: str, language: Language) -> str:
    """Return the Python twin of a button as HTML, with the words that say what it is."""
    line = el(None, "div", class_="labkit-twin", lang=language)
    el(line, "span", say(language, "view.twin"))
    el(line, "code", code)
    return html(line)


def heading(parent: Element | None, text: str) -> Element:
    """Add a view's name, which screen readers list among the headings of the page."""
    return el(parent, "div", text, class_="labkit-title", role="heading", aria_level=3)


def quoted(text: str) -> str:
    """Return *text* as a Python string with double quotes.

    >>> print(quoted('say "hi"'))
    "say \\"hi\\""
    """
    written = json.dumps(text, ensure_ascii=False)
    return written.encode("utf-8", "backslashreplace").decode("utf-8")  # a lone surrogate


def lab_time(moment: datetime, language: Language) -> str:
    """Return *moment* as the lab shows it: day of the week and time."""
    day = say(language, "view.weekdays").split()[moment.weekday()]
    return f"{day} {moment:%H:%M:%S}"


def table(caption: str, rows: Sequence[Sequence[str]], heads: Sequence[str] = ()) -> str:
    """Return *rows* as an HTML table: the twin where no style is left.

    *heads* stand over the columns; without them the first cell of each row is its head.
    """
    root = el(None, "table", class_="labkit-table")
    el(root, "caption", caption)
    if heads:
        line = el(root, "tr")
        for head in heads:
            el(line, "th", head, scope="col", style=_CELL)
    for row in rows:
        line = el(root, "tr")
        for position, cell in enumerate(row):
            if position or heads:
                el(line, "td", cell, style=_CELL)
            else:
                el(line, "th", cell, scope="row", style=_CELL)
    return html(root)
