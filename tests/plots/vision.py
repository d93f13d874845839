"""How colours look to other eyes, and how far apart two of them are.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, table 1, severity 1.0: they work on
linear RGB. Grey is the relative luminance (WCAG 2.2). Distances are ΔE*ab of CIE 1976, D65.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import dist
from typing import Final, Literal

Eyes = Literal["normal", "protan", "deutan", "tritan", "grey"]
Colour = tuple[float, float, float]

_LUMINANCE: Final = (0.2126, 0.7152, 0.0722)
MATRICES: Final[Mapping[Eyes, Sequence[Colour]]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": (_LUMINANCE, _LUMINANCE, _LUMINANCE),
}
# sRGB (IEC 61966-2-1) to CIE XYZ, and the white of D65 in it.
_XYZ: Final = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Final = (0.95047, 1.0, 1.08883)


def seen(colour: str, eyes: Eyes) -> Colour:
    """Return "#RRGGBB" as *eyes* see it, in linear RGB."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return _clipped(_times(MATRICES[eyes], linear))


def distance(one: str, other: str, eyes: Eyes = "normal") -> float:
    """Return ΔE76 between two colours as *eyes* see them."""
    return dist(_lab(seen(one, eyes)), _lab(seen(other, eyes)))


def contrast(one: str, other: str, eyes: Eyes = "normal") -> float:
    """Return the contrast of WCAG 2.2 between two colours as *eyes* see them."""
    light, dark = sorted((_luminance(seen(c, eyes)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _times(matrix: Sequence[Colour], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _clipped(parts: Sequence[float]) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in parts)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    return sum(a * b for a, b in zip(_LUMINANCE, colour, strict=True))


def _lab(colour: Colour) -> Colour:
    x, y, z = (
        _root(part / white) for part, white in zip(_times(_XYZ, colour), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(part: float) -> float:
    return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
