"""Aya's and Ken's devices in one world, and what they hold after each event.

Whoever keeps a device keeps the household, and so the world, alive; when the last one goes, the
servers stop.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from labkit.agents.device import Device
from labkit.agents.outsiders import Crow, Program
from labkit.agents.surroundings import Doors, Owner
from labkit.agents.talk import Conversation
from labkit.mail.message import Message
from labkit.mail.names import INBOX
from labkit.records import DeviceCard, Notice, Numbers, Protocol, Snapshot, Tile
from labkit.texts import Language
from labkit.wire.network import Network
from labkit.world import scene
from labkit.world.identity import NewLetter
from labkit.world.world import World

MAX_WAIT = timedelta(days=3660)  # a slip of the keyboard mustn't use up the calendar


class Household:
    """The devices by name: "pc" is Aya's; "phone", "laptop" and "tablet" are Ken's.

    *told* is called after every event, in the thread that acted: views redraw then. It offers
    devices what ``agents.device.Surroundings`` asks for.
    """

    def __init__(self, world: World, told: Callable[[], None]) -> None:
        self.world = world
        self._told = told
        self._hearing = False
        aya, ken = _owner(scene.AYA, scene.KEN), _owner(scene.KEN, scene.AYA)
        sakura, fuji = _doors(scene.SAKURA), _doors(scene.FUJI)
        self.devices = {
            "pc": Device("pc", aya, sakura, self),
            "phone": Device("phone", ken, fuji, self),
            "laptop": Device("laptop", ken, fuji, self),
            "tablet": Device("tablet", ken, fuji, self, "POP3"),
        }
        self.program = Program(ken, fuji, self)
        self.crow = Crow(scene.CROW, scene.CROW_ADDRESS, (scene.FUJI.mx, scene.RELAY), self)
        self.talks: weakref.WeakSet[Conversation] = weakref.WeakSet()  # typed by hand, open ones
        weakref.finalize(self, world.close)
        self.start()

    def start(self) -> None:
        """Empty every device and begin the history with who holds what: nothing."""
        for device in self.devices.values():
            device.erase()
        self.begin()

    def reset(self) -> None:
        """Go back to the start: no letters anywhere, no history, nine o'clock."""
        for device in self.devices.values():
            device.hang_up()  # a line that is still open would keep its number
        self._drop_talks()
        self.world.reset()
        self.start()

    def begin(self) -> None:
        """Begin the history anew with who holds what now."""
        self.world.forget_events()
        self.happened("lab", Notice("event.start"))

    @property
    def network(self) -> Network:
        """The way to the servers; raise Trouble when they were stopped for good."""
        if self.world.closed:
            raise self.world.closed_trouble()
        return self.world.network

    @property
    def language(self) -> Language:
        return self.world.language

    def now(self) -> datetime:
        return self.world.now()

    def new_letter(self, sender: str) -> NewLetter:
        return self.world.new_letter(sender)

    def letter_of(self, message_id: str) -> str:
        return self.world.letter_of(message_id)

    def settle(self) -> None:
        self.world.settle()

    def happened(self, who: str, what: Notice) -> None:
        synced = frozenset(name for name, device in self.devices.items() if device.synced)
        self.world.record(who, what, self._snapshots(), synced & {who})
        self._told()
        self._let_hear()

    def wait(self, duration: timedelta) -> None:
        """Let the lab's time pass, and everything happen that falls due in it, polls too.

        Raise ValueError for a negative *duration*, or one of more than ten years.
        """
        if not timedelta(0) <= duration <= MAX_WAIT:
            raise ValueError(f"time moves forward, by at most {MAX_WAIT}")
        until = self.now() + duration
        while (poll := self._next_poll(until)) is not None:
            time, device = poll
            self._wait_until(time)
            device.look_for_mail()
        self._wait_until(until)

    def close(self) -> None:
        """Hang up every line that is open, and stop the servers."""
        for device in self.devices.values():
            device.hang_up()
        self._drop_talks()
        self.world.close()

    def talk(self, protocol: Protocol, host: str, port: int) -> Conversation:
        """Call *host* by hand; only passwords of this lab may be typed there."""
        known = [person.password for domain in scene.DOMAINS for person in domain.people]
        talk = Conversation(protocol, host, port, self, known, self._held)
        self.talks.add(talk)
        return talk

    def ken(self) -> tuple[Device, ...]:
        """Return the three devices that the film strip and the desk show."""
        return self.of(scene.KEN)

    def of(self, person: scene.Person) -> tuple[Device, ...]:
        """Return the devices of *person*, in the order in which pictures show them."""
        return tuple(d for d in self.devices.values() if d.owner.address == person.address)

    def cards(self, letter: str, person: scene.Person) -> tuple[DeviceCard, ...]:
        """Return what each of *person*'s devices has of *letter*."""
        return tuple(_card(device, letter) for device in self.of(person))

    def copy(self, letter: str) -> Message | None:
        """Return *letter* as a device holds it, None if none does."""
        devices = self.devices.values()
        held = (held for device in devices for held in device.held() if held.letter == letter)
        return next((each.message for each in held), None)

    def _drop_talks(self) -> None:
        for talk in tuple(self.talks):
            talk.drop()
        self.talks.clear()

    def _held(self) -> object:
        """Return what lies on the servers, to see whether a typed line changed it."""
        people = (person for domain in scene.DOMAINS for person in domain.people)
        return tuple(map(self.world.mailbox, people)), self.world.queue()

    def _wait_until(self, moment: datetime) -> None:
        while self.world.pass_time(moment):
            self._let_hear()

    def _next_poll(self, until: datetime) -> tuple[datetime, Device] | None:
        polls = [(d.next_poll, d) for d in self.devices.values() if d.next_poll is not None]
        due = [(time, device) for time, device in polls if time <= until]
        return min(due, key=lambda poll: poll[0], default=None)

    def _let_hear(self) -> None:
        """Let devices that wait in IDLE hear what the server has told them; each is an event."""
        if self._hearing:  # what one hears makes no other wait longer: the loop comes round again
            return
        self._hearing = True
        try:
            while any(device.hear() for device in self.devices.values()):
                pass
        finally:
            self._hearing = False

    def _snapshots(self) -> tuple[Snapshot, ...]:
        return tuple(
            Snapshot(
                0,
                device.name,
                device.protocol,
                device.tiles(),
                None,
                device.online,
                device.lost,
                files=tuple(device.files),
                numbers=_numbers(device),
            )
            for device in self.ken()
        )


def _numbers(device: Device) -> Numbers:
    """Return by which numbers *device* knows the letters of the inbox, from its own store."""
    if device.protocol == "POP3":
        return Numbers(tuple((letter, uidl) for uidl, letter in device.known_uidls.items()))
    inbox = device.shelves[INBOX]
    uids = ((held.letter, str(uid)) for uid, held in inbox.letters.items())
    return Numbers(tuple(uids), inbox.uid_validity)


def _card(device: Device, letter: str) -> DeviceCard:
    tile = next((tile for tile in device.tiles() if tile.letter == letter), None)
    return DeviceCard(device.name, device.protocol, device.online, _holds(tile), device.lost)


def _holds(tile: Tile | None) -> Literal["nothing", "view", "header", "copy"]:
    if tile is None:
        return "nothing"
    if tile.holding == "copy":
        return "copy"
    return "view" if tile.body else "header"


def _owner(person: scene.Person, correspondent: scene.Person) -> Owner:
    return Owner(person.address, person.name, person.password, correspondent.address)


def _doors(domain: scene.Domain) -> Doors:
    return Doors(
        smtp=(domain.smtp, scene.SUBMISSION),
        pop=(domain.pop, scene.POP3),
        imap=(domain.imap, scene.IMAP),
    )
