"""What a notebook feels without any client: start, imports, pictures.

``python -m benchmarks.local CASE`` prints milliseconds, or kilobytes; a process each, for imports
happen once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labkit import Lab
    from labkit.records import Protocol, RawLine

EVENTS, LINES, REPEATS = 12, 1000, 9
MISSING = 77  # how this program ends where another one, that it drives, isn't installed
EXPLAINED: tuple[Protocol, ...] = ("SMTP", "POP3", "IMAP")
CASES: dict[str, Callable[[], float]] = {}

Case = Callable[[], float]


def case(run: Case) -> Case:
    """Enter *run*, which returns seconds, or megabytes: the table has thousandths of them."""
    CASES[run.__name__] = run
    return run


def _typical(act: Callable[[], object]) -> float:
    """Return the median of several times, the first not counted."""
    found = []
    for _ in range(REPEATS + 1):
        start = perf_counter()
        act()
        found.append(perf_counter() - start)
    return median(found[1:])


@case
def imports() -> float:
    """All that ``Lab()`` and its first letter load, over the clients that it is there to use."""
    import imaplib  # noqa: F401
    import poplib  # noqa: F401
    import smtplib  # noqa: F401

    start = perf_counter()
    from labkit import Lab

    loaded = perf_counter() - start
    lab = Lab()  # loads what is left to load: its time is measured by itself
    first = perf_counter()
    lab.reset()
    lab.close()
    again = perf_counter()
    Lab().close()
    return loaded + max(0.0, (first - start - loaded) - (perf_counter() - again))


@case
def lab_start() -> float:
    from labkit import Lab

    def start() -> None:
        labs.append(Lab(keep=True))

    labs: list[Lab] = []
    took = _typical(start)
    for lab in labs:
        lab.close()
    return took


@case
def relay() -> float:
    """A letter's whole way: written, handed in by SMTP, queued, relayed by SMTP, stored."""
    from labkit import Lab

    lab = Lab()
    took = _typical(lab.aya.send)
    lab.phone.sync()
    arrived = len(lab.phone.letters())
    lab.close()
    if arrived != REPEATS + 1:
        raise RuntimeError(f"{arrived} letters have arrived, not {REPEATS + 1}")
    return took


@case
def film() -> float:
    """Twelve events and four holders, every column shown."""
    with closing(_eventful()) as lab:
        return _typical(lambda: lab.film(unfold=True)._repr_mimebundle_())


@case
def film_size() -> float:
    """The same as it is kept in a notebook."""
    with closing(_eventful()) as lab:
        return len(lab.film(unfold=True).html.encode()) / 1e6


def _eventful() -> Lab:
    """Return a lab in which letters were sent, fetched and seen by turns."""
    from labkit import Lab

    lab = Lab()
    actions = (lab.aya.send, lab.tablet.get, lab.phone.sync, lab.laptop.sync)
    for step in range(EVENTS - 1):  # the start is the first one
        actions[step % len(actions)]()
    return lab


@case
def ladder() -> float:
    """A session of a thousand lines, from its octets to the picture: dissected and drawn."""
    from labkit.lab.inside import inside_of
    from labkit.plots.ladder import ladder as draw
    from labkit.protocols.dissect import dissect
    from labkit.records import Direction, Ladder, RawLine, SessionRecord

    now = datetime(2026, 4, 6, 9, tzinfo=UTC)
    said: list[tuple[Direction, str]] = [
        ("S", "* OK ready"),
        ("C", "x0 LOGIN ken@fuji.example mountain-view"),
        ("S", "x0 OK welcome"),
        ("C", "x1 SELECT INBOX"),
        ("S", "* 300 EXISTS"),
        ("S", "x1 OK [READ-WRITE] open"),
    ]
    number = 2
    while len(said) < LINES:
        said += [
            ("C", f"x{number} STORE {number} +FLAGS (\\Seen)"),
            ("S", f"* {number} FETCH (FLAGS (\\Seen))"),
            ("S", f"x{number} OK flags changed"),
        ]
        number += 1
    lines = tuple(
        RawLine(1, place, who, now, f"{text}\r\n".encode())
        for place, (who, text) in enumerate(said[:LINES], 1)
    )
    session = SessionRecord(1, "phone", "imap.fuji.example", 143, "IMAP", now, None, "open", 0, 0)

    def show() -> None:
        shown = dissect("IMAP", lines)[0]
        drawn = draw(Ladder(session, shown), "en", inside_of(lines, shown))
        drawn._repr_mimebundle_()

    return _typical(show)


@case
def explain() -> float:
    """A line dissected and cut into its parts, in the slowest protocol, over all transcripts."""
    from labkit.protocols.dissect import dissect
    from labkit.protocols.explain import spans_of

    def lines(protocol: Protocol, sessions: list[list[RawLine]]) -> int:
        found = [line for said in sessions for line in dissect(protocol, said)[0]]
        for line in found:
            spans_of(line)
        return len(found)

    took = []
    for protocol in EXPLAINED:
        sessions = _transcripts(protocol)
        took.append(_typical(partial(lines, protocol, sessions)) / lines(protocol, sessions))
    return max(took)


def _transcripts(protocol: Protocol) -> list[list[RawLine]]:
    """Return the conversations of the tests as raw lines, a list for each file."""
    from pathlib import Path

    from labkit.records import RawLine

    folder = Path(__file__).parents[1] / "tests/transcripts" / protocol.lower()
    now = datetime(2026, 4, 6, 9, tzinfo=UTC)
    found = []
    for path in sorted(folder.glob("*.txt")):
        said = re.findall(r"^\d?([CS]): ?(.*)$", path.read_text("utf-8"), re.MULTILINE)
        found.append(
            [
                RawLine(1, n, who, now, f"{words}\r\n".encode())
                for n, (who, words) in enumerate(said, 1)
            ]
        )
    return found


@case
def wire() -> float:
    """From a program's sending of a line to the next frame that shows it, in JupyterLab."""
    from benchmarks.wire_view import line_to_pixel

    return line_to_pixel()


@case
def wire_scroll() -> float:
    """The slowest frame while ten thousand lines are scrolled through."""
    from benchmarks.wire_view import slowest_frame

    return slowest_frame()


if __name__ == "__main__":
    try:
        print(CASES[sys.argv[1]]() * 1e3)
    except LookupError as missing:  # a program of the system
        print(missing.args[0], file=sys.stderr)
        sys.exit(MISSING)
