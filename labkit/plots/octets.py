"""How many octets each protocol carried, and which way: bars, drawn by matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labkit.plots.chart import ORDER, FigurePicture, blank, look
from labkit.plots.names import listed
from labkit.plots.palette import INK, PROTOCOLS, RULE
from labkit.plots.picture import Twin
from labkit.records import Protocol, SessionRecord
from labkit.texts import Language, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Load:
    """What one protocol carried in all its sessions."""

    protocol: Protocol
    sessions: int
    client: int  # octets
    server: int


def octets(sessions: Iterable[SessionRecord], language: Language) -> FigurePicture:
    """Return the octets by protocol: what clients said, and what servers said."""
    loads = loads_of(sessions)
    caption = say(language, "charts.octets_caption")
    return FigurePicture(_draw(loads, language), _twin(loads, language), caption, language)


def loads_of(sessions: Iterable[SessionRecord]) -> tuple[Load, ...]:
    """Return the load of each protocol that spoke."""
    given = tuple(sessions)
    found = []
    for protocol in ORDER:
        own = [session for session in given if session.protocol == protocol]
        if own:
            client, server = (sum(s.client_octets for s in own), sum(s.server_octets for s in own))
            found.append(Load(protocol, len(own), client, server))
    return tuple(found)


def _twin(loads: tuple[Load, ...], language: Language) -> Twin:
    parts = ("head_protocol", "head_sessions", "client_said", "server_said")
    head = tuple(say(language, f"charts.{part}") for part in parts)
    rows = tuple((x.protocol, str(x.sessions), str(x.client), str(x.server)) for x in loads)
    told = [
        say(language, "charts.load", protocol=x.protocol, count=f"{x.client + x.server:,}")
        for x in loads
    ]
    answer = say(language, "charts.octets_answer", loads=listed(language, told))
    return Twin(
        say(language, "charts.octets_title"),
        answer if rows else say(language, "charts.no_session"),
        head,
        rows,
    )


def _draw(loads: tuple[Load, ...], language: Language) -> Figure:
    with look():
        height = 1.9 + 0.62 * max(2, len(loads))
        drawn, [axes] = blank(height, 1, say(language, "charts.octets_title"))
        axes.set_yticks(range(len(loads)), [load.protocol for load in loads])
        axes.set_ylim(len(loads) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel(say(language, "figure.octets"))
        axes.grid(axis="x", color=RULE, linewidth=0.8)
        _bars(axes, loads, language)
    return drawn


def _bars(axes: Axes, loads: tuple[Load, ...], language: Language) -> None:
    from matplotlib.patches import Patch
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    for row, load in enumerate(loads):
        ink = PROTOCOLS[load.protocol]
        common = {"height": 0.56, "edgecolor": ink.stroke, "linewidth": 1.6}
        axes.barh(row, load.client, facecolor=ink.stroke, **common)
        axes.barh(row, load.server, left=load.client, facecolor=ink.tint, hatch="////", **common)
        total = load.client + load.server
        axes.annotate(f"{total:,}", (total, row), (6, 0), textcoords="offset points", va="center")
    axes.margins(x=0.1)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    if loads:
        kinds = [
            Patch(facecolor=INK, edgecolor=INK, label=say(language, "charts.client_said")),
            Patch(facecolor="white", edgecolor=INK, hatch="////",
                  label=say(language, "charts.server_said")),
        ]  # fmt: skip
        axes.legend(handles=kinds, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
