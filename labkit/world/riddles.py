"""Five short stories in which one cell tells by which protocol a device fetches its mail.

Two letters lie in Ken's mailbox when a story begins. Data, and the few lines that let it happen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from labkit.world.day import WAYS
from labkit.world.household import Household


@dataclass(frozen=True, slots=True)
class Riddle:
    """How does ``device`` fetch?

    ``ways`` says how each device fetches, ``steps`` who does what; ``before`` are the devices that
    have fetched when it begins.
    """

    device: str
    ways: Mapping[str, str]
    steps: tuple[tuple[str, ...], ...]
    before: tuple[str, ...] = ()


RIDDLES: Final = (
    Riddle(
        "laptop",
        {"phone": "IMAP", "laptop": "POP3 delete"},
        (("phone", "get"), ("laptop", "get"), ("pc", "send")),
    ),
    Riddle(
        "phone",
        {"phone": "IMAP", "laptop": "IMAP"},
        (("phone", "get"), ("laptop", "expunge", "B"), ("phone", "get")),
        ("laptop",),
    ),
    Riddle(
        "tablet",
        {"tablet": "POP3", "laptop": "IMAP"},
        (("tablet", "get"), ("laptop", "expunge", "B"), ("tablet", "get")),
        ("laptop",),
    ),
    Riddle(
        "phone",
        {"phone": "IMAP", "laptop": "IMAP"},
        (("phone", "get"), ("phone", "open", "A"), ("laptop", "get")),
    ),
    Riddle(
        "tablet",
        {"phone": "IMAP", "tablet": "POP3"},
        (("phone", "get"), ("phone", "open", "B"), ("tablet", "get")),
    ),
)


def run(household: Household, riddle: Riddle) -> None:
    """Let the story of *riddle* happen in a fresh *household*."""
    for name, way in riddle.ways.items():
        protocol, delete = WAYS[way]
        household.devices[name].use(protocol)
        household.devices[name].leave_on_server = not delete
    for _ in range(2):
        household.devices["pc"].send()
    for name in riddle.before:
        household.devices[name].get()
    household.begin()
    for name, action, *letters in riddle.steps:
        getattr(household.devices[name], action)(*letters)
