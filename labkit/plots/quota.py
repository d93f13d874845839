"""How full the mailbox on the server was after each event, and how much fits: bars under a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from labkit.plots.chart import FigurePicture, blank, look
from labkit.plots.palette import HERE, INK, REFUSAL, RULE
from labkit.plots.picture import Twin
from labkit.records import Event, Snapshot
from labkit.texts import Language, say, tell

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 24  # events; the latest ones are shown


@dataclass(frozen=True, slots=True)
class Level:
    """How many letters lay in the mailbox after an event; *quota* is how many fit, None any."""

    event: Event
    letters: int
    quota: int | None

    @property
    def full(self) -> bool:
        """Whether no further letter fits."""
        return self.quota is not None and self.letters >= self.quota


def quota(
    events: Sequence[Event], snapshots: Sequence[Snapshot], language: Language
) -> FigurePicture:
    """Return the size of the server's mailbox after each event, against its quota."""
    levels = levels_of(events, snapshots)
    shown = levels[-MOST:]
    twin = _twin(shown, len(levels) - len(shown), language)
    caption = say(language, "charts.quota_caption")
    return FigurePicture(_draw(shown, language), twin, caption, language)


def levels_of(events: Sequence[Event], snapshots: Sequence[Snapshot]) -> tuple[Level, ...]:
    """Return the server's level after each event of which somebody looked."""
    server = {s.event: s for s in snapshots if s.holder == "server"}
    held = ((event, server.get(event.number)) for event in events)
    return tuple(Level(e, len(s.tiles), s.quota) for e, s in held if s is not None)


def _twin(levels: Sequence[Level], left_out: int, language: Language) -> Twin:
    parts = ("head_event", "head_letters", "head_quota")
    head = tuple(say(language, f"charts.{part}") for part in parts)
    none = say(language, "charts.no_quota")
    rows = tuple(
        (
            say(language, "charts.event", number=x.event.number, what=tell(language, x.event.what)),
            str(x.letters),
            none if x.quota is None else str(x.quota),
        )
        for x in levels
    )
    return Twin(
        say(language, "charts.quota_title"),
        _answer(levels, language),
        head,
        rows,
        (say(language, "charts.events_left_out", count=left_out),) if left_out else (),
    )


def _answer(levels: Sequence[Level], language: Language) -> str:
    if not levels:
        return say(language, "charts.no_event")
    last = levels[-1]
    if last.quota is None:
        return say(language, "charts.unlimited", letters=last.letters)
    key = "charts.full" if last.full else "charts.room"
    return say(language, key, letters=last.letters, quota=last.quota)


def _draw(levels: Sequence[Level], language: Language) -> Figure:
    from matplotlib.ticker import MaxNLocator

    with look():
        drawn, [axes] = blank(4.2, 1, say(language, "charts.quota_title"))
        axes.set_ylabel(say(language, "charts.head_letters"))
        axes.set_xlabel(say(language, "charts.events"))
        axes.grid(axis="y", color=RULE, linewidth=0.8)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
        _bars(axes, levels, language)
        most = max([*(x.letters for x in levels), *(x.quota or 0 for x in levels), 1])
        axes.set_ylim(0, most * 1.2)
        places = range(len(levels))
        axes.set_xticks(places, [str(level.event.number) for level in levels])
        axes.set_xlim(-0.7, max(6, len(levels)) - 0.3)
    return drawn


def _bars(axes: Axes, levels: Sequence[Level], language: Language) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    for place, level in enumerate(levels):
        hatch = "////" if level.full else ""
        edge = REFUSAL if level.full else INK
        axes.bar(place, level.letters, width=0.62, facecolor=HERE, edgecolor=edge, hatch=hatch,
                 linewidth=1.6)  # fmt: skip
        axes.annotate(str(level.letters), (place, level.letters), (0, 4), ha="center",
                      textcoords="offset points")  # fmt: skip
        if level.quota is not None:
            axes.plot([place - 0.5, place + 0.5], [level.quota, level.quota], color=REFUSAL,
                      linestyle=(0, (5, 2)), linewidth=2.4)  # fmt: skip
    kinds: list[Patch | Line2D] = [
        Patch(facecolor=HERE, edgecolor=INK, label=say(language, "charts.in_mailbox"))
    ]
    if any(level.full for level in levels):
        kinds.append(Patch(facecolor=HERE, edgecolor=REFUSAL, hatch="////",
                           label=say(language, "charts.is_full")))  # fmt: skip
    if any(level.quota is not None for level in levels):
        kinds.append(Line2D([], [], color=REFUSAL, linestyle=(0, (5, 2)), linewidth=2.4,
                            label=say(language, "charts.head_quota")))  # fmt: skip
    axes.legend(handles=kinds, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
