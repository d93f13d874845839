"""What all charts share: matplotlib's settings, its SVG made one of ours, the clock's axis.

matplotlib is heavy (and absent in the browser edition), so only functions import it.
"""

from __future__ import annotations

import io
import re
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from labkit.plots.palette import INK, MUTED
from labkit.plots.picture import Picture, Twin
from labkit.records import Protocol
from labkit.texts import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER: Final[tuple[Protocol, ...]] = ("SMTP", "POP3", "IMAP")
# A bar's pattern says what its colour says.
HATCHES: Final[dict[Protocol, str]] = {"SMTP": "", "POP3": "////", "IMAP": "xxxx"}
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_DAY: Final = timedelta(days=1)
LEAST: Final = timedelta(seconds=10)  # that a clock's axis shows: in less, its ticks say the same


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


def blank(height: float, rows: int, title: str) -> tuple[Figure, list[Axes]]:
    """Return an empty figure of *rows* panels, one over the other, in the kit's look.

    Whatever is drawn on it must be drawn inside :func:`look`, too.
    """
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(10, height), layout="constrained", facecolor="white")
    panels = drawn.subplots(rows, 1, sharex=True, squeeze=False)[:, 0]
    drawn.get_layout_engine().set(w_pad=0.16, h_pad=0.14)
    drawn.suptitle(title, x=0.018, ha="left", fontsize=15)
    for axes in panels:
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_axisbelow(True)
    return drawn, list(panels)


def look() -> AbstractContextManager[None]:
    """Return the context in which charts are drawn and written: the kit's colours, fixed ids."""
    import matplotlib

    # For both languages, or their pictures would differ. It sets the font once, when it is first
    # imported: inside the context that font would be forgotten again.
    import matplotlib_fontja  # noqa: F401

    return matplotlib.rc_context(_settings())


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
        "hatch.linewidth": 1.0,
        "text.parse_math": False,  # a "$" in somebody's name is no formula
    }


def clock(axes: Axes, span: timedelta = timedelta(0)) -> None:
    """Write the lab's own time, never the reader's zone; the day too where *span* is long."""
    from matplotlib.dates import AutoDateLocator, DateFormatter

    axes.xaxis.set_major_locator(AutoDateLocator(minticks=3, maxticks=7))
    axes.xaxis.set_major_formatter(DateFormatter("%H:%M:%S" if span < _DAY else "%m-%d %H:%M"))


def naive(moment: datetime) -> datetime:
    """Return *moment* as matplotlib shall write it: the lab's clock, as it stands."""
    return moment.replace(tzinfo=None)


def duration(span: timedelta) -> str:
    """Return *span* in hours, minutes and seconds, in any language the same.

    >>> duration(timedelta(minutes=1, seconds=5))
    '0:01:05'
    """
    seconds = int(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _drawing(figure: Figure, twin: Twin, language: Language) -> ElementTree.Element:
    """Return matplotlib's SVG as one of ours: named, without its page-wide style, ids its own."""
    written = io.StringIO()
    with look():
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
