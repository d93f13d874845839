"""SVG as a tree: every picture is built here, element by element, and text enters in one place.

ElementTree escapes what it writes; what it does not do is drop the characters that XML forbids or
that would turn a line round, so :func:`clean` does. Pictures carry no ids at all (arrowheads are
drawn, ``<title>`` and ``<desc>`` are children), so that any number of them can share a page.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from labkit.plots.measure import shorten
from labkit.plots.palette import CODE, INK, PAPER, SANS

Value = str | float | None

_SPACES: Final = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# Forbidden in XML 1.0 (section 2.2), unpaired, or invisible and able to reorder what is read:
# a subject must not make "B" look like another letter. Tab and line feed are layout.
UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\uffff]"
)


def clean(text: str) -> str:
    """Return *text* in one line, without control, bidi and invalid characters.

    >>> clean("bell\\x07 and\\r\\nline")
    'bell and line'
    """
    if text.isascii() and text.isprintable():  # mostly: a picture has thousands of these
        return text
    return UNWANTED.sub("", _SPACES.sub(" ", text))


def number(value: float) -> str:
    """Return *value* as short as it goes: at most two decimals, no trailing zeros.

    >>> number(12.50), number(3.0)
    ('12.5', '3')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def el(parent: Element, tag: str, text: str | None = None, /, **attributes: Value) -> Element:
    """Append ``<tag>``: ``stroke_width=2`` becomes ``stroke-width``, and None is left out."""
    node = SubElement(parent, tag, _written(attributes))
    if text is not None:
        node.text = clean(text)
    # One element a line: golden files can be read and compared, and words stay apart
    # where a sanitizer removes the tags.
    node.tail = "\n"
    return node


def canvas(width: float, height: float, title: str, description: str, language: str) -> Element:
    """Return an empty white picture that screen readers announce by its question and answer."""
    svg = Element(
        "svg",
        _written(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {number(width)} {number(height)}",
                "width": width,
                "height": height,
                "role": "img",
                "lang": language,
                "font_family": SANS,
                "style": "display:block;max-width:none;flex:none",
            }
        ),
    )
    svg.text = "\n"
    el(svg, "title", title)
    el(svg, "desc", description)
    el(svg, "rect", width=width, height=height, fill=PAPER)
    return svg


def write(
    parent: Element,
    x: float,
    y: float,
    text: str,
    *,
    size: float = 13,
    fill: str = INK,
    anchor: str | None = None,
    bold: bool = False,
    code: bool = False,
    width: float | None = None,
) -> Element:
    """Write *text* on the baseline *y*; longer than *width* it is shortened."""
    shown = clean(text)
    if width is not None:
        shown = shorten(shown, width, size, code=code, bold=bold)
    return el(
        parent,
        "text",
        shown,
        x=x,
        y=y,
        font_size=size,
        fill=fill,
        text_anchor=anchor,
        font_weight=700 if bold else None,
        font_family=CODE if code else None,
    )


def serialize(svg: Element) -> str:
    """Return the picture as text, ready to stand inside an HTML page."""
    return tostring(svg, encoding="unicode")


def _written(attributes: dict[str, Value]) -> dict[str, str]:
    return {
        name.replace("_", "-"): clean(value) if isinstance(value, str) else number(value)
        for name, value in attributes.items()
        if value is not None
    }
