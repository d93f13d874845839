"""What is measured, and what was set as a target for each: the rows of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LIMIT, OURS, DOVECOT = "limit", "labkit", "dovecot"
Found = dict[str, float]  # by server; what isn't there or not asked has no entry


@dataclass(frozen=True)
class Target:
    """*words* as the table has them; *reached* says whether, None where a reference is missing."""

    words: str
    reached: Callable[[Found], bool | None]


@dataclass(frozen=True)
class Case:
    """A row. *name* is what client or ``local`` call it; *protocol* "" means no server."""

    title: str
    name: str
    unit: str
    target: Target
    protocol: str = "imap"
    browser: bool = False  # drives Chromium, for a minute


def _ratio(found: Found, other: str) -> float | None:
    return found[OURS] / found[other] if found.get(other) else None


def _times_limit(times: float) -> Target:
    def reached(found: Found) -> bool | None:
        ratio = _ratio(found, LIMIT)
        return None if ratio is None else ratio >= times

    return Target(f">= {times:g} x the limit", reached)


def _at_most(value: float, unit: str) -> Target:
    def reached(found: Found) -> bool | None:
        return found[OURS] <= value if OURS in found else None

    return Target(f"<= {value:g} {unit}", reached)


def _of_limit(part: float) -> Target:
    def reached(found: Found) -> bool | None:
        ratio = _ratio(found, LIMIT)
        return None if ratio is None else ratio >= part

    return Target(f">= {part:.2f} of the limit", reached)


def _headers(found: Found) -> bool | None:
    times, other = _ratio(found, LIMIT), _ratio(found, DOVECOT)
    return None if times is None else times <= 8 and (other is None or other <= 0.5)


def _faster_than_dovecot(found: Found) -> bool | None:
    ratio = _ratio(found, DOVECOT)
    return None if ratio is None else ratio > 1


CASES = (
    Case(
        "IMAP FETCH of all headers, warm",
        "fetch_headers",
        "ms",
        Target("<= 8 x limit, half of Dovecot", _headers),
    ),
    Case("IMAP FETCH of all bodies", "fetch_bodies", "MB/s", _of_limit(1 / 3)),
    Case("IMAP STORE, one at a time", "store", "1/s", _of_limit(1 / 2)),
    Case("IMAP APPEND, one at a time", "append", "1/s", _of_limit(1 / 3)),
    Case("IMAP SELECT", "select_inbox", "ms", _at_most(0.2, "ms")),
    Case("IMAP SEARCH SUBJECT", "search_subject", "ms", _at_most(3, "ms")),
    Case("IMAP IDLE, push to 1 session", "push_to_one", "ms", _at_most(0.1, "ms")),
    Case("IMAP IDLE, push to 100 sessions", "push_to_many", "ms", _at_most(2, "ms")),
    Case("Memory of an idle IMAP session", "idle", "KiB", _at_most(40, "KiB")),
    Case("POP3 RETR, one at a time", "retr", "1/s", _of_limit(1 / 2), "pop3"),
    Case(
        "POP3 RETR, pipelined",
        "retr_pipelined",
        "1/s",
        Target("faster than Dovecot", _faster_than_dovecot),
        "pop3",
    ),
    Case("SMTP letters, one at a time", "smtp", "1/s", _of_limit(0.8), "smtp"),
    Case("SMTP letters of 100 KiB", "smtp_large", "1/s", _times_limit(2.5), "smtp"),
    Case("Send until in Ken's mailbox", "relay", "ms", _at_most(15, "ms"), ""),
    Case("Lab() in a warm kernel", "lab_start", "ms", _at_most(100, "ms"), ""),
    Case("Imports, over the mail clients'", "imports", "ms", _at_most(150, "ms"), ""),
    Case("Film strip, 12 events x 4 holders", "film", "ms", _at_most(20, "ms"), ""),
    Case("The same, as HTML", "film_size", "kB", _at_most(60, "kB"), ""),
    Case("Ladder of 1,000 lines", "ladder", "ms", _at_most(50, "ms"), ""),
    Case("Explaining a line", "explain", "µs", _at_most(50, "µs"), ""),
    Case("Live wire, line to pixel, p95", "wire", "ms", _at_most(100, "ms"), "", True),
    Case("Live wire, slowest frame scrolling", "wire_scroll", "ms", _at_most(50, "ms"), "", True),
)
