"""HTML as a tree, so that nothing untrusted becomes markup: the tree escapes, nobody else needs to.

Texts enter through ``el`` alone: control characters, which would break a page or hide in it, are
replaced there.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from labkit.plots.svg import UNWANTED


def clean(text: str) -> str:
    """Return *text* with every character that could break or disguise the page replaced.

    >>> clean("bell\\x07")
    'bell\ufffd'
    """
    return UNWANTED.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


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
