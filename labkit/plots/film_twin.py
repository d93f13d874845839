"""The film strip in words: one row a holder, one column an event."""

from __future__ import annotations

from dataclasses import dataclass

from labkit.plots import film_numbers
from labkit.plots.film_label import file_name
from labkit.plots.film_model import Cell, Look, Row, Strip
from labkit.plots.film_tile import shelf
from labkit.plots.names import capital, listed, named
from labkit.plots.picture import Twin
from labkit.records import Event, Notice
from labkit.texts import Language, say, tell


@dataclass(frozen=True, slots=True)
class Wish:
    """What a strip is to say besides who holds what."""

    prediction: tuple[Notice, Notice] | None = None  # what was predicted, what was seen
    title: Notice | None = None  # instead of the usual question
    culprit: int | None = None  # the event that took something from the server


def twin_of(strip: Strip, language: Language, wish: Wish = Wish()) -> Twin:
    """Return *strip*, all columns of it, as a table with its answer and notes."""
    head = (
        say(language, "film.head"),
        *(_event(event, language) for event in strip.events),
    )
    rows = tuple(
        (_holder(row, language), *(_cell(cell, language) for cell in row.cells))
        for row in strip.rows
    )
    question = tell(language, wish.title) if wish.title else say(language, "film.title")
    return Twin(question, _answer(strip, language), head, rows, _notes(strip, wish, language))


def column_words(strip: Strip, place: int, language: Language) -> str:
    """Return column number *place* in words: what happened, and who holds what then."""
    event = strip.events[place]
    holders = [
        say(
            language,
            "film.holder_has",
            holder=named(language, "holder", row.holder),
            letters=_in_short(row.cells[place], language),
        )
        for row in strip.rows
    ]
    head = _event(event, language)
    told = listed(language, holders, "picture.semicolon")
    return say(language, "film.choice", column=head, holders=told)


def _in_short(cell: Cell, language: Language) -> str:
    """Return a cell in as few words as tell its state, letters alike together."""
    alike: dict[str, list[str]] = {}
    for look in cell.looks:
        alike.setdefault(_state(look, language), []).append(look.tile.letter)
    told = [
        say(language, "film.tile", letter=listed(language, letters), words=words)
        for words, letters in alike.items()
    ]
    if cell.stale_since is not None:
        told.append(say(language, "film.still", number=cell.stale_since))
    return listed(language, told) or _none(cell, language)


def _notes(strip: Strip, wish: Wish, language: Language) -> tuple[str, ...]:
    """Return the sentences under the table: files, the culprit, numbers, the prediction."""
    notes = [_files(row, language) for row in strip.rows if row.files]
    notes += [
        _culprit(strip, place, language)
        for place, event in enumerate(strip.events)
        if event.number == wish.culprit
    ]
    notes += film_numbers.told(film_numbers.known(strip), language)
    if wish.prediction is not None:
        told = zip(("film.predicted", "film.saw"), wish.prediction, strict=True)
        notes += [
            say(language, "film.footer", label=say(language, key), what=tell(language, notice))
            for key, notice in told
        ]
    return tuple(notes)


def _files(row: Row, language: Language) -> str:
    files = listed(language, [file_name(letter, language) for letter in row.files])
    holder = named(language, "holder", row.holder)
    return capital(say(language, "film.files", holder=holder, files=files))


def _culprit(strip: Strip, place: int, language: Language) -> str:
    event = strip.events[place]
    looks = [look for row in strip.rows if row.protocol is None for look in row.cells[place].looks]
    gone = [look.tile.letter for look in looks if look.gone]
    key = "film.culprit" if gone else "film.culprit_none"
    what, letters = tell(language, event.what), listed(language, gone)
    return say(language, key, number=event.number, letters=letters, what=what)


def _holder(row: Row, language: Language) -> str:
    name = named(language, "holder", row.holder)
    words = [name]
    if row.protocol is not None and not row.veiled:
        words = [say(language, "film.holder", holder=name, protocol=row.protocol)]
    if row.room is not None:
        words.append(say(language, "film.room", used=row.room[0], most=row.room[1]))
    if row.locked:
        words.append(say(language, "film.locked"))
    if not row.online:
        words.append(say(language, "film.lost" if row.lost else "film.offline"))
    if row.keys:
        words.append(say(language, "film.keys", names=listed(language, list(row.keys))))
    return listed(language, words)


def _cell(cell: Cell, language: Language) -> str:
    told = [_look(look, cell.stale_since, language) for look in cell.looks]
    if not told:
        told = [_none(cell, language)]
    behind = cell.stale_since is not None and not any(look.stale for look in cell.looks)
    if behind:
        told.append(say(language, "film.still", number=cell.stale_since))
    return listed(language, told, "picture.semicolon")


def _look(look: Look, since: int | None, language: Language) -> str:
    tile = look.tile
    if look.gone:
        return _told(look, [say(language, "film.words.gone")], language)
    words = [say(language, f"film.words.{_kind(look)}")]
    if tile.shelf != "INBOX":
        words.append(shelf(tile, language))
    if tile.seen is not None:
        words.append(say(language, "film.words.read" if tile.seen else "film.words.unread"))
    if tile.marked:
        words.append(say(language, "film.words.marked"))
    if look.anew:
        words.append(say(language, "film.words.anew"))
    if look.stale:
        key = "film.words.stale_never" if since is None else "film.words.stale"
        words.append(say(language, key, number=since))
    return _told(look, words, language)


def _answer(strip: Strip, language: Language) -> str:
    if not strip.events:
        return ""
    told = []
    for row in strip.rows:
        letters = [_brief(look, language) for look in row.cells[-1].looks if not look.gone]
        name = named(language, "holder", row.holder)
        has = listed(language, letters) or say(language, "film.empty")
        told.append(say(language, "film.holder_has", holder=name, letters=has))
    return capital(
        say(
            language,
            "film.answer",
            number=strip.events[-1].number,
            holders=listed(language, told, "picture.semicolon"),
        )
    )


def _brief(look: Look, language: Language) -> str:
    return _told(look, [_state(look, language)], language)


def _state(look: Look, language: Language) -> str:
    """Return how a holder has a letter, without its read mark."""
    tile = look.tile
    if look.gone:
        return say(language, "film.words.gone")
    words = [say(language, f"film.words.{_kind(look)}")]
    if tile.shelf != "INBOX":
        words.append(shelf(tile, language))
    if tile.marked:
        words.append(say(language, "film.words.marked"))
    return listed(language, words)


def _kind(look: Look) -> str:
    if look.tile.holding != "view":
        return look.tile.holding
    return "cached" if look.cached else "view" if look.tile.body else "header"


def _none(cell: Cell, language: Language) -> str:
    return say(language, "film.lost" if cell.lost else "film.empty")


def _event(event: Event, language: Language) -> str:
    return f"{event.number} {tell(language, event.what)}"


def _told(look: Look, words: list[str], language: Language) -> str:
    return say(language, "film.tile", letter=look.tile.letter, words=listed(language, words))
