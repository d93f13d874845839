"""What became of a letter for each recipient, and of the error mails about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from labkit.records import ErrorMail, Hop, Station, StationState, Taker

# One box is drawn for all recipients: it shows what still matters most to somebody.
_WEIGHT: tuple[StationState, ...] = (
    "waiting", "here", "looked up", "deferred", "handed over", "refused", "gone", "untouched",
    "passed by",
)  # fmt: skip


def last_at(hops: Sequence[Hop], station: str) -> Hop | None:
    """Return the last that was heard from *station*."""
    return next((hop for hop in reversed(hops) if hop.station == station), None)


def takers_of(hops: Sequence[Hop]) -> tuple[str, ...]:
    """Return who was on the envelope when the first server heard of it, each once."""
    station = "submission" if any(hop.station == "submission" for hop in hops) else "mx"
    found = (hop.recipient for hop in hops if hop.station == station and hop.recipient)
    return tuple(dict.fromkeys(found))


def merged(ways: Sequence[tuple[Station, ...]]) -> tuple[Station, ...]:
    """Return the stations of several recipients as those of one letter."""
    return tuple(_one(stations) for stations in zip(*ways, strict=True))


def _one(stations: tuple[Station, ...]) -> Station:
    best = min(stations, key=lambda station: _WEIGHT.index(station.state))
    alike = [station.name for station in stations if station.state == best.state]
    name = ", ".join(dict.fromkeys(alike)) if best.role == "mailbox" else best.name
    events = tuple(sorted({event for station in stations for event in station.events}))
    held = any(station.responsible for station in stations)
    return replace(best, name=name, responsible=best.responsible or held, events=events)


def taker_of(address: str, way: tuple[Station, ...]) -> Taker:
    """Return how it ended for *address*, whose stations *way* are, or how it stands."""
    _, submission, mx, mailbox = way
    refused = next((station for station in way if station.state == "refused"), None)
    if mailbox.state == "here":
        return Taker(address, "delivered", mx.name, mailbox.since)
    if mailbox.state == "gone":
        return Taker(address, "removed", mx.name)
    if refused is not None:
        return Taker(address, "refused", _speaker(refused, mx), refused.since, refused.detail)
    given_up = submission.state == "gone" or mx.state == "gone"
    if given_up:
        return Taker(address, "refused", submission.name, submission.since, mx.detail)
    return _under_way(address, way)


def _under_way(address: str, way: tuple[Station, ...]) -> Taker:
    holder = next((station for station in reversed(way) if station.responsible), way[0])
    if holder.state != "waiting":
        return Taker(address, "on its way", holder.name, holder.since)
    reply = next((s.detail for s in way if s.state in ("deferred", "untouched") and s.detail), "")
    return Taker(address, "waiting", holder.name, holder.since, reply, holder.detail)


def _speaker(refused: Station, mx: Station) -> str:
    return mx.name if refused.role == "mailbox" else refused.name


def error_mail_of(error: Sequence[Hop], hops: Sequence[Hop], *, lies: bool) -> ErrorMail:
    """Return where the error mail with the way *error* is, about a letter with these *hops*.

    It *lies* in a mailbox, or does not (yet or any more).
    """
    written, last = error[0], error[-1]
    filing = any(hop.station == "mailbox" and hop.state == "refused" for hop in hops)
    due = last.next_try.strftime("%H:%M:%S") if last.next_try else ""
    return ErrorMail(
        written.letter,
        "mx" if filing else "submission",
        written.host,
        written.recipient,
        _state(error, lies=lies),
        last.time,
        due,
        tuple(sorted({hop.event for hop in error if hop.event is not None})),
    )


def _state(
    error: Sequence[Hop], *, lies: bool
) -> Literal["written", "waiting", "on its way", "arrived", "removed", "lost"]:
    last = error[-1]
    if last.state in ("dropped", "refused"):
        return "lost"
    if last.state == "deferred":
        return "waiting"
    if last.state in ("written", "looked up"):
        return "written"
    if last.station == "mx":
        return "on its way"
    return "arrived" if lies else "removed"
