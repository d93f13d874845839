"""A picture as a notebook shows it: drawing, the sentence that says what to see, table, plain text.

JupyterLab shows ``image/svg+xml`` as an image without its title, and not at all in a notebook that
isn't trusted. So the SVG stands inside ``text/html``; ``text/plain`` says the same in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

from labkit.plots.palette import INK, PAPER, QUIET, RULE
from labkit.plots.svg import clean, serialize
from labkit.records import Notice
from labkit.texts import Language, say, tell

# The box scrolls where the page is narrower than the picture: scaled down, type under 12 px
# could not be read.
_BOX = (
    f"display:inline-block;max-width:100%;overflow-x:auto;background:{PAPER};"
    f"border:1px solid {RULE};border-radius:8px;box-sizing:border-box;vertical-align:top;"
    # Where a notebook isn't trusted the sanitizer takes the SVG and leaves its words, in a heap:
    # without a size of their own they are gone, and only the line of _UNTRUSTED is left.
    "font-size:0px"
)
# A definition is never drawn, so a browser that draws the picture doesn't show this line.
_UNTRUSTED = (
    "<defs><foreignObject>"
    f'<p style="font-size:14px;color:{INK};margin:12px">{{}}</p></foreignObject></defs>'
)
_COMPARED = (
    f"background:{QUIET};color:{INK};border:1px solid {RULE};border-left:5px solid {INK};"
    "border-radius:6px;padding:8px 14px;margin:.5em 0;max-width:46em;line-height:1.5"
)
_CELL = "text-align:left;vertical-align:top"
_SHORT = 16  # characters, "2026-04-06 09:00"


@dataclass(frozen=True, slots=True)
class Twin:
    """What a picture says, in words: its question, its answer, a table and notes under it."""

    title: str
    answer: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the twin as plain text; nbval compares it."""
        table = (" | ".join(map(clean, row)).rstrip() for row in (self.head, *self.rows))
        return "\n".join([clean(self.title), *table, *map(clean, self.notes), clean(self.answer)])

    def html(self) -> str:
        """Return the table and the notes as HTML."""
        head = _row("th", self.head, ' scope="col"')
        body = "\n".join(_row("td", row, "") for row in self.rows)
        notes = "".join(f"<p>{_safe(note)}</p>\n" for note in self.notes)
        return f"<table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>\n{notes}"


def folded_note(title: str, language: Language) -> str:
    """Return a comment to begin HTML with, which invites and gives nothing away.

    JupyterLab shows the first line of a folded output, tags and all.
    """
    words = clean(say(language, "picture.folded", title=title)).replace("--", "–")
    return f"<!-- {escape(words, quote=False)} -->"


def compare(picture: Picture, prediction: tuple[Notice, Notice] | None) -> Picture:
    """Let *picture* say below what was predicted, and what was seen; nothing for None."""
    if prediction is not None:
        labels = [say(picture.language, key) for key in ("film.predicted", "film.saw")]
        said = [tell(picture.language, notice) for notice in prediction]
        picture._compared = tuple(zip(labels, said, strict=True))
    return picture


class Picture:
    """One picture; show it by ending a cell with it.

    ``svg`` is the drawing alone, ``html`` the figure with caption and table, ``text`` the same in
    words. Equal records give equal bytes.
    """

    def __init__(self, drawing: Element, twin: Twin, caption: str, language: Language) -> None:
        self.drawing = drawing
        self.twin = twin
        self.caption = caption
        self.language = language
        self._compared: tuple[tuple[str, str], ...] = ()

    @property
    def svg(self) -> str:
        """The drawing as one ``<svg>`` element."""
        return serialize(self.drawing)

    @property
    def html(self) -> str:
        """The figure: drawing in a white card, caption, and the same as a table."""
        title = _safe(self.twin.title)
        summary = escape(say(self.language, "picture.table"))
        return (
            f"{folded_note(self.twin.title, self.language)}\n"
            f'<figure class="labkit-picture" lang="{self.language}" style="margin:0">\n'
            f'<div style="{_BOX}" tabindex="0" role="group" aria-label="{title}">\n'
            f"{self._inline}</div>\n{self._comparison}"
            f'<figcaption style="margin:.5em 0">{_safe(self.caption)}</figcaption>\n{self._below}'
            f"<details><summary>{summary}</summary>\n"
            f"{self.twin.html()}</details>\n</figure>"
        )

    @property
    def _below(self) -> str:
        """What else stands between the caption and the table, as HTML."""
        return ""

    @property
    def _comparison(self) -> str:
        lines = (
            f"<div>{self._labelled(f'<b>{_safe(label)}</b>', _safe(said))}</div>"
            for label, said in self._compared
        )
        return f'<div style="{_COMPARED}">{"".join(lines)}</div>\n' if self._compared else ""

    @property
    def _inline(self) -> str:
        hint = _UNTRUSTED.format(escape(say(self.language, "picture.run")))
        return f"{self.svg.removesuffix('</svg>')}{hint}</svg>"

    def _labelled(self, label: str, said: str) -> str:
        # No space after the colon of a Japanese label.
        return say(self.language, "film.footer", label=label, what=said)

    @property
    def text(self) -> str:
        """The picture in words."""
        lines = (clean(self._labelled(label, said)) for label, said in self._compared)
        return "\n".join([self.twin.text(), *lines])

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def _row(tag: str, cells: tuple[str, ...], scope: str) -> str:
    told = (f'<{tag}{scope} style="{_style(cell)}">{_safe(cell)}</{tag}>' for cell in cells)
    return f"<tr>{''.join(told)}</tr>"


def _style(cell: str) -> str:
    # A time or a short Japanese head is torn apart between any two characters otherwise.
    return f"{_CELL};white-space:nowrap" if len(cell) <= _SHORT else _CELL


def _safe(text: str) -> str:
    return escape(clean(text))
