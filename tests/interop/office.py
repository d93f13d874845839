"""A world whose mailboxes tests can fill and look into without any protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from labkit.mail.mailbox import Mailbox
from labkit.mail.message import Message
from labkit.mail.store import Store
from labkit.world import scene
from labkit.world.world import World

T = TypeVar("T")
KEN = scene.KEN


class Office:
    """The lab's servers, and Ken's mailboxes behind them."""

    def __init__(self) -> None:
        self.world = World("interop")
        address = self.world.network.address
        self.smtp = address(scene.SAKURA.smtp, scene.SUBMISSION)
        self.mx = address(scene.FUJI.mx, scene.RELAY)
        self.pop = address(scene.FUJI.pop, scene.POP3)
        self.imap = address(scene.FUJI.imap, scene.IMAP)

    def close(self) -> None:
        """Stop the servers; none of them may have met a bug of its own."""
        errors = self.world.thread.errors
        self.world.close()
        assert not errors, errors

    def put(
        self, letters: Iterable[bytes], mailbox: str = "INBOX", flags: Iterable[str] = ()
    ) -> None:
        """File *letters*, octet by octet, in a mailbox that is made where it is missing."""
        prepared = [(Message(octets, self.world.now()), tuple(flags)) for octets in letters]

        def file(store: Store) -> None:
            if mailbox not in store.names():
                store.create(mailbox)
            store.get(mailbox).append_all(prepared)

        self._ask(file)

    def mark(self, uids: Iterable[int], *flags: str, mailbox: str = "INBOX") -> None:
        """Add *flags*, as another device would."""

        def add(box: Mailbox) -> None:
            box.change_flags([box.entries[uid] for uid in uids], "add", flags)

        self._ask(lambda store: add(store.get(mailbox)))

    def expunge(self, uids: Iterable[int], mailbox: str = "INBOX") -> None:
        def remove(box: Mailbox) -> None:
            box.expunge([box.entries[uid] for uid in uids])

        self._ask(lambda store: remove(store.get(mailbox)))

    def letters(self, mailbox: str = "INBOX") -> list[bytes]:
        """Return what lies in a mailbox, after everything on the way has arrived."""
        self.world.settle()
        entries = self._ask(lambda store: tuple(store.get(mailbox).entries.values()))
        return [entry.message.octets for entry in entries]

    def flags(self, mailbox: str = "INBOX") -> dict[int, set[str]]:
        """Return the flags of each UID."""
        box = self._ask(lambda store: dict(store.get(mailbox).entries))
        return {uid: set(entry.flags) for uid, entry in box.items()}

    def names(self) -> list[str]:
        return self._ask(lambda store: store.names())

    def subscribed(self) -> list[str]:
        return self._ask(lambda store: store.subscribed())

    def limit(self, letters: int) -> None:
        """Let Ken's mailboxes hold so many *letters* together."""

        def limit(store: Store) -> None:
            store.quota = letters

        self._ask(limit)

    def restore(self) -> None:
        """Bring back Ken's mailboxes from a backup."""
        self._ask(lambda store: store.restored())

    def be_busy(self, host: str) -> None:
        """Let *host* send everybody away."""
        directory = self.world._providers[KEN.domain].directory
        self.world.thread.call(directory.policy.busy.add, host)

    def _ask(self, question: Callable[[Store], T]) -> T:
        account = self.world._providers[KEN.domain].directory.find(KEN.address)
        assert account is not None
        return self.world.thread.call(question, account.store)


def arrived(stored: bytes, sent: bytes) -> bytes:
    """Return the trace fields that stand above *sent*, which must have come through untouched."""
    assert stored.endswith(b"\r\n" + sent)
    return stored[: -len(sent)]
