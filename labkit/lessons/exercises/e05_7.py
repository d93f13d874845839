"""05.7 Which cell gives it away?

Belief: M02, M05 and M06 once more: that one needs the protocol's name to know what will happen.
Checked: at least four of the five cells chosen are those that tell how the device of their strip
fetches; a strip counts once.
Not checked: in which order they were chosen, and what is in the lab.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Ask, Claim, Exercise, Sight, Wrong, sight
from labkit.lessons.naming import holder

ENOUGH = 4
ROWS = ("server", "phone", "laptop", "tablet")
Cell = tuple[str, int]  # a row, and the number of a step

# Of each strip of lab.strips() the cell that tells, and those that look telling and are not.
CELLS: tuple[tuple[Cell, tuple[Cell, ...]], ...] = (
    (("server", 2), (("laptop", 2), ("server", 3))),
    (("phone", 3), (("phone", 1), ("server", 2))),
    (("tablet", 3), (("server", 2), ("tablet", 1))),
    (("server", 2), (("phone", 1), ("phone", 2))),
    (("tablet", 3), (("phone", 2), ("server", 2))),
)


def key(number: int, cell: Cell) -> str:
    """Return what is typed for a cell: "2 phone 3" is strip 2, row phone, step 3."""
    return f"{number} {cell[0]} {cell[1]}"


def cells(seen: Evidence) -> tuple[tuple[str, Sight], ...]:
    """Return what may be chosen, strip by strip; it is the same whatever has happened."""
    found = []
    for number, (tells, others) in enumerate(CELLS, 1):
        for row, step in sorted((tells, *others), key=lambda cell: (ROWS.index(cell[0]), cell[1])):
            shown = sight("cell", strip=number, row=holder(row), step=step)
            found.append((key(number, (row, step)), shown))
    return tuple(found)


def telling(seen: Evidence) -> Sight | None:
    missed = [n for n, (cell, _) in enumerate(CELLS, 1) if key(n, cell) not in seen.answers]
    right = len(CELLS) - len(missed)
    return sight("few", count=right, strip=missed[0]) if right < ENOUGH else None


EXERCISE = Exercise(
    id="05.7",
    kind="use",
    beliefs=("M02", "M05", "M06"),
    sources=("RFC 1939 section 6", "RFC 1939 section 9", "RFC 9051 section 2.3.2"),
    solution=(
        'lab.answer("05.7", "1 server 2", "2 phone 3", "3 tablet 3", "4 server 2", "5 tablet 3")'
    ),
    ask=Ask(cells, ("cell",), picks=len(CELLS)),
    claims=(Claim("telling", telling, ("few",)),),
    wrongs=(
        Wrong(
            'lab.answer("05.7", "1 laptop 2", "2 phone 1", "3 tablet 3", "4 phone 2", '
            '"5 server 2")',
            "telling",
            "few",
        ),
        Wrong(
            'lab.answer("05.7", "1 server 2", "1 server 3", "2 phone 3", "3 tablet 3", '
            '"3 tablet 1")',
            "telling",
            "few",
        ),
    ),
)
