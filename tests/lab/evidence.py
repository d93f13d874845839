"""What a check may look at: mailboxes, devices, queues and the wire; never what was printed."""

from __future__ import annotations

import re

from labkit import Lab
from labkit.agents.device import Device
from labkit.lab.wire import ladder_of
from labkit.mail.flags import SEEN
from labkit.mail.mailbox import Entry
from labkit.mail.message import Message
from labkit.records import QueueRow, SessionRecord
from labkit.world import scene


class Evidence:
    """Looks at *lab* from outside."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.world = lab._household.world

    # --- on the server -----------------------------------------------------------------------

    def entries(self, person: str = "ken", shelf: str = "INBOX") -> list[Entry]:
        found = scene.person(person)
        assert found is not None
        store = self.world.account(found).store
        return self.world.change(lambda: list(store.get(shelf).entries.values()))

    def box(self, person: str = "ken", shelf: str = "INBOX") -> list[str]:
        """Return the names of the letters in a mailbox."""
        return [self.name(entry.message) for entry in self.entries(person, shelf)]

    def flags(self, letter: str, person: str = "ken", shelf: str = "INBOX") -> frozenset[str]:
        [entry] = [e for e in self.entries(person, shelf) if self.name(e.message) == letter]
        return entry.flags

    def is_read(self, letter: str) -> bool:
        return SEEN in self.flags(letter)

    def message(self, letter: str, person: str = "ken", shelf: str = "INBOX") -> Message:
        [entry] = [e for e in self.entries(person, shelf) if self.name(e.message) == letter]
        return entry.message

    def queue(self) -> tuple[QueueRow, ...]:
        return self.world.queue()

    def name(self, message: Message) -> str:
        return self.world.letter_of(message.message_id)

    # --- on devices --------------------------------------------------------------------------

    def names(self, device: Device, shelf: str = "INBOX") -> list[str]:
        return [tile.letter for tile in device.tiles() if tile.shelf == shelf]

    def holdings(self, device: Device) -> dict[str, str]:
        return {tile.letter: tile.holding for tile in device.tiles()}

    # --- on the wire -------------------------------------------------------------------------

    def sessions(self, who: str) -> list[SessionRecord]:
        """Return the sessions of *who*, oldest first, each with how it really ended."""
        known = [session for session in self.world.sessions() if session.who == who]
        return [ladder_of(self.world, session).session for session in known]

    def lines(self, session: SessionRecord) -> list[str]:
        """Return a session as "C: QUIT"; what was lost on the way isn't there."""
        return [
            f"{line.direction}: {line.octets.decode('utf-8', 'replace').rstrip()}"
            for line in self.world.lines(session.id)
            if not line.lost
        ]

    def verbs(self, session: SessionRecord) -> list[str]:
        """Return the words that the client said, an IMAP tag and UID left out."""
        said = [line[3:] for line in self.lines(session) if line.startswith("C: ")]
        words = [re.sub(r"^a\d+ (UID )?", "", line).split(" ")[0] for line in said]
        return [word.upper() for word in words]

    def ever_said(self, verb: str, *who: str) -> bool:
        """Whether a client (one of *who*, else any) has said *verb* in any session."""
        return any(
            verb in self.verbs(session)
            for session in self.world.sessions()
            if not who or session.who in who
        )

    def said_by_servers(self, text: str) -> list[SessionRecord]:
        """Return the sessions in which a server said *text*."""
        return [
            session
            for session in self.world.sessions()
            if any(line.startswith("S: ") and text in line for line in self.lines(session))
        ]
