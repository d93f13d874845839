"""Aya's and Ken's devices in one world, and what they hold after each event.

Whoever keeps a device keeps the household, and so the world, alive; when the last one goes, the
servers stop.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from datetime import datetime

from labkit.agents.device import Device, Doors, Owner
from labkit.agents.imap_device import ImapDevice
from labkit.agents.pop3_device import Pop3Device
from labkit.records import DeviceCard, Notice, Snapshot
from labkit.texts import Language
from labkit.world import scene
from labkit.world.identity import NewLetter
from labkit.world.world import World


class Household:
    """The devices by name: "pc" is Aya's; "phone", "laptop" and "tablet" are Ken's.

    *told* is called after every event, in the thread that acted: views redraw then. It offers
    devices what ``agents.device.Surroundings`` asks for.
    """

    def __init__(self, world: World, language: Language, told: Callable[[], None]) -> None:
        self.world = world
        self.network = world.network
        self.language: Language = language
        self._told = told
        aya, ken = _owner(scene.AYA, scene.KEN), _owner(scene.KEN, scene.AYA)
        sakura, fuji = _doors(scene.SAKURA), _doors(scene.FUJI)
        self.devices: dict[str, ImapDevice | Pop3Device] = {
            "pc": ImapDevice("pc", aya, sakura, self),
            "phone": ImapDevice("phone", ken, fuji, self),
            "laptop": ImapDevice("laptop", ken, fuji, self),
            "tablet": Pop3Device("tablet", ken, fuji, self),
        }
        weakref.finalize(self, world.close)
        self.start()

    def start(self) -> None:
        """Empty every device and begin the history with who holds what: nothing."""
        for device in self.devices.values():
            device.erase()
        self.happened("lab", Notice("event.start"))

    def now(self) -> datetime:
        return self.world.now()

    def new_letter(self, sender: str) -> NewLetter:
        return self.world.new_letter(sender)

    def letter_of(self, message_id: str) -> str:
        return self.world.letter_of(message_id)

    def happened(self, who: str, what: Notice) -> None:
        synced = frozenset(name for name, device in self.devices.items() if device.synced)
        self.world.record(who, what, self._snapshots(), synced & {who})
        self._told()

    def ken(self) -> tuple[Device, ...]:
        """Return Ken's devices, in the order in which pictures show them."""
        return tuple(d for d in self.devices.values() if d.owner.address == scene.KEN.address)

    def cards(self, letter: str) -> tuple[DeviceCard, ...]:
        """Return what each of Ken's devices has of *letter*."""
        return tuple(_card(device, letter) for device in self.ken())

    def _snapshots(self) -> tuple[Snapshot, ...]:
        return tuple(
            Snapshot(0, device.name, device.protocol, device.tiles(), None, device.online)
            for device in self.ken()
        )


def _card(device: Device, letter: str) -> DeviceCard:
    tiles = [tile for tile in device.tiles() if tile.letter == letter]
    if not tiles:
        return DeviceCard(device.name, device.protocol, device.online, "nothing")
    if tiles[0].holding == "copy":
        return DeviceCard(device.name, device.protocol, device.online, "copy")
    holds = "view" if tiles[0].body else "header"
    return DeviceCard(device.name, device.protocol, device.online, holds)


def _owner(person: scene.Person, correspondent: scene.Person) -> Owner:
    return Owner(person.address, person.name, person.password, correspondent.address)


def _doors(domain: scene.Domain) -> Doors:
    return Doors(
        smtp=(domain.smtp, scene.SUBMISSION),
        pop=(domain.pop, scene.POP3),
        imap=(domain.imap, scene.IMAP),
    )
