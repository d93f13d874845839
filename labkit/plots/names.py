"""What people, devices and shelves are called in a picture, in the reader's language."""

from __future__ import annotations

from datetime import datetime

from labkit.texts import Language, find, say


def named(language: Language, family: str, name: str) -> str:
    """Return the word for *name* in ``picture.<family>``; a name that has none stays as it is.

    >>> named("ja", "holder", "phone"), named("ja", "holder", "smtp.sakura.example")
    ('スマホ', 'smtp.sakura.example')
    """
    return find(language, f"picture.{family}.{name}") or name


def person(language: Language, name: str) -> str:
    """Return a person's name: ``aya``, ``Aya`` and ``aya@sakura.example`` are Aya."""
    short = name.partition("@")[0].lower()
    return find(language, f"picture.person.{short}") or name


def listed(language: Language, words: list[str], key: str = "picture.list") -> str:
    """Return *words* as a list in a sentence, joined as *key* says."""
    told = words[-1] if words else ""
    for word in reversed(words[:-1]):
        told = say(language, key, first=word, rest=told)
    return told


def capital(text: str) -> str:
    """Return *text* with a capital first letter, for the beginning of a label."""
    return text[:1].upper() + text[1:]


def clock_time(moment: datetime | None) -> str:
    """Return the time of day on the lab's clock, or nothing."""
    return "" if moment is None else f"{moment:%H:%M:%S}"
