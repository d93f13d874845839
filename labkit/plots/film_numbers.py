"""The card "who knows a letter by which number": shown only where somebody's numbers fail.

A UID means a letter only together with the mailbox's UIDVALIDITY (RFC 9051 section 2.3.1.1), and a
POP3 device knows what it has fetched by unique-ids alone (RFC 1939 section 7). After a backup was
brought back the server's numbers are others, and each device goes on with its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.film_model import Cell, Row, Strip
from labkit.plots.measure import width_of
from labkit.plots.names import capital, listed, named
from labkit.plots.palette import HERE, INK, MUTED, PAPER, REFUSAL
from labkit.plots.svg import el, number, write
from labkit.plots.symbols import sign
from labkit.records import Numbers
from labkit.texts import Language, say

LETTERS: Final = 8  # of each holder; the last ones are counted
_LINE: Final = 28
_HEAD: Final = 30
_NAME: Final = 14
_WHAT: Final = 108
_FIRST: Final = 250


@dataclass(frozen=True, slots=True)
class Known:
    """What one holder knows: letter, number, and whether the server's number is another one."""

    holder: str
    validity: int | None
    letters: tuple[tuple[str, str, bool], ...]
    by_uidl: bool

    @property
    def fails(self) -> bool:
        """Whether it would ask for the wrong letter, or take one for new that it has."""
        return any(differs for _, _, differs in self.letters)


def known(strip: Strip) -> tuple[Known, ...]:
    """Return what each holder knows at the end; nothing where all numbers of *strip* hold.

    A device that has never looked by IMAP is left out. Where none has, the server's numbers are
    given as it tells them by POP3.
    """
    server = next((row for row in strip.rows if row.protocol is None), None)
    if server is None:
        return ()
    places = range(len(strip.events))
    if not any(_fails(row, server, place) for row in strip.rows for place in places):
        return ()
    real = server.cells[-1].numbers
    cards = [_known(row, row.cells[-1].numbers, real) for row in strip.rows if row is not server]
    looked = tuple(card for card in cards if card.by_uidl or card.validity is not None)
    by_uidl = real is not None and all(card.by_uidl for card in looked)
    if real is not None and by_uidl:
        told = tuple((letter, _as_said(uid, real, by_uidl=True)) for letter, uid in real.letters)
        real = Numbers(told)
    return (replace(_known(server, real, None), by_uidl=by_uidl), *looked)


def height(cards: tuple[Known, ...]) -> float:
    """Return how high the card gets, with the gap above it."""
    return _HEAD + len(cards) * _LINE + 20 if cards else 0


def draw(
    svg: Element, cards: tuple[Known, ...], x: float, y: float, width: float, language: Language
) -> None:
    """Draw *cards* as one, its upper left corner at *x*, *y*."""
    if not cards:
        return
    el(svg, "rect", x=x, y=y, width=width, height=height(cards) - 12, rx=6, fill=PAPER,
       stroke=INK, stroke_width=1.5)  # fmt: skip
    write(svg, x + _NAME, y + 23, say(language, "film.numbers"), bold=True)
    for place, card in enumerate(cards):
        _line(svg, card, x, y + _HEAD + (place + 0.5) * _LINE, width, language)


def told(cards: tuple[Known, ...], language: Language) -> tuple[str, ...]:
    """Return *cards* in words, one sentence a holder."""
    return tuple(_sentence(card, language) for card in cards)


def _fails(row: Row, server: Row, place: int) -> bool:
    cell, real = row.cells[place], server.cells[place].numbers
    return _known(row, cell.numbers, real).fails or _has_forgotten(row, cell, real)


def _has_forgotten(row: Row, cell: Cell, real: Numbers | None) -> bool:
    """Whether a POP3 device has a copy of what it would fetch again."""
    if row.protocol != "POP3" or cell.numbers is None or real is None:
        return False
    names = {letter for letter, _ in cell.numbers.letters}
    there = {letter for letter, _ in real.letters}
    mine = {look.tile.letter for look in cell.looks if look.tile.holding == "copy"}
    return bool((mine & there) - names)


def _known(row: Row, own: Numbers | None, real: Numbers | None) -> Known:
    by_uidl = row.protocol == "POP3"
    if own is None:
        return Known(row.holder, None, (), by_uidl)
    if own.letters:  # what it knew by then, whatever it fetches by at the end
        by_uidl = own.validity is None
    letters = tuple(
        (letter, said, real is not None and _differs(letter, said, own, real, by_uidl))
        for letter, said in own.letters
    )
    return Known(row.holder, own.validity, letters, by_uidl)


def _differs(letter: str, said: str, own: Numbers, real: Numbers, by_uidl: bool) -> bool:
    if not by_uidl and own.validity != real.validity:
        return True
    now = {(name, _as_said(uid, real, by_uidl)) for name, uid in real.letters}
    is_there = any(name == letter for name, _ in now)
    is_taken = any(uid == said for _, uid in now)
    return (is_there or is_taken) and (letter, said) not in now


def _as_said(uid: str, real: Numbers, by_uidl: bool) -> str:
    # labkit's POP3 server makes its unique-ids of both numbers.
    return f"{real.validity}-{uid}" if by_uidl else uid


def _what(card: Known, language: Language) -> str:
    if card.by_uidl:
        return say(language, "film.numbers_pop3")
    if card.validity is None:
        return ""
    return say(language, "film.numbers_imap", validity=card.validity)


def _sentence(card: Known, language: Language) -> str:
    letters = [
        say(language, "film.number_differs" if d else "film.number", letter=name, number=uid)
        for name, uid, d in card.letters
    ]
    return capital(
        say(
            language,
            "film.knows",
            holder=named(language, "holder", card.holder),
            what=_what(card, language) or say(language, "film.numbers_none"),
            numbers=listed(language, letters) or say(language, "film.numbers_none"),
        )
    )


def _line(svg: Element, card: Known, x: float, y: float, width: float, language: Language) -> None:
    if card.holder == "server":
        el(svg, "rect", x=x + 6, y=y - 13, width=width - 12, height=26, rx=4, fill=HERE)
    name = capital(named(language, "holder", card.holder))
    write(svg, x + _NAME, y + 4.5, name, size=12.5, bold=True, width=_WHAT - 24)
    write(svg, x + _WHAT, y + 4.5, _what(card, language), size=12, fill=MUTED, code=True)
    left = x + _FIRST
    for letter, said, differs in card.letters[:LETTERS]:
        left += _pair(svg, letter[:3], said, differs, left, y)
    if len(card.letters) > LETTERS:
        more = say(language, "picture.more", count=len(card.letters) - LETTERS)
        write(svg, left, y + 4.5, more, size=12, bold=True)
    elif not card.letters:
        write(svg, left, y + 4.5, say(language, "film.numbers_none"), size=12, fill=MUTED)
    elif card.fails:
        word = say(language, "film.numbers_differ")
        write(svg, left + 4, y + 4.5, word, size=12, fill=REFUSAL, bold=True,
              width=x + width - left - 12)  # fmt: skip


def _pair(svg: Element, letter: str, said: str, differs: bool, x: float, y: float) -> float:
    """Draw a letter and its number; return how far the next one stands."""
    box = width_of(letter, 12, bold=True) + 10
    wide = width_of(said, 12, code=True)
    el(svg, "rect", x=x, y=y - 10, width=box, height=20, rx=4, fill=PAPER, stroke=INK,
       stroke_width=1.5)  # fmt: skip
    write(svg, x + box / 2, y + 4.5, letter, size=12, bold=True, anchor="middle")
    write(svg, x + box + 5, y + 4.5, said, size=12, code=True, fill=REFUSAL if differs else INK)
    if differs:
        d = f"M{number(x + box + 4)} {number(y)}h{number(wide + 2)}"
        el(svg, "path", d=d, stroke=REFUSAL, stroke_width=1.6)
        sign(svg, "differs", x + box + wide + 16, y, size=13, ink=REFUSAL)
    return box + wide + (34 if differs else 20)
