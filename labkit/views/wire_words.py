"""The live wire in words: what the browser is told of lines and sessions, in one language.

Everything here is plain text; the browser writes it as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from labkit.plots.ladder_line import shown
from labkit.plots.ladder_twin import server_knows
from labkit.plots.names import capital, clock_time, named
from labkit.plots.session_words import warnings
from labkit.plots.svg import clean
from labkit.records import Event, SessionRecord, Span, WireLine
from labkit.texts import Language, catalogue, explained, find, kind_word, say, tell

_LABELS = "wire.label."
Told = dict[str, object]


def labels(language: Language) -> dict[str, str]:
    """Return every word that stands on the view itself."""
    words = catalogue(language).items()
    return {key.removeprefix(_LABELS): said for key, said in words if key.startswith(_LABELS)}


def who_word(who: str, language: Language) -> str:
    """Return who somebody is: a device in words, a host by its name.

    >>> who_word("phone", "ja"), who_word("smtp.sakura.example", "ja")
    ('スマホ', 'smtp.sakura.example')
    """
    return clean(find(language, f"wire.who.{who}") or named(language, "holder", who))


def row(serial: int, line: WireLine, who: str, language: Language) -> Told:
    """Return *line* of somebody's session as a row; what is usual is left out."""
    told: Told = {
        "i": serial,
        "s": line.session,
        "n": line.number,
        "e": line.event,
        "d": line.direction,
        "p": line.protocol,
        "w": who,
        "t": said(line),
        "h": clock_time(line.time),
    }
    if line.pill is not None and line.code:
        told |= {"v": line.pill, "c": clean(line.code)}
    if line.story is not None:
        told["y"] = tell(language, line.story)
    if line.kind == "content":
        told["f"] = clean(shown(line, language))
    if line.kind == "secret":
        told["k"] = 1
    if line.count > 1:
        told["m"] = line.count
    if line.lost:
        told["l"] = 1
    if line.star:
        told["x"] = 1
    return told


def said(line: WireLine) -> str:
    """Return the words of *line*; a code that its pill says already is left out."""
    text = clean(line.text)
    if line.pill is not None and line.code and text.startswith(line.code):
        return text[len(line.code) :].lstrip(" -")
    return text


def parts(line: WireLine, spans: Iterable[Span], language: Language) -> list[list[str]]:
    """Cut the text of *line*: ``[text]`` where it means nothing, ``[text, kind, meaning]``."""
    text, at = line.text, 0
    found: list[list[str]] = []
    for span in spans:
        if not at <= span.start < span.end <= len(text):
            continue  # what would cover another part, or nothing
        if span.start > at:
            found.append([clean(text[at : span.start])])
        kind = kind_word(language, span.kind)
        found.append([clean(text[span.start : span.end]), kind, span.meaning])
        at = span.end
    if at < len(text):
        found.append([clean(text[at:])])
    return found


def knows(line: WireLine, language: Language) -> str:
    """Return what the server knows after *line*."""
    return clean(server_knows(line.knows, language))


def meanings(keys: Iterable[object], language: Language) -> dict[str, list[str]]:
    """Return plain words, words for the curious, and the source of each meaning that is known."""
    found: dict[str, list[str]] = {}
    for key in keys:
        with suppress(KeyError, FileNotFoundError):
            found[str(key)] = list(explained(language, str(key)))
    return found


def session(record: SessionRecord, owner: str, language: Language) -> Told:
    """Return *record* as the session list shows it; *owner* is "aya", "ken", "servers" ...

    ``track`` is what an eavesdropper sees, None as long as nobody listens.
    """
    return {
        "id": record.id,
        "key": clean(record.who),
        "who": capital_word(who_word(record.who, language)),
        "owner": owner,
        "ownerWord": find(language, f"wire.owner.{owner}") or clean(owner),
        "p": record.protocol,
        "host": clean(record.host),
        "port": port_word(record.port, language),
        "start": clock_time(record.started),
        "end": clock_time(record.ended),
        "up": record.client_octets,
        "down": record.server_octets,
        "badge": end_badge(record, language),
        "tone": tone(record),
        "warn": warnings(record, language),
        "tls": record.tls,
        "track": None,
    }


def capital_word(word: str) -> str:
    """Return *word* as it begins a label; a host's name keeps its small letters."""
    return word if "." in word else capital(word)


def port_word(port: int, language: Language) -> str:
    """Return what a port is for: "submission, port 587"."""
    return find(language, f"wire.port.p{port}") or say(language, "wire.port.other", port=port)


def end_badge(record: SessionRecord, language: Language) -> str:
    """Return how a session ended, or that it is open."""
    return find(language, f"wire.end.{record.end.lower()}") or clean(record.end)


def tone(record: SessionRecord) -> str:
    """Return "fair", "open" or "bad", for the badge's shape."""
    if record.end in ("QUIT", "LOGOUT"):
        return "fair"
    return "open" if record.end == "open" else "bad"


def event_words(event: Event, language: Language) -> str:
    """Return *event* by its number and words, as the film strip heads its columns."""
    words = tell(language, event.what)
    return clean(say(language, "wire.event", number=event.number, words=words))
