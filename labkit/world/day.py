"""The same day of events for any set of devices: what differs in the end, the settings made.

Two letters lie in Ken's mailbox; the phone gets mail, the laptop does, a third letter arrives, the
tablet gets mail, and the phone again. Data, and the few lines that let it happen.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from labkit.world.household import Household

# How a device fetches its mail: the protocol, and whether it asks the server to delete.
WAYS: Final = MappingProxyType(
    {"IMAP": ("IMAP", False), "POP3": ("POP3", False), "POP3 delete": ("POP3", True)}
)
DEVICES: Final = ("phone", "laptop", "tablet")
# The three days that a lesson compares, by what they are called in the texts.
USUAL: Final = MappingProxyType(
    {
        "all_pop3": ("POP3", "POP3", "POP3"),
        "all_imap": ("IMAP", "IMAP", "IMAP"),
        "mixed": ("IMAP", "POP3 delete", "IMAP"),
    }
)


def run(household: Household, ways: Mapping[str, str]) -> None:
    """Let the day happen in a fresh *household*; *ways* says by device how it fetches mail."""
    for name, way in ways.items():
        protocol, delete = WAYS[way]
        household.devices[name].use(protocol)
        household.devices[name].leave_on_server = not delete
    aya, phone, laptop, tablet = (household.devices[name] for name in ("pc", *DEVICES))
    aya.send()
    aya.send()
    household.begin()
    phone.get()
    laptop.get()
    aya.send()
    tablet.get()
    phone.get()
