"""What must hold of devices after each step: the rows of the film, copies, views, open lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from labkit.agents.device import Device
from labkit.agents.held import Held
from labkit.agents.outcome import Outcome
from labkit.mail.flags import DELETED, SEEN
from labkit.mail.names import INBOX
from labkit.records import Event, Snapshot, Tile
from labkit.world import scene
from labkit.world.household import Household
from tests.world.mailbox_model import MailboxModel, Shelf
from tests.world.wire_reading import message_id
from tests.world.wishes_model import Step, WishesModel

# By what a device's own copies may vanish, and which of them: (which letter alone, which shelf).
THROWN_AWAY = {"delete_all", "child", "lose", "replace"}


@dataclass(slots=True)
class Known:
    """A device as the last step left it."""

    tiles: tuple[Tile, ...] = ()
    copies: list[tuple[Held, bytes]] = field(default_factory=list)
    old_numbers: bool = False  # it has shown a mailbox that was restored since
    mislabelled: bool = False  # and gone on with the old numbers: careless
    forgot: bool = False  # it has dropped its view, and not looked since


class DevicesModel:
    """The devices of *household*, whose servers hold what *mailboxes* says."""

    def __init__(self, household: Household, mailboxes: MailboxModel) -> None:
        self._household = household
        self._mailboxes = mailboxes
        self._known = {name: Known() for name in household.devices}
        self._events = 0
        self.wishes = WishesModel(household, mailboxes)
        self.begin()

    def begin(self) -> None:
        """Begin with what is there: a new lab, or one that was reset."""
        events, _ = self._household.world.events()
        self._events = len(events)
        self.wishes.begin()
        for name, device in self._household.devices.items():
            assert device.held() == (), f"{name} isn't empty"
            self._known[name] = Known()

    def check(self, step: Step) -> None:
        """Look at every device after *step*."""
        events, snapshots = self._household.world.events()
        new, self._events = events[self._events :], len(events)
        self.wishes.check(step, {event.who for event in new})
        self._check_rows(step, new, snapshots)
        self._check_film(new, snapshots)
        for name, device in self._household.devices.items():
            self._check_copies(step, name, device)
            self._note_numbers(step, name, device, new)
        self._check_views(step, {event.who for event in new})
        self._check_fetched(step)
        self._check_lines()
        for name, device in self._household.devices.items():
            known = self._known[name]
            known.tiles = device.tiles()
            known.copies = [(held, held.message.octets) for held in _copies(device)]
        self.wishes.look()

    # --- rows ------------------------------------------------------------------------------------

    def _check_rows(
        self, step: Step, events: Iterable[Event], snapshots: tuple[Snapshot, ...]
    ) -> None:
        """A device's row changes by its own actions alone."""
        acted = {event.who for event in events}
        for name, device in self._household.devices.items():
            if name not in acted:
                assert device.tiles() == self._known[name].tiles, f"{name}: no event"
        rows = {name: known.tiles for name, known in self._known.items()}
        for event in events:
            for snapshot in (s for s in snapshots if s.event == event.number):
                if snapshot.holder not in (event.who, "server"):
                    same = snapshot.tiles == rows[snapshot.holder]
                    assert same, f"{snapshot.holder} changed by {event}"
                rows[snapshot.holder] = snapshot.tiles

    def _check_film(self, events: tuple[Event, ...], snapshots: tuple[Snapshot, ...]) -> None:
        """The last picture shows what everybody has."""
        last = {snapshot.holder: snapshot for snapshot in snapshots}
        for name, device in self._household.devices.items():
            if name in last:
                assert last[name].tiles == device.tiles(), f"{name} changed without an event"
        rows = {
            (tile.shelf, tile.message_id, tile.seen, tile.marked) for tile in last["server"].tiles
        }
        really = {
            (name, row[0], SEEN in row[1], DELETED in row[1])
            for (person, name), shelf in self._mailboxes.boxes.items()
            if person == "ken@fuji.example"
            for row in _rows(shelf).values()
        }
        assert rows == really, "the server's row isn't what it holds"

    # --- copies ----------------------------------------------------------------------------------

    def _check_copies(self, step: Step, name: str, device: Device) -> None:
        """Own copies never change, and vanish only where somebody threw them away."""
        now = {id(held) for held in _copies(device)}
        for held, octets in self._known[name].copies:
            assert held.message.octets == octets, f"{held.letter} on {name} has changed"
        gone = [held for held, _ in self._known[name].copies if id(held) not in now]
        if gone:
            thrown_away = step.who == name and _may_vanish(step, gone, device)
            assert thrown_away, f"{gone} of {name}"

    def _check_fetched(self, step: Step) -> None:
        """By POP3: what lies on the server was fetched; or, asked to delete, it lies there no more.

        On a line that stays open the maildrop is as it was when that began.
        """
        device = self._household.devices.get(step.who)
        fetches = step.what in ("get", "sync") and isinstance(step.outcome, Outcome)
        if device is None or device.protocol == "IMAP" or not fetches:
            return
        fetched = len(device.held()) - len(self._known[step.who].copies)
        assert fetched == len(step.outcome.letters), f"{fetched} came to {step.who}"
        if device.synced and not device._pop3.is_open:
            inbox = self._mailboxes.boxes[device.owner.address, INBOX]
            left = {f"{inbox.validity}-{uid}" for uid in inbox.letters} - self._mailboxes.came
            assert left <= set(device.known_uidls), f"{step.who} has missed a letter"
            assert not (left and step.named.get("delete")), f"{step.who} has left {left}"

    # --- views -----------------------------------------------------------------------------------

    def _note_numbers(
        self, step: Step, name: str, device: Device, events: tuple[Event, ...]
    ) -> None:
        known = self._known[name]
        if step.what == "restore" and step.letter == device.owner.address.partition("@")[0]:
            known.old_numbers = True
        if step.who == name and self.wishes.drops_view(step):
            known.old_numbers = known.mislabelled = False
        if step.who == name and step.what == "forget":
            known.forgot = True
        elif device.synced:
            known.forgot = False
        spoke = step.who == name or any(event.who == name for event in events)
        if spoke and known.old_numbers and device.protocol == "IMAP":
            if not device.careful:
                known.mislabelled = True
            elif device.synced:
                known.old_numbers = False
        self.wishes.old_numbers[name] = known.old_numbers
        self.wishes.mislabelled[name] = known.mislabelled

    def _check_views(self, step: Step, acted: set[str]) -> None:
        """A device in step shows exactly what the server has, letter by letter and flag by flag."""
        for name, device in self._household.devices.items():
            known = self._known[name]
            if device.protocol == "POP3" or known.mislabelled:
                continue
            done = name == step.who and name in acted and isinstance(step.outcome, Outcome)
            if done and device.synced:
                if device.all_folders:
                    names = {
                        box
                        for person, box in self._mailboxes.boxes
                        if person == device.owner.address
                    }
                    assert set(device.shelves) == names, f"{name} shows other mailboxes"
                for shelf in device.shelves:
                    self._check_view(device, shelf)
            elif device._imap.idles and not (known.old_numbers or known.forgot):
                self._check_view(device, INBOX)

    def _check_view(self, device: Device, name: str) -> None:
        shelf = self._mailboxes.boxes[device.owner.address, name]
        shown = {
            held.key: (held.message.message_id, held.seen, held.marked)
            for held in device.shelves[name].held()
        }
        there = {
            uid: (mid, SEEN in flags, DELETED in flags)
            for uid, (mid, flags) in _rows(shelf).items()
        }
        assert shown == there, f"{device.name} shows in {name} what isn't there"
        for held in device.shelves[name].held():
            octets = shelf.letters[int(held.key)].octets
            assert (
                octets == held.message.octets
                if held.body
                else octets.startswith(held.message.octets.rstrip())
            ), f"{device.name} has other octets"

    # --- lines -----------------------------------------------------------------------------------

    def _check_lines(self) -> None:
        """Nobody is connected but who stays so, and nobody else locks a maildrop."""
        sessions = self._household.world.sessions()
        connected = sorted((s.who, s.protocol) for s in sessions if s.ended is None)
        stays = [
            (name, protocol)
            for name, device in self._household.devices.items()
            for protocol, side in (("IMAP", device._imap), ("POP3", device._pop3))
            if side.is_open
        ]
        assert set(connected) <= set(stays), f"{connected} are connected, {stays} say so"
        assert len(set(connected)) == len(connected)
        if all(protocol != "POP3" for _, protocol in connected):
            assert self._household.world.change(self._can_be_locked), "a maildrop is locked"

    def _can_be_locked(self) -> bool:
        """Whether everybody's maildrop could be locked. In the servers' thread."""
        world, someone = self._household.world, object()
        stores = [s for d in scene.DOMAINS for s in world.provider(d.name).directory.stores()]
        locked = [store.lock_maildrop(someone) for store in stores]
        for store in stores:
            store.unlock_maildrop(someone)
        return all(locked)


def _rows(shelf: Shelf) -> dict[int, tuple[str, frozenset[str]]]:
    return {uid: (message_id(each.octets), each.flags) for uid, each in shelf.letters.items()}


def _copies(device: Device) -> list[Held]:
    return [held for held in device.held() if held.holding == "copy"]


def _may_vanish(step: Step, gone: list[Held], device: Device) -> bool:
    if step.what in THROWN_AWAY:
        return True
    if step.what == "remove_doubles":
        left = {(held.letter, held.shelf) for held in _copies(device)}
        return all((held.letter, held.shelf) in left for held in gone)
    if step.what in ("delete", "edit_draft", "send_draft"):
        [one] = gone
        return one.letter == step.letter and (step.what == "delete" or one.shelf == "Drafts")
    return False
