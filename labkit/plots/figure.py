"""How much each protocol carried: letters and octets over lab time, drawn by matplotlib.

matplotlib is heavy (and absent in the browser edition), so only this module's functions import it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from labkit.plots.palette import INK, MUTED, PROTOCOLS, RULE
from labkit.plots.picture import Picture, Twin
from labkit.records import Protocol, SessionRecord
from labkit.texts import Language, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ORDER: Final[tuple[Protocol, ...]] = ("SMTP", "POP3", "IMAP")
# Line style says what colour says: POP3's long dash, IMAP's mark with two heads.
_STYLES: Final[dict[Protocol, tuple[object, str]]] = {
    "SMTP": ("solid", ">"),
    "POP3": ((0, (8, 4)), "v"),
    "IMAP": ("solid", "D"),
}
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"


@dataclass(frozen=True, slots=True)
class Curve:
    """What one protocol carried, summed up session by session."""

    protocol: Protocol
    began: datetime
    times: tuple[datetime, ...]  # when each session ended
    letters: tuple[int, ...]
    octets: tuple[int, ...]


class FigurePicture(Picture):
    """A picture drawn by matplotlib; ``figure`` is it, for who wants to change it."""

    def __init__(self, figure: Figure, twin: Twin, caption: str, language: Language) -> None:
        super().__init__(_drawing(figure, twin, language), twin, caption, language)
        self.figure = figure

    @property
    def png(self) -> bytes:
        """The figure as a PNG, for a page that takes no SVG."""
        written = io.BytesIO()
        self.figure.savefig(written, format="png", dpi=144, metadata={"Software": None})
        return written.getvalue()


def figure(sessions: Iterable[SessionRecord], language: Language) -> FigurePicture:
    """Return letters and octets by protocol over lab time."""
    curves = curves_of(sessions)
    drawn = _draw(curves, language)
    key = "figure.caption" if len(_shown(curves)) > 1 else "figure.caption_octets"
    return FigurePicture(drawn, _twin(curves, language), say(language, key), language)


def curves_of(sessions: Iterable[SessionRecord]) -> tuple[Curve, ...]:
    """Return a curve for each protocol that spoke, sessions in order of their start."""
    ordered = sorted(sessions, key=lambda session: (session.started, session.id))
    found = ((name, [s for s in ordered if s.protocol == name]) for name in _ORDER)
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
    import matplotlib
    import matplotlib_fontja  # noqa: F401 - for both languages, or their pictures would differ
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_settings()):
        drawn = Figure(figsize=(10, 5.4), layout="constrained", facecolor="white")
        shown = _shown(curves)
        panels = drawn.subplots(len(shown), 1, sharex=True, squeeze=False)[:, 0]
        for axes, what in zip(panels, shown, strict=True):
            _panel(axes, curves, what, language)
        panels[-1].set_xlabel(say(language, "figure.time"))
        drawn.get_layout_engine().set(w_pad=0.16, h_pad=0.14)
        drawn.suptitle(say(language, "figure.title"), x=0.018, ha="left", fontsize=15)
    return drawn


def _settings() -> dict[str, object]:
    return {
        "font.size": 11,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": MUTED,
        "axes.unicode_minus": False,
        "xtick.color": INK,
        "ytick.color": INK,
        "svg.hashsalt": "labkit",
        "svg.fonttype": "path",
        "timezone": "UTC",
    }


def _line(curve: Curve, values: tuple[int, ...], end: datetime) -> tuple[list[datetime], list[int]]:
    """Return the steps of a curve: from nothing at its first session to the end of all."""
    times = [moment.replace(tzinfo=None) for moment in (curve.began, *curve.times, end)]
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
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color=RULE, linewidth=0.8)
    axes.set_axisbelow(True)
    if curves:
        _clock(axes)
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, handlelength=3.2)


def _clock(axes: Axes) -> None:
    """Write the lab's own time of day, never the reader's time zone."""
    from matplotlib.dates import AutoDateLocator, DateFormatter

    axes.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=7))
    axes.xaxis.set_major_formatter(DateFormatter("%H:%M:%S"))


def _drawing(figure: Figure, twin: Twin, language: Language) -> ElementTree.Element:
    """Return matplotlib's SVG as one of ours: named, without its page-wide style, ids its own."""
    import matplotlib

    written = io.StringIO()
    with matplotlib.rc_context(_settings()):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    source = written.getvalue()
    tree = ElementTree.fromstring(source)
    own = f"labkit-{sha256(source.encode()).hexdigest()[:10]}-"
    for unwanted in [e for e in tree if e.tag == f"{{{_SVG}}}metadata"]:
        tree.remove(unwanted)
    for parent in tree.iter():
        for style in [e for e in parent if e.tag == f"{{{_SVG}}}style"]:
            parent.remove(style)
    for node in tree.iter():
        _rename(node, own)
    _name(tree, twin, language)
    return tree


def _rename(node: ElementTree.Element, own: str) -> None:
    node.tag = node.tag.removeprefix(f"{{{_SVG}}}")
    for name, value in list(node.attrib.items()):
        if name == "id":
            node.set(name, own + value)
        elif name == f"{{{_XLINK}}}href":
            del node.attrib[name]
            node.set("href", value.replace("#", "#" + own, 1))
        elif "url(#" in value:
            node.set(name, re.sub(r"url\(#", f"url(#{own}", value))


def _name(tree: ElementTree.Element, twin: Twin, language: Language) -> None:
    tree.set("xmlns", _SVG)
    tree.set("role", "img")
    tree.set("lang", language)
    tree.set("style", "display:block;max-width:none;flex:none;stroke-linejoin:round")
    for place, (tag, text) in enumerate((("title", twin.title), ("desc", twin.answer))):
        node = ElementTree.Element(tag)
        node.text, node.tail = text, "\n"
        tree.insert(place, node)
