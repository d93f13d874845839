"""The ladder in words: line, what it means, what the server knows."""

from __future__ import annotations

from collections.abc import Iterator

from labkit.plots import session_words
from labkit.plots.ladder_line import shown
from labkit.plots.names import capital, listed, named
from labkit.plots.picture import Twin
from labkit.records import Ladder, Notice, SessionRecord, WireLine
from labkit.texts import Language, find, say, tell


def twin_of(record: Ladder, language: Language) -> Twin:
    """Return *record* as a table with its answer."""
    session = record.session
    head = (
        say(language, "ladder.head_line"),
        say(language, "ladder.head_means"),
        say(language, "ladder.knows"),
    )
    client = client_of(session, language)
    title = say(language, "ladder.title", client=client, server=session.host)
    count = sum(line.count for line in record.lines)
    end = end_word(session, language)
    key = "ladder.answer_one" if count == 1 else "ladder.answer"
    answer = say(language, key, protocol=session.protocol, count=count, end=end)
    notes = (session_words.head(session, language), *session_words.oddities(session, language))
    return Twin(title, answer, head, tuple(_rows(record.lines, language)), notes)


def client_of(session: SessionRecord, language: Language) -> str:
    """Return the client's name as a label; a host's name keeps its small letters."""
    name = named(language, "holder", session.who)
    return name if "." in name else capital(name)


def server_knows(notices: tuple[Notice, ...], language: Language) -> str:
    """Return what the server knows as a list."""
    return listed(language, [tell(language, notice) for notice in notices])


def phase_word(phase: str, language: Language) -> str:
    """Return what a phase is called on its tab; a phase without a name stands as it is."""
    return find(language, f"ladder.phase.{phase}") or phase


def end_word(session: SessionRecord, language: Language) -> str:
    """Return how a session ended; an end without a sentence stands as it is."""
    told = find(language, f"ladder.end.{session.end.lower()}") or session.end
    return told.replace("{goodbye}", session_words.GOODBYES[session.protocol])


def _rows(lines: tuple[WireLine, ...], language: Language) -> Iterator[tuple[str, ...]]:
    knows: tuple[Notice, ...] = ()
    told = ""
    for line in lines:
        if line.knows != knows:  # mostly a server learns nothing new: its sentence is there already
            knows, told = line.knows, server_knows(line.knows, language)
        yield _row(line, told, language)


def _row(line: WireLine, told: str, language: Language) -> tuple[str, ...]:
    said = f"{line.direction}: {shown(line, language)}"
    means = [tell(language, line.story)] if line.story is not None else []
    if line.lost:
        means.append(say(language, "ladder.lost"))
    knows = [told] if line.knows else []
    if line.star and "★" not in told:
        knows.insert(0, say(language, "ladder.star"))
    return said, listed(language, means), listed(language, knows)
