"""The MIME tree of a letter, drawn as a tree is drawn in a book: boxes in boxes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from labkit.records import PartNode
from labkit.texts import Language, find, say
from labkit.views.markup import el

_BOXES = ("multipart", "message")


def facts(node: PartNode, language: Language) -> str:
    """Return size, encoding and charset of a part in words."""
    told = [say(language, "message.octets", count=f"{node.size:,}")]
    if node.kind.partition("/")[0] not in _BOXES:
        told.append(encoded(node.encoding, language))
    if node.charset:
        told.append(say(language, "message.charset", charset=node.charset))
    if node.name:
        told.append(say(language, "message.named", name=node.name))
    return say(language, "message.semicolon").join(told)


def encoded(encoding: str, language: Language) -> str:
    """Return what a transfer encoding does; an unknown one by its name."""
    known = find(language, f"message.encoding.{encoding.replace('-', '_')}")
    return known or say(language, "message.odd_encoding", encoding=encoding)


def purpose(node: PartNode, language: Language) -> str:
    """Return what a part of this type is for, "" where nobody here knows."""
    main = node.kind.partition("/")[0]
    whole = node.kind.replace("/", "_").replace("-", "_")
    for name in (whole, main):
        told = find(language, f"message.kind.{name}")
        if told:
            return told
    return ""


def draw_tree(parent: Element, root: PartNode, language: Language) -> None:
    """Add the tree to *parent* as nested lists, which screen readers count level by level."""
    listed = el(parent, "ul", class_="labkit-message-tree")
    _node(listed, root, language)


def tree_lines(root: PartNode, language: Language) -> list[str]:
    """Return the tree as indented lines of text."""
    lines, waiting = [], [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        number = f"{node.number} " if node.number else ""
        lines.append(f"{'  ' * depth}{number}{node.kind}: {facts(node, language)}")
        waiting.extend((part, depth + 1) for part in reversed(node.parts))
    return lines


def _node(parent: Element, node: PartNode, language: Language) -> None:
    item = el(parent, "li")
    box = el(item, "div", class_="labkit-message-part")
    if node.number:
        el(box, "span", node.number, class_="labkit-message-number")
    el(box, "code", node.kind)
    el(box, "span", facts(node, language), class_="labkit-message-kind")
    told = purpose(node, language)
    if told:
        el(box, "div", told, class_="labkit-message-plain")
    if node.parts:
        listed = el(item, "ul")
        for part in node.parts:
            _node(listed, part, language)
