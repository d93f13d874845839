"""How much each protocol carried: letters and octets over lab time, drawn by matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from labkit.plots.chart import ORDER, FigurePicture, blank, clock, look, naive
from labkit.plots.palette import PROTOCOLS, RULE
from labkit.plots.picture import Twin
from labkit.records import Protocol, SessionRecord
from labkit.texts import Language, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Line style says what colour says: POP3's long dash, IMAP's mark with two heads.
_STYLES: Final[dict[Protocol, tuple[object, str]]] = {
    "SMTP": ("solid", ">"),
    "POP3": ((0, (8, 4)), "v"),
    "IMAP": ("solid", "D"),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """What one protocol carried, summed up session by session."""

    protocol: Protocol
    began: datetime
    times: tuple[datetime, ...]  # when each session ended
    letters: tuple[int, ...]
    octets: tuple[int, ...]


def figure(sessions: Iterable[SessionRecord], language: Language) -> FigurePicture:
    """Return letters and octets by protocol over lab time."""
    curves = curves_of(sessions)
    drawn = _draw(curves, language)
    key = "figure.caption" if len(_shown(curves)) > 1 else "figure.caption_octets"
    return FigurePicture(drawn, _twin(curves, language), say(language, key), language)


def curves_of(sessions: Iterable[SessionRecord]) -> tuple[Curve, ...]:
    """Return a curve for each protocol that spoke, sessions in order of their start."""
    ordered = sorted(sessions, key=lambda session: (session.started, session.id))
    found = ((name, [s for s in ordered if s.protocol == name]) for name in ORDER)
    return tuple(_curve(name, own) for name, own in found if own)


def _curve(protocol: Protocol, sessions: list[SessionRecord]) -> Curve:
    letters, octets = [], []
    for session in sessions:
        letters.append((letters[-1] if letters else 0) + session.letters)
        size = session.client_octets + session.server_octets
        octets.append((octets[-1] if octets else 0) + size)
    times = tuple(session.ended or session.started for session in sessions)
    return Curve(protocol, sessions[0].started, times, tuple(letters), tuple(octets))


def _twin(curves: tuple[Curve, ...], language: Language) -> Twin:
    shown = _shown(curves)
    parts = ("head_protocol", "head_sessions", *shown)
    head = tuple(say(language, f"figure.{part}") for part in parts)
    rows = tuple(
        (c.protocol, str(len(c.times)), *(str(_values(c, what)[-1]) for what in shown))
        for c in curves
    )
    key = "figure.answer" if len(shown) > 1 else "figure.answer_octets"
    told = [
        say(language, key, protocol=c.protocol, letters=c.letters[-1], octets=c.octets[-1])
        for c in curves
    ]
    answer = "\n".join(told) or say(language, "figure.nothing")
    return Twin(say(language, "figure.title"), answer, head, rows)


def _values(curve: Curve, what: str) -> tuple[int, ...]:
    return curve.letters if what == "letters" else curve.octets


def _shown(curves: tuple[Curve, ...]) -> tuple[str, ...]:
    # Sessions that nobody counted letters in must not be shown as having carried none.
    counted = any(curve.letters[-1] for curve in curves)
    return ("letters", "octets") if counted else ("octets",)


def _draw(curves: tuple[Curve, ...], language: Language) -> Figure:
    shown = _shown(curves)
    with look():
        drawn, panels = blank(5.4, len(shown), say(language, "figure.title"))
        for axes, what in zip(panels, shown, strict=True):
            _panel(axes, curves, what, language)
        panels[-1].set_xlabel(say(language, "figure.time"))
    return drawn


def _line(curve: Curve, values: tuple[int, ...], end: datetime) -> tuple[list[datetime], list[int]]:
    """Return the steps of a curve: from nothing at its first session to the end of all."""
    times = [naive(moment) for moment in (curve.began, *curve.times, end)]
    return times, [0, *values, values[-1]]


def _panel(axes: Axes, curves: tuple[Curve, ...], what: str, language: Language) -> None:
    from matplotlib.ticker import MaxNLocator

    moments = [moment for curve in curves for moment in curve.times]
    for curve in curves:
        ink = PROTOCOLS[curve.protocol]
        line, mark = _STYLES[curve.protocol]
        values = _values(curve, what)
        times, steps = _line(curve, values, max(moments))
        axes.plot(times, steps, color=ink.stroke, linestyle=line, marker=mark,
                  linewidth=2.2, markersize=7, drawstyle="steps-post", label=curve.protocol,
                  markevery=slice(1, len(values) + 1), clip_on=False)  # fmt: skip
    axes.set_ylabel(say(language, f"figure.{what}"))
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.grid(axis="y", color=RULE, linewidth=0.8)
    if curves:
        clock(axes)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, handlelength=3.2)
