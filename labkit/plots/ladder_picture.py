"""A ladder as a notebook shows it: with a list of its lines under it, if they can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from labkit.plots import ladder_list
from labkit.plots.ladder_entry import Entry, Inside, entries_of
from labkit.plots.names import named
from labkit.plots.picture import Picture, Twin
from labkit.records import Ladder, WireLine
from labkit.texts import Language, say


@dataclass(frozen=True, slots=True)
class Opened:
    """Which lines of a ladder can be opened, how, and how deep they are open at once."""

    lines: tuple[WireLine, ...]
    inside: Inside
    key: str
    depth: int


class LadderPicture(Picture):
    """A ladder whose lines can be opened, if it was told how to look *inside* them."""

    def __init__(
        self,
        record: Ladder,
        drawing: Element,
        twin: Twin,
        language: Language,
        opened: Opened | None,
    ) -> None:
        client = named(language, "holder", record.session.who)
        super().__init__(drawing, twin, say(language, "ladder.caption", client=client), language)
        self._count = len(record.lines)
        self._opened = opened

    @property
    def text(self) -> str:
        """The picture in words, with what its depth opens."""
        words = super().text
        if self._opened is None:
            return words
        told = ladder_list.text_of(self._entries, self._opened.depth, self.language)
        return f"{words}\n\n{told}" if told else words

    @property
    def _below(self) -> str:
        if self._opened is None or not self._entries:
            return ""
        key, depth = self._opened.key, self._opened.depth
        left_out = self._count - len(self._entries)
        return ladder_list.listing(self._entries, left_out, key, depth, self.language) + "\n"

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        if self._opened is None:
            return ()
        return entries_of(self._opened.lines, self._opened.inside, self.language)
