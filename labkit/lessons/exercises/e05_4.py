"""05.4 A copy that nobody can take away.

Belief: M08, "IMAP keeps a copy, so it is a backup".
Checked: everything on the phone was deleted, then the phone was lost; every letter that lay in
Ken's mailbox can still be read where no sync reaches it: in a file that was exported and is the
same letter, or as a device's own copy; neither on the lost phone.
Not checked: whether the server or a view has the letters too, and which device made the backup.
"""

from __future__ import annotations

from email import message_from_bytes

from labkit.lessons.evidence import Evidence
from labkit.lessons.exercise import Claim, Exercise, Question, Sight, Wrong, sight
from labkit.lessons.naming import holder, listed


def wanted(seen: Evidence) -> dict[str, str]:
    """Return the letters that have lain in Ken's mailbox since the start, by Message-ID."""
    shots = (shot for shot in seen.snapshots if shot.holder == "server")
    return {tile.message_id: tile.letter for shot in shots for tile in shot.tiles}


def safe(seen: Evidence) -> set[str]:
    """Return the Message-IDs of what can be read where no sync reaches it."""
    found = set()
    for device in seen.devices.values():
        if device.lost or device.name == "pc":
            continue
        files = (octets for octets in (device.files or {}).values() if octets is not None)
        found |= {str(message_from_bytes(octets)["Message-ID"]) for octets in files}
        found |= {k.message.message_id for k in device.kept if k.tile.holding == "copy"}
    return found


def viewed(seen: Evidence, message_id: str) -> list[str]:
    """Return the devices that show a letter as a view, with its text."""
    return [
        device.name
        for device in seen.devices.values()
        if any(
            kept.message.message_id == message_id and kept.tile.holding == "view" and kept.tile.body
            for kept in device.kept
        )
    ]


def child(seen: Evidence) -> Sight | None:
    times = [e for e in seen.events if (e.who, e.what.key) == ("phone", "event.delete_all")]
    return None if times else sight("no_child")


def river(seen: Evidence) -> Sight | None:
    return None if seen.devices["phone"].lost else sight("not_lost")


def readable(seen: Evidence) -> Sight | None:
    kept = safe(seen)
    missing = {id: letter for id, letter in wanted(seen).items() if id not in kept}
    if not missing:
        return None
    id, letter = next(iter(missing.items()))
    shown = viewed(seen, id)
    if shown:
        return sight("view", letter=letter, holder=holder(shown[0]))
    if id in [stored.message.message_id for stored in seen.boxes["ken"].letters]:
        return sight("server", letter=letter)
    return sight("nowhere", letters=listed(list(missing.values())))


def saw(seen: Evidence) -> Sight | None:
    id = next((id for id, letter in wanted(seen).items() if letter == "B"), "")
    if not id or id in [stored.message.message_id for stored in seen.boxes["ken"].letters]:
        return None
    if id in safe(seen):
        return sight("safe")
    shown = viewed(seen, id)
    return sight("view", holder=holder(shown[0])) if shown else sight("nowhere")


_ACCIDENTS = 'lab.faults.child("phone")\nlab.faults.lose("phone")'

EXERCISE = Exercise(
    id="05.4",
    kind="break",
    beliefs=("M08",),
    sources=("RFC 9051 section 6.4.3", "RFC 1939 section 8"),
    stage=(
        "lab.aya.send()\nlab.aya.send()\nlab.laptop.sync()\nlab.phone.sync()\n"
        "lab.laptop.go_offline()"
    ),
    run='lab.phone.expunge("B")\nlab.laptop.go_online()\nlab.laptop.sync()',
    solution=(
        f'lab.laptop.export("A")\nlab.laptop.export("B")\n{_ACCIDENTS}\n'
        "lab.laptop.go_online()\nlab.laptop.sync()"
    ),
    question=Question("nowhere", ("laptop", "provider", "trash"), saw, also=("view", "safe")),
    claims=(
        Claim("child", child, ("no_child",)),
        Claim("river", river, ("not_lost",)),
        Claim("safe", readable, ("view", "server", "nowhere")),
    ),
    wrongs=(
        Wrong('lab.faults.lose("phone")', "child", "no_child"),
        Wrong('lab.laptop.export("B")\nlab.faults.child("phone")', "river", "not_lost"),
        Wrong(_ACCIDENTS, "safe", "view"),
        Wrong(f"{_ACCIDENTS}\nlab.laptop.go_online()\nlab.laptop.sync()", "safe", "nowhere"),
        Wrong(
            f'lab.laptop.export("A")\n{_ACCIDENTS}\nlab.laptop.go_online()\nlab.laptop.sync()',
            "safe",
            "nowhere",
        ),
        Wrong(
            f'lab.phone.export("A")\nlab.phone.export("B")\n{_ACCIDENTS}\n'
            "lab.laptop.go_online()\nlab.laptop.sync()",
            "safe",
            "nowhere",
        ),
        Wrong(f'lab.phone.use("POP3")\nlab.laptop.forget()\n{_ACCIDENTS}', "safe", "server"),
    ),
)
