"""The lower lane of the journey: an error mail runs from right to left, back to the sender.

RFC 5321 section 6.1: a server that took a letter and can't deliver it tells the sender so.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots.journey_routes import LEFT, PITCH, WIDE, WIDTH, arrow
from labkit.plots.lighting import choice_of, shine
from labkit.plots.measure import balanced, width_of
from labkit.plots.names import clock_time, person
from labkit.plots.palette import BAND, HERE, INK, MUTED, PAPER, PILLS, PROTOCOLS, REFUSAL, RULE
from labkit.plots.svg import el, write
from labkit.plots.symbols import Name, sign
from labkit.records import ErrorMail, Journey
from labkit.texts import Language, say

_HIGH: Final = 84
_ROW: Final = 26 + _HIGH + 18
_MOST: Final = 2  # more are in the table
_WORDS_END: Final = 660  # the cards of the devices begin there

# What the writer's card and the mailbox's say, and with which sign.
_Side = tuple[str, Name | None]
_WRITER: Final[dict[str, _Side]] = {
    "written": ("here", None),
    "waiting": ("waiting", "hourglass"),
    "on its way": ("handed over", "tick"),
    "arrived": ("handed over", "tick"),
    "removed": ("handed over", "tick"),
    "lost": ("given up", "cross"),
}
_INKS: Final[dict[Name, str]] = {"tick": PILLS["ok"], "hourglass": PILLS["later"], "cross": REFUSAL}


def shown_of(record: Journey) -> tuple[ErrorMail, ...]:
    """Return the error mails that are drawn: the last ones."""
    return record.errors[-_MOST:]


def height(record: Journey) -> float:
    """Return how much room the lanes need."""
    return len(shown_of(record)) * _ROW


def draw(svg: Element, record: Journey, stations: float, y: float, language: Language) -> None:
    """Draw the lanes from *y* downwards; the *stations* end where the first line comes from."""
    end = WIDTH - LEFT if not record.devices else _WORDS_END
    for row, error in enumerate(shown_of(record)):
        top = y + row * _ROW
        x = LEFT + PITCH * (1 if error.station == "submission" else 2)
        if row == 0:
            _stem(svg, x + WIDE / 2, stations, top + 24)
        _lane(svg, error, x, top, end, language)


def _stem(svg: Element, x: float, top: float, bottom: float) -> None:
    d = f"M{x:g} {top:g}V{bottom - 8:g}M{x - 5:g} {bottom - 8:g}h10l-5 8z"
    el(svg, "path", d=d, stroke=INK, stroke_width=1.5, fill=INK)


def _lane(
    svg: Element, error: ErrorMail, x: float, top: float, end: float, language: Language
) -> None:
    group = choice_of(svg, error.events, told_of(error, language))
    if error.events:
        shine(group, LEFT - 6, top + 20, x + WIDE - LEFT + 12, _HIGH + 12, 10)
    title = say(language, "journey.error_title", letter=error.letter)
    room = x + WIDE / 2 - 14 - LEFT  # the stem comes down at its right
    write(group, LEFT, top + 14, title, bold=True, width=max(room, 0))
    _writer(group, error, x, top + 26, language)
    _mailbox(group, error, top + 26, language)
    _road(group, error, x, top + 26 + _HIGH / 2)
    _why(group, error, x + WIDE + 16, top + 26, end, language)


def _road(group: Element, error: ErrorMail, x: float, y: float) -> None:
    used = error.state in ("on its way", "arrived", "removed")
    arrow(group, (x - 5, y), (LEFT + WIDE + 5, y), PROTOCOLS["SMTP"], used=used)
    middle = (x + LEFT + WIDE) / 2
    for text, base in (("SMTP", y - 13), ("25", y + 22)):
        write(group, middle, base, text, size=12, fill=PROTOCOLS["SMTP"].text, bold=True,
              anchor="middle")  # fmt: skip


def _writer(group: Element, error: ErrorMail, x: float, y: float, language: Language) -> None:
    key, shape = _WRITER[error.state]
    here = key in ("here", "waiting")
    _box(group, x, y, here, passed=key == "handed over")
    middle = x + WIDE / 2
    write(group, middle, y + 21, "MAILER-DAEMON", size=12, bold=True, code=True, anchor="middle")
    envelope = say(language, "journey.error_envelope", sender="<>")
    write(group, middle, y + 39, envelope, size=12, anchor="middle")
    _said(group, middle, y + 59, _word(key, language), shape,
          here=here)  # fmt: skip
    if here:
        told = (
            say(language, "journey.next", time=error.next_try)
            if error.next_try
            else say(language, "journey.since", time=clock_time(error.since))
        )
        write(group, middle, y + 76, told, size=12, fill=MUTED, anchor="middle")


def _word(key: str, language: Language) -> str:
    if key == "given up":
        return say(language, "journey.given_up")
    return say(language, f"journey.state.{key.replace(' ', '_')}")


def _mailbox(group: Element, error: ErrorMail, y: float, language: Language) -> None:
    here = error.state == "arrived"
    _box(group, LEFT, y, here)
    middle = LEFT + WIDE / 2
    owner = mailbox_of(error, language)
    lines = balanced(owner, WIDE - 8, 13, 2, bold=True)
    for number, line in enumerate(lines):
        base = y + 30 + (number - (len(lines) - 1) / 2) * 17
        write(group, middle, base, line, bold=True, anchor="middle", width=WIDE - 6)
    key = {"arrived": "here", "removed": "gone"}.get(error.state, "untouched")
    _said(group, middle, y + 59, say(language, f"journey.state.{key}"), None, here=here)
    if here:
        since = say(language, "journey.since", time=clock_time(error.since))
        write(group, middle, y + 76, since, size=12, fill=MUTED, anchor="middle")


def name_of(error: ErrorMail, language: Language) -> str:
    """Return what *error* is called in the table."""
    return say(language, "journey.error_place", letter=error.letter)


def state_of(error: ErrorMail, language: Language) -> str:
    """Return where *error* is now, in words."""
    key = f"journey.error.{error.state.replace(' ', '_')}"
    told = {"host": error.host, "mailbox": mailbox_of(error, language), "time": error.next_try}
    return say(language, key, **told)


def told_of(error: ErrorMail, language: Language) -> str:
    """Return all that the lane of *error* says."""
    name, state = name_of(error, language), state_of(error, language)
    return say(language, "journey.said", label=name, value=state)


def mailbox_of(error: ErrorMail, language: Language) -> str:
    """Return whose mailbox *error* goes to."""
    return say(language, "journey.mailbox", owner=person(language, error.to.partition("@")[0]))


def _box(group: Element, x: float, y: float, here: bool, *, passed: bool = False) -> None:
    fill = HERE if here else BAND if passed else PAPER
    el(group, "rect", x=x, y=y, width=WIDE, height=_HIGH, rx=8, fill=fill,
       stroke=INK if here or passed else RULE, stroke_width=3.5 if here else 1.5)  # fmt: skip


def _said(
    group: Element, middle: float, y: float, words: str, shape: Name | None, *, here: bool
) -> None:
    room = 20 if shape or here else 0
    start = middle - (width_of(words, 13, bold=here) + room) / 2
    if shape is not None:
        sign(group, shape, start + 7, y - 5, size=15, ink=_INKS[shape])
    elif here:
        el(group, "circle", cx=start + 7, cy=y - 5, r=5, fill=INK)
    write(group, start + room, y, words, fill=INK if room else MUTED, bold=here)


def _why(
    group: Element, error: ErrorMail, x: float, y: float, end: float, language: Language
) -> None:
    """Say beside the lane who wrote it, and why its envelope is empty."""
    from_host = say(language, "journey.error_from", host=error.host)
    lines = balanced(from_host, end - x, 12, 3)
    null = balanced(say(language, "journey.error_null"), end - x, 12, 6 - len(lines))
    for number, line in enumerate((*lines, *null)):
        fill = INK if number < len(lines) else MUTED
        write(group, x, y + 12 + number * 16, line, size=12, fill=fill)
