"""Signs as paths, never as characters: a Japanese font without ticks would show empty boxes.

Each sign is drawn in a square of 16, its middle at 8,8, and is placed by its middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal
from xml.etree.ElementTree import Element

from labkit.plots.palette import CHANGED, INK, PAPER
from labkit.plots.svg import el, number

Name = Literal[
    "tick", "cross", "dots", "loop", "chevron", "chevron back", "baton", "hourglass", "star",
    "padlock", "differs", "server", "phone", "tablet", "laptop", "pc",
    "building", "mailbox", "unplugged", "file", "keys", "warning",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sign:
    path: str
    filled: bool = False
    line: float = 2


_SIGNS: Final[dict[Name, _Sign]] = {
    "tick": _Sign("M2.5 8.5 6.2 12.2 13.5 4.2", line=2.4),
    "cross": _Sign("M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5", line=2.4),
    "dots": _Sign("M2 8a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0zm4.4 0a1.6 1.6 0 1 0 3.2 0a1.6 1.6 "
                  "0 1 0-3.2 0zm4.4 0a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0z", filled=True),
    "loop": _Sign("M12.6 5.6A5.2 5.2 0 1 0 13.2 8M13.2 2.4V6.2H9.4"),
    "chevron": _Sign("M5.5 3.5 10.5 8 5.5 12.5"),
    "chevron back": _Sign("M10.5 3.5 5.5 8 10.5 12.5"),
    "baton": _Sign("M1.8 11.6 11.6 1.8 14.2 4.4 4.4 14.2zM4.2 9.2 6.8 11.8M9.2 4.2 11.8 6.8",
                   line=1.6),
    "hourglass": _Sign("M3.5 2H12.5M3.5 14H12.5M4.5 2C4.5 6 8 6.5 8 8S4.5 10 4.5 14M11.5 2C11.5 6 "
                       "8 6.5 8 8S11.5 10 11.5 14", line=1.6),
    "star": _Sign("M8 1 10.1 5.6 15 6.1 11.3 9.4 12.4 14.3 8 11.8 3.6 14.3 4.7 9.4 1 6.1 5.9 5.6z",
                  filled=True),
    "padlock": _Sign("M3.5 7.5H12.5V14H3.5zM5.5 7.5V5A2.5 2.5 0 0 1 10.5 5V7.5", line=1.6),
    "differs": _Sign("M3 6H13M3 10H13M10.5 2.5 5.5 13.5"),
    "server": _Sign("M3 1.5H13V14.5H3zM5.5 5H10.5M5.5 8H10.5M8 11.6V11.7", line=1.5),
    "phone": _Sign("M5 1.2H11A1 1 0 0 1 12 2.2V13.8A1 1 0 0 1 11 14.8H5A1 1 0 0 1 4 13.8V2.2A1 1 0 "
                   "0 1 5 1.2zM7 12.6H9", line=1.5),
    "tablet": _Sign("M3.4 1.2H12.6A1 1 0 0 1 13.6 2.2V13.8A1 1 0 0 1 12.6 14.8H3.4A1 1 0 0 1 2.4 "
                    "13.8V2.2A1 1 0 0 1 3.4 1.2zM7.2 12.6H8.8", line=1.5),
    "laptop": _Sign("M3 3H13V10.5H3zM.8 13.2H15.2", line=1.5),
    "pc": _Sign("M1.5 2H14.5V11H1.5zM8 11V14M5 14H11", line=1.5),
    "building": _Sign("M3 14.5V1.5H13V14.5M1.2 14.5H14.8M6 4.5V5.5M10 4.5V5.5M6 8V9M10 8V9"
                      "M7 14.5V11.8H9V14.5", line=1.5),
    "mailbox": _Sign("M4.5 3.5H11.5A3 3 0 0 1 14.5 6.5V11.5H1.5V6.5A3 3 0 0 1 4.5 3.5z"
                     "M7.5 11.5V6.5A3 3 0 0 0 4.5 3.5M10 7H12.5M8 11.5V15", line=1.5),
    "unplugged": _Sign("M.5 8H3.4M3.4 4V12M3.4 5.8H6.4M3.4 10.2H6.4M15.5 8H12.6M12.6 4V12A4 4 0 0 "
                       "1 12.6 4z", line=1.5),
    "warning": _Sign("M8 1.8 15 14.2H1zM8 6.2V10M8 11.9V12", line=1.6),
    "file": _Sign("M3.4 1.2H9.4L12.8 4.6V14.8H3.4zM9.4 1.2V4.6H12.8M5.4 8H10.8M5.4 11H10.8",
                  line=1.2),
    "keys": _Sign("M2 5.2A3.2 3.2 0 1 0 8.4 5.2A3.2 3.2 0 1 0 2 5.2zM7.4 7.6 13.6 13.8M13.6 13.8 "
                  "15 12.4M11.4 11.6 12.8 10.2", line=1.6),
}  # fmt: skip


def sign(
    parent: Element, name: Name, x: float, y: float, *, size: float = 16, ink: str = INK
) -> None:
    """Draw the sign *name* with its middle at *x*, *y*."""
    shape = _SIGNS[name]
    scale = size / 16
    moved = f"translate({number(x - size / 2)} {number(y - size / 2)})"
    el(
        parent,
        "path",
        d=shape.path,
        transform=moved if scale == 1 else f"{moved} scale({number(scale)})",
        fill=ink if shape.filled else "none",
        stroke=None if shape.filled else ink,
        stroke_width=None if shape.filled else shape.line,
        stroke_linecap=None if shape.filled else "round",
        stroke_linejoin=None if shape.filled else "round",
    )


def flag(parent: Element, x: float, y: float, size: float = 20) -> None:
    """Draw the corner flag "changed now" whose right upper corner is *x*, *y*."""
    d = f"M{number(x - size)} {number(y)}H{number(x)}V{number(y + size)}z"
    el(parent, "path", d=d, fill=CHANGED, stroke=INK, stroke_width=1.2)


def clock(parent: Element, x: float, y: float, radius: float = 9) -> None:
    """Draw the clock "old view" with its middle at *x*, *y*: one path, for films have many."""
    r, side = number(radius), number(2 * radius)
    face = f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {side} 0a{r} {r} 0 1 0-{side} 0"
    high, out, down = (number(radius * part) for part in (0.6, 0.45, 0.3))
    hands = f"M{number(x)} {number(y - radius * 0.6)}v{high}l{out} {down}"
    el(parent, "path", d=face + hands, fill=PAPER, stroke=INK, stroke_width=1.6)


def step(parent: Element, x: float, y: float, text: str) -> None:
    """Draw a number in a black disc with its middle at *x*, *y*."""
    el(parent, "circle", cx=x, cy=y, r=10, fill=INK)
    el(
        parent,
        "text",
        text,
        x=x,
        y=y + 4.3,
        font_size=12,
        font_weight=700,
        fill=PAPER,
        text_anchor="middle",
    )
