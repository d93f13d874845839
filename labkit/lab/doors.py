"""Where one can call: the servers of the lab by their names, by protocol, and by what they do."""

from __future__ import annotations

from typing import NamedTuple

from labkit.records import Protocol
from labkit.world import scene


class Door(NamedTuple):
    """A server's name and its role's real port."""

    protocol: Protocol
    host: str
    port: int


# Ken's provider takes in and shows the letters of the course; Aya's takes hers to hand on.
DOORS = (
    Door("SMTP", scene.FUJI.mx, scene.RELAY),
    Door("SMTP", scene.SAKURA.smtp, scene.SUBMISSION),
    Door("POP3", scene.FUJI.pop, scene.POP3),
    Door("IMAP", scene.FUJI.imap, scene.IMAP),
    Door("SMTP", scene.SAKURA.mx, scene.RELAY),
    Door("SMTP", scene.FUJI.smtp, scene.SUBMISSION),
    Door("POP3", scene.SAKURA.pop, scene.POP3),
    Door("IMAP", scene.SAKURA.imap, scene.IMAP),
)
_MX, _SUBMISSION, _POP3, _IMAP = DOORS[:4]
# At the mail exchanger five words are enough: it asks nobody for a login.
_NAMES = {
    "smtp": _MX,
    "mx": _MX,
    "relay": _MX,
    "submission": _SUBMISSION,
    "pop": _POP3,
    "pop3": _POP3,
    "imap": _IMAP,
}


def door_of(name: object) -> Door | None:
    """Return where *name* leads: "smtp", "submission", "mx.fuji.example"; None for nowhere."""
    wanted = str(name).strip().lower()
    by_host = next((door for door in DOORS if door.host == wanted), None)
    return by_host or _NAMES.get(wanted)
