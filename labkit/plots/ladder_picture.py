"""A ladder as a notebook shows it: with a list of its lines under it, if they can be opened."""

from __future__ import annotations

from functools import cached_property
from xml.etree.ElementTree import Element

from labkit.plots import ladder_list
from labkit.plots.ladder_entry import Entry, Inside, entries_of
from labkit.plots.ladder_rows import rows_of
from labkit.plots.names import named
from labkit.plots.picture import Picture, Twin
from labkit.records import Ladder
from labkit.texts import Language, say


class LadderPicture(Picture):
    """A ladder whose lines can be opened, if it was told how to look *inside* them."""

    def __init__(
        self,
        record: Ladder,
        drawing: Element,
        twin: Twin,
        language: Language,
        inside: Inside | None,
        depth: int,
    ) -> None:
        client = named(language, "holder", record.session.who)
        super().__init__(drawing, twin, say(language, "ladder.caption", client=client), language)
        self._record = record
        self._depth = depth
        self._inside = inside

    @property
    def text(self) -> str:
        """The picture in words, with what *depth* opens."""
        opened = ladder_list.text_of(self._entries, self._depth, self.language)
        return f"{self.twin.text()}\n\n{opened}" if opened else self.twin.text()

    @property
    def _below(self) -> str:
        entries = self._entries
        if not entries:
            return ""
        key = ladder_list.key_of(self._record, self.language)
        left_out = len(self._record.lines) - len(entries)
        return ladder_list.listing(entries, left_out, key, self._depth, self.language) + "\n"

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        if self._inside is None:
            return ()
        drawn = (row.line for row in rows_of(self._record.lines) if row.line is not None)
        return entries_of(drawn, self._inside, self.language)
