"""How long after the server changed each device saw it: lines from change to sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from labkit.plots.chart import LEAST, FigurePicture, blank, clock, duration, look, naive
from labkit.plots.names import capital, named
from labkit.plots.palette import INK, MUTED, PROTOCOLS, RULE
from labkit.plots.picture import Twin
from labkit.records import Event, Protocol, Snapshot
from labkit.texts import Language, say, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 8  # changes; the latest ones are shown
_LANE: Final = 0.2  # inches


@dataclass(frozen=True, slots=True)
class Change:
    """An event at which the server's mailbox changed, and when each device saw it, if it did."""

    event: Event
    seen: Mapping[str, datetime | None]


def lag(
    events: Sequence[Event], snapshots: Sequence[Snapshot], language: Language
) -> FigurePicture:
    """Return how far each device lagged behind the server, change by change."""
    changes = changes_of(events, snapshots)
    shown = changes[-MOST:]
    ways = {s.holder: s.protocol for s in snapshots if s.protocol is not None}
    now = max((event.time for event in events), default=None)
    twin = _twin(shown, tuple(ways), len(changes) - len(shown), language)
    drawn = _draw(shown, ways, now, language)
    return FigurePicture(drawn, twin, say(language, "charts.lag_caption"), language)


def changes_of(events: Sequence[Event], snapshots: Sequence[Snapshot]) -> tuple[Change, ...]:
    """Return each change of the server's mailbox; a device saw it when it next was in step."""
    times = {event.number: event.time for event in events}
    server = {s.event: s.tiles for s in snapshots if s.holder == "server"}
    devices = dict.fromkeys(s.holder for s in snapshots if s.protocol is not None)
    found, before = [], None
    for event in events:
        tiles = server.get(event.number)
        if before is not None and tiles is not None and tiles != before:
            seen = {name: _seen(event.number, name, snapshots) for name in devices}
            found.append(Change(event, {k: times.get(v) if v else None for k, v in seen.items()}))
        before = tiles if tiles is not None else before
    return tuple(found)


def _seen(change: int, name: str, snapshots: Sequence[Snapshot]) -> int | None:
    own = (s for s in snapshots if s.holder == name and s.event >= change)
    return next((s.event for s in own if s.synced_at is not None and s.synced_at >= change), None)


def _twin(
    changes: Sequence[Change], devices: Sequence[str], left_out: int, language: Language
) -> Twin:
    names = [named(language, "holder", name) for name in devices]
    head = (say(language, "charts.head_change"), *names)
    rows = tuple(
        (
            say(language, "charts.event", number=c.event.number, what=tell(language, c.event.what)),
            *(_told(c, c.seen.get(name), language) for name in devices),
        )
        for c in changes
    )
    waits = [c.seen[n] - c.event.time for c in changes for n in devices if c.seen.get(n)]  # type: ignore[operator]
    blind = sum(c.seen.get(name) is None for c in changes for name in devices)
    answer = say(
        language,
        "charts.lag_answer",
        longest=duration(max(waits, default=timedelta(0))),
        count=blind,
    )
    notes = (say(language, "charts.changes_left_out", count=left_out),) if left_out else ()
    return Twin(
        say(language, "charts.lag_title"),
        answer if rows else say(language, "charts.no_change"),
        head,
        rows,
        notes,
    )


def _told(change: Change, seen: datetime | None, language: Language) -> str:
    if seen is None:
        return say(language, "charts.not_yet")
    return duration(seen - change.event.time)


def _draw(
    changes: Sequence[Change],
    ways: Mapping[str, Protocol],
    now: datetime | None,
    language: Language,
) -> Figure:
    lanes = max(1, len(changes))
    with look():
        height = 2.1 + _LANE * (lanes + 1.6) * max(1, len(ways))
        drawn, [axes] = blank(height, 1, say(language, "charts.lag_title"))
        rows = list(enumerate(ways.items()))
        room = lanes + 1.6
        middle = [place * room + (lanes - 1) / 2 for place, _ in rows]
        axes.set_yticks(middle, [_label(n, p, language) for _, (n, p) in rows])
        axes.set_ylim(max(1, len(rows)) * room - 0.8, -1.3)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel(say(language, "figure.time"))
        if changes and now is not None:
            for place, (name, protocol) in rows:
                _row(axes, changes, name, protocol, place * room, now)
                if place:
                    axes.axhline(place * room - 1.3, color=RULE, linewidth=0.8)
            _frame(axes, changes, now)
    return drawn


def _label(name: str, protocol: Protocol, language: Language) -> str:
    who = capital(named(language, "holder", name))
    return say(language, "charts.device", who=who, protocol=protocol)


def _row(
    axes: Axes,
    changes: Sequence[Change],
    name: str,
    protocol: Protocol,
    top: float,
    now: datetime,
) -> None:
    ink = PROTOCOLS[protocol]
    style = (0, (8, 4)) if protocol == "POP3" else "solid"
    for lane, change in enumerate(changes):
        y, seen = top + lane, change.seen.get(name)
        ends = [naive(change.event.time), naive(seen or now)]
        if seen is None:  # still open: a dotted line without an end
            axes.plot(ends, [y, y], color=MUTED, linestyle=(0, (1, 3)), linewidth=2)
        else:
            axes.plot(ends, [y, y], color=ink.stroke, linestyle=style, linewidth=2.6)
            axes.plot(ends[1:], [y], color=ink.stroke, marker="D", markersize=6)
        axes.plot(ends[:1], [y], color=INK, marker="o", markersize=13)
        axes.annotate(str(change.event.number), (ends[0], y), ha="center", va="center_baseline",
                      color="white", fontsize=8)  # fmt: skip


def _frame(axes: Axes, changes: Sequence[Change], now: datetime) -> None:
    first = changes[0].event.time
    span = max(now - first, LEAST)
    for change in changes:
        axes.axvline(naive(change.event.time), color=RULE, linewidth=0.8, zorder=0)
    axes.set_xlim(naive(first - span * 0.04), naive(first + span * 1.04))
    clock(axes, span)
