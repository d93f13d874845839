"""The letters that wait in queues: who holds each, how often it was tried, what was said, and when
it is tried again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

import ipywidgets

from labkit.records import Notice, QueueRow, Tile
from labkit.texts import Language, say
from labkit.views.action import Tells
from labkit.views.deed import Deed
from labkit.views.deed_button import DeedButton
from labkit.views.letter import draw_tile
from labkit.views.markup import el, html
from labkit.views.pieces import heading, lab_time

MOST = 12  # letters that are listed
MOST_ROWS = 6  # recipients of one letter

Name = tuple[str, str]  # letter, holder
Act = Callable[[Deed], bool]


def next_try(rows: Sequence[QueueRow]) -> datetime | None:
    """Return when the first of *rows* is tried next; None if none is."""
    return min((row.next_try for row in rows if row.next_try is not None), default=None)


class WaitingList(ipywidgets.VBox):
    """One item for each letter and holder, kept as long as it waits, with its two buttons."""

    def __init__(self, act: Act, status: Tells, language: Language) -> None:
        self._act = act
        self._status = status
        self._language = language
        self.items: dict[Name, WaitingItem] = {}
        self._head = ipywidgets.HTML()
        self._foot = ipywidgets.HTML()
        super().__init__(children=[self._head])
        self.add_class("labkit-waiting")

    def show(self, rows: Sequence[QueueRow], now: datetime) -> None:
        """Show *rows* as they stand at *now*."""
        groups: dict[Name, list[QueueRow]] = {}
        for row in rows:
            groups.setdefault((row.letter, row.host), []).append(row)
        shown = dict(list(groups.items())[:MOST])
        gone = {name: item for name, item in self.items.items() if name not in shown}
        self.items = {name: self.items.get(name) or self._new(name) for name in shown}
        for name, item in self.items.items():
            item.show(shown[name], now)
        self._head.value = render_head(bool(rows), self._language)
        more = len(groups) - len(shown)
        words = say(self._language, "differs.more", count=more) if more else ""
        self._foot.value = html(el(None, "div", words))
        children = (self._head, *self.items.values(), *([self._foot] if more else []))
        if children != self.children:
            self.children = children
        for item in gone.values():
            item.close()

    def _new(self, name: Name) -> WaitingItem:
        return WaitingItem(name[0], self._act, self._status, self._language)


class WaitingItem(ipywidgets.VBox):
    """A letter that a server still has to hand over, to one recipient or more."""

    def __init__(self, letter: str, act: Act, status: Tells, language: Language) -> None:
        self._language = language
        self._words = ipywidgets.HTML()
        self.buttons = {
            name: DeedButton(
                say(language, f"clock.{name}", letter=letter),
                lambda name=name: act(Deed(name, (letter,))),
                status,
                language,
                say(language, f"clock.{name}_hint"),
            )
            for name in ("retry", "give_up")
        }
        nameless = Notice("clock.why.nameless") if letter == "?" else None
        for button in self.buttons.values():
            button.allow(nameless)
        bar = ipywidgets.HBox(tuple(self.buttons.values())).add_class("labkit-bar")
        super().__init__(children=[self._words, bar])
        self.add_class("labkit-waits")

    def show(self, rows: Sequence[QueueRow], now: datetime) -> None:
        """Show the letter's *rows* as they stand at *now*."""
        self._words.value = render_item(rows, now, self._language)


def render_head(any_waits: bool, language: Language) -> str:
    """Return what stands above the letters: the rule, or that none waits."""
    root = el(None, "div", lang=language)
    heading(root, say(language, "queue.title"))
    key = "queue.answer" if any_waits else "queue.empty"
    el(root, "div", say(language, key), class_="labkit-note")
    return html(root)


def render_item(rows: Sequence[QueueRow], now: datetime, language: Language) -> str:
    """Return one letter that waits: its tile, its holder, and how it stands with whom."""
    first = rows[0]
    root = el(None, "div", class_="labkit-letter", lang=language)
    draw_tile(root, Tile(first.letter, "", "original"))
    lines = el(root, "div", class_="labkit-lines")
    held = {"host": first.host, "time": lab_time(first.since, language)}
    el(lines, "div", say(language, "clock.held_by", **held), class_="labkit-subject")
    for row in rows[:MOST_ROWS]:
        _recipient(lines, row, now, language)
    if len(rows) > MOST_ROWS:
        el(lines, "div", say(language, "differs.more", count=len(rows) - MOST_ROWS))
    return html(root)


def _recipient(parent: Element, row: QueueRow, now: datetime, language: Language) -> None:
    el(parent, "div", say(language, "clock.to", to=row.to), class_="labkit-to")
    facts = [say(language, "clock.tries", count=row.tries)]
    if row.next_try is None:
        facts.append(say(language, "clock.no_next"))
    elif row.next_try <= now:
        facts.append(say(language, "clock.due_now"))
    else:
        at = lab_time(row.next_try, language)
        facts.append(say(language, "clock.next", time=at, left=_left(row.next_try - now, language)))
    el(parent, "div", say(language, "view.comma").join(facts), class_="labkit-words")
    if row.reply:
        reply = say(language, "clock.reply", reply=row.reply)
        el(parent, "div", reply, class_="labkit-words labkit-reply")


def _left(duration: timedelta, language: Language) -> str:
    """Return how long it is until then, roughly: minutes, hours, days."""
    minutes = -(-int(duration.total_seconds()) // 60)
    for unit, size in (("days", 24 * 60), ("hours", 60)):
        if minutes >= 2 * size:
            return say(language, f"clock.left.{unit}", count=minutes // size)
    return say(language, "clock.left.minutes", count=minutes)
