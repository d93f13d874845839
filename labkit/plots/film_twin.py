"""The film strip in words: one row a holder, one column an event."""

from __future__ import annotations

from labkit.plots.film_model import Cell, Look, Row, Strip
from labkit.plots.film_tile import shelf
from labkit.plots.names import capital, listed, named
from labkit.plots.picture import Twin
from labkit.records import Notice
from labkit.texts import Language, say, tell


def twin_of(
    strip: Strip,
    language: Language,
    prediction: tuple[Notice, Notice] | None,
    title: Notice | None = None,
) -> Twin:
    """Return *strip*, all columns of it, as a table with its answer; *title* is its question."""
    head = (
        say(language, "film.head"),
        *(f"{e.number} {tell(language, e.what)}" for e in strip.events),
    )
    rows = tuple(
        (_holder(row, language), *(_cell(cell, language) for cell in row.cells))
        for row in strip.rows
    )
    notes: tuple[str, ...] = ()
    if prediction is not None:
        told = zip(("film.predicted", "film.saw"), prediction, strict=True)
        notes = tuple(
            say(language, "film.footer", label=say(language, key), what=tell(language, notice))
            for key, notice in told
        )
    question = tell(language, title) if title else say(language, "film.title")
    return Twin(question, _answer(strip, language), head, rows, notes)


def room_words(room: tuple[int, int], language: Language) -> str:
    """Return how full a mailbox with a quota is."""
    return say(language, "film.room", used=room[0], most=room[1])


def _holder(row: Row, language: Language) -> str:
    name = named(language, "holder", row.holder)
    words = [name]
    if row.protocol is not None:
        words = [say(language, "film.holder", holder=name, protocol=row.protocol)]
    if row.room is not None:
        words.append(room_words(row.room, language))
    if not row.online:
        words.append(say(language, "film.lost" if row.lost else "film.offline"))
    return listed(language, words)


def _cell(cell: Cell, language: Language) -> str:
    told = [_look(look, cell.stale_since, language) for look in cell.looks]
    if not told:
        told = [say(language, "film.empty")]
    behind = cell.stale_since is not None and not any(look.stale for look in cell.looks)
    if behind:
        told.append(say(language, "film.still", number=cell.stale_since))
    return listed(language, told, "picture.semicolon")


def _look(look: Look, since: int | None, language: Language) -> str:
    tile = look.tile
    if look.gone:
        return _told(look, [say(language, "film.words.gone")], language)
    kind = "header" if tile.holding == "view" and not tile.body else tile.holding
    words = [say(language, f"film.words.{kind}")]
    if tile.shelf != "INBOX":
        words.append(shelf(tile, language))
    if tile.seen is not None:
        words.append(say(language, "film.words.read" if tile.seen else "film.words.unread"))
    if tile.marked:
        words.append(say(language, "film.words.marked"))
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
    return _told(look, [say(language, f"film.words.{look.tile.holding}")], language)


def _told(look: Look, words: list[str], language: Language) -> str:
    return say(language, "film.tile", letter=look.tile.letter, words=listed(language, words))
