"""HTML as a tree, so that nothing untrusted becomes markup: the tree escapes, nobody else needs to.

Texts enter through ``el`` alone: control characters, which would break a page or hide in it, are
replaced there.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

# Tab and line feed are layout; the rest of C0, DEL and C1, lone surrogates and what is invisible or
# turns the reading direction round (a subject must not rewrite the line it stands in) are shown as
# a replacement character.
_UNSAFE_CODES = (
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200B,
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
    *range(0xD800, 0xE000),
    0xFEFF,
    *range(0xFFF9, 0x10000),
)
_UNSAFE = dict.fromkeys(_UNSAFE_CODES, "\N{REPLACEMENT CHARACTER}")


def clean(text: str) -> str:
    """Return *text* with every character that could break or disguise the page replaced.

    >>> clean("bell\\x07")
    'bell\ufffd'
    """
    return text.replace("\r\n", "\n").translate(_UNSAFE)


def el(parent: Element | None, tag: str, text: str = "", /, **attributes: object) -> Element:
    """Add an element to *parent* (None: make a root) and return it.

    ``_`` in a name becomes ``-``, and ``class_`` becomes ``class``; an attribute that is None is
    left out.
    """
    clean_attributes = {
        name.rstrip("_").replace("_", "-"): clean(str(value))
        for name, value in attributes.items()
        if value is not None
    }
    made = Element(tag) if parent is None else SubElement(parent, tag)
    made.attrib.update(clean_attributes)
    made.text = clean(text) or None
    return made


def html(root: Element) -> str:
    """Return *root* as HTML."""
    return ElementTree.tostring(root, encoding="unicode", method="html")
