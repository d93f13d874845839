"""How a ladder looks into its lines: their parts, and the octets that passed, secrets hidden."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from labkit.plots.ladder_entry import Inside
from labkit.protocols.explain import spans_of
from labkit.protocols.showing import MASK
from labkit.records import RawLine, WireLine


def inside_of(raw: Sequence[RawLine], shown: Iterable[WireLine]) -> Inside:
    """Return how to look into the lines that are *shown*, which were *raw* before.

    Octets come a raw line each, None for a secret: a picture is kept with its notebook. A raw line
    that holds a secret is hidden in whatever line it has a part.
    """
    passed = {side: [line for line in raw if line.direction == side] for side in ("C", "S")}
    numbers = {side: [line.number for line in lines] for side, lines in passed.items()}

    def lines_of(line: WireLine) -> list[RawLine]:
        first = bisect_left(numbers[line.direction], line.number)
        return passed[line.direction][first : first + line.count]

    secrets = {r.number for line in shown if _is_secret(line) for r in lines_of(line)}

    def octets(line: WireLine) -> tuple[bytes | None, ...]:
        return tuple(None if r.number in secrets else r.octets for r in lines_of(line))

    return Inside(spans_of, octets)


def _is_secret(line: WireLine) -> bool:
    return line.kind == "secret" or MASK in line.text
