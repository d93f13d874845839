"""Who spoke to a server when: a bar for each session, a row for each device."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from labkit.plots.chart import HATCHES, LEAST, ORDER, FigurePicture, blank, clock, look, naive
from labkit.plots.names import capital, clock_time, listed, named
from labkit.plots.palette import INK, PROTOCOLS, RULE
from labkit.plots.picture import Twin
from labkit.records import SessionRecord
from labkit.texts import Language, find, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 400  # sessions; the latest ones are shown
_HOLDERS: Final = ("pc", "phone", "laptop", "tablet")
_LEAST: Final = 0.006  # of the whole time: a session of no time at all is seen, too


def timeline(sessions: Iterable[SessionRecord], language: Language) -> FigurePicture:
    """Return the sessions over lab time, by who held them."""
    ordered = sorted(sessions, key=lambda session: (session.started, session.id))
    shown = ordered[-MOST:]
    twin = _twin(shown, len(ordered) - len(shown), language)
    caption = say(language, "charts.timeline_caption")
    return FigurePicture(_draw(shown, language), twin, caption, language)


def rows_of(sessions: list[SessionRecord]) -> list[str]:
    """Return who spoke: people's devices in their order, then the servers and strangers."""
    seen = list(dict.fromkeys(session.who for session in sessions))
    first = [name for name in _HOLDERS if name in seen]
    return [*first, *(name for name in seen if name not in first)]


def _twin(sessions: list[SessionRecord], left_out: int, language: Language) -> Twin:
    parts = ("head_who", "head_protocol", "head_started", "head_ended", "head_octets")
    head = tuple(say(language, f"charts.{part}") for part in parts)
    rows = tuple(
        (
            _named(session.who, language),
            session.protocol,
            clock_time(session.started),
            clock_time(session.ended),
            str(session.client_octets + session.server_octets),
        )
        for session in sessions
    )
    counts = [
        say(language, "charts.times", who=_named(who, language),
            count=sum(session.who == who for session in sessions))
        for who in rows_of(sessions)
    ]  # fmt: skip
    answer = say(language, "charts.timeline_answer", counts=listed(language, counts))
    notes = (say(language, "charts.left_out", count=left_out),) if left_out else ()
    return Twin(
        say(language, "charts.timeline_title"),
        answer if rows else say(language, "charts.no_session"),
        head,
        rows,
        notes,
    )


def _draw(sessions: list[SessionRecord], language: Language) -> Figure:
    names = rows_of(sessions)
    with look():
        height = 2.0 + 0.52 * max(2, len(names))
        drawn, [axes] = blank(height, 1, say(language, "charts.timeline_title"))
        axes.set_yticks(range(len(names)), [_label(name, language) for name in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel(say(language, "figure.time"))
        axes.grid(axis="x", color=RULE, linewidth=0.8)
        if sessions:
            _bars(axes, sessions, names)
    return drawn


def _label(name: str, language: Language) -> str:
    told = _named(name, language)
    return told if "." in told else capital(told)  # a host's name stays as it is


def _named(name: str, language: Language) -> str:
    return find(language, f"charts.who.{name}") or named(language, "holder", name[:40])


def _bars(axes: Axes, sessions: list[SessionRecord], names: list[str]) -> None:
    first = sessions[0].started
    last = max(session.ended or session.started for session in sessions)
    span = max(last - first, LEAST)
    for protocol in ORDER:
        own = [session for session in sessions if session.protocol == protocol]
        ink = PROTOCOLS[protocol]
        widths = [max((s.ended or last) - s.started, span * _LEAST) for s in own]
        axes.barh(
            [names.index(s.who) for s in own],
            widths,
            left=[naive(s.started) for s in own],
            height=0.56,
            facecolor=ink.tint,
            edgecolor=ink.stroke,
            linewidth=1.6,
            hatch=HATCHES[protocol],
            label=protocol if own else None,
        )
    edge = span * 0.02
    axes.set_xlim(naive(first - edge), naive(first + span + edge + span * _LEAST))
    clock(axes, span)
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, labelcolor=INK)
