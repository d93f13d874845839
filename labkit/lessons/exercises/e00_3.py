"""00.3 Start afresh.

Belief: something may be broken for good.
Checked: the whole lab was reset, and no letter is left on a server or a device.
Not checked: what was tried before.
"""

from __future__ import annotations

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Sight, Wrong, sight


def was_reset(seen: Evidence) -> Sight | None:
    return None if seen.resets else sight("by_hand")


def is_empty(seen: Evidence) -> Sight | None:
    stored = sum(len(box.letters) for box in seen.boxes.values())
    held = sum(len(device.kept) for device in seen.devices.values())
    return sight("letters", count=stored + held) if stored + held else None


EXERCISE = Exercise(
    id="00.3",
    kind="basic",
    beliefs=(),
    sources=(),
    stage="lab.aya.send()\nlab.tablet.get()\nlab.phone.sync()",
    solution="lab.reset()",
    claims=(
        Claim("reset", was_reset, ("by_hand",)),
        Claim("empty", is_empty, ("letters",)),
    ),
    wrongs=(
        Wrong('lab.phone.expunge("A")', "reset", "by_hand"),
        Wrong("lab.reset()\nlab.aya.send()", "empty", "letters"),
    ),
)
