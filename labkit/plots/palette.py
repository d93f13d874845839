"""The colours and lines of every picture. Colour means protocol and nothing else.

The base is Okabe-Ito, darkened until strokes reach 3:1 and words 4.5:1 on white; line style always
says the same as the colour, because two of the three protocol colours come close for some eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from labkit.records import Pill, Protocol

INK: Final = "#1B1F24"
MUTED: Final = "#5B6168"
RULE: Final = "#C4C9CE"  # borders and guides: never the only carrier of a meaning
PAPER: Final = "#FFFFFF"
BAND: Final = "#FAFBFC"
QUIET: Final = "#F3F5F7"
HERE: Final = "#FFF8D6"
REFUSAL: Final = "#8F3F6B"
REFUSAL_TINT: Final = "#F7ECF2"
CHANGED: Final = "#E69F00"
GHOST: Final = "#767C83"

SANS: Final = (
    "system-ui, 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, 'Noto Sans', sans-serif"
)
# The backslash of \Seen turns into a yen sign in Japanese fonts, so Latin code fonts come first.
CODE: Final = "Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


@dataclass(frozen=True, slots=True)
class Ink:
    """How one protocol is drawn."""

    stroke: str
    tint: str
    text: str
    dash: str | None  # of its line between two machines
    heads: int  # one: things go one way; two: both ends keep each other up to date


PROTOCOLS: Final[dict[Protocol, Ink]] = {
    "SMTP": Ink("#0072B2", "#DCEBF5", "#005A8E", None, 1),
    "POP3": Ink("#D55E00", "#FBE6D8", "#A84A00", "10 5", 1),
    "IMAP": Ink("#009E73", "#DDF2EB", "#00674B", None, 2),
}

PILLS: Final[dict[Pill, str]] = {
    "ok": "#00674B",
    "go": "#005A8E",
    "later": "#7A5300",
    "no": REFUSAL,
    "info": INK,
}
