"""Who else speaks to the servers: a program with Ken's password, and the crow with its own host.

Both use the protocols as anybody may; neither has a screen.
"""

from __future__ import annotations

from labkit.agents.actor import Actor
from labkit.agents.outcome import Outcome
from labkit.agents.surroundings import Doors, Owner, Surroundings
from labkit.agents.trouble import reply_text
from labkit.agents.writing import Address, addresses, draft_of, handed_in, recipients
from labkit.records import Notice

BORROWED = "prime-minister@kantei.example"  # a name that anybody can write on a letter


class Program:
    """A program that logs in as *owner* and fetches letters by IMAP."""

    def __init__(self, owner: Owner, doors: Doors, surroundings: Surroundings) -> None:
        self._actor = Actor("program", owner, doors, surroundings)

    def __repr__(self) -> str:
        return f"<program: {self._actor.owner.address}, IMAP>"

    def fetch(self, letter: str, peek: bool = False) -> Outcome:
        """Fetch the whole of *letter*: with BODY[], or with BODY.PEEK[] if it shall only *peek*."""
        name = str(letter).strip().upper()
        item = "BODY.PEEK[]" if peek else "BODY[]"

        def work() -> Notice:
            from labkit.agents.clients import imap

            with (
                self._actor.explained(self._actor.doors.imap),
                imap(self._actor.line(self._actor.doors.imap)) as client,
            ):
                client.login(self._actor.owner.address, self._actor.owner.password)
                client.select_folder("INBOX")
                uid = self._uid_of(client.message_ids(), name)
                if uid is not None:
                    client.fetch([uid], [item])
            key = "device.not_there" if uid is None else "device.fetched"
            return self._actor.notice(key, letter=name[:20], item=item)

        event = self._actor.notice("event.program", letter=name[:20], item=item)
        return self._actor.act(event, work, (name,))

    def _uid_of(self, headers: dict[int, bytes], name: str) -> int | None:
        named = (uid for uid, octets in headers.items() if self._actor.named(octets)[0] == name)
        return next(named, None)


class Crow:
    """Sends from *host* as any server may: straight to the mail exchanger at *door*, no login."""

    def __init__(
        self, host: str, address: str, door: tuple[str, int], surroundings: Surroundings
    ) -> None:
        self._host = host
        self._address = address
        self._door = door
        owner = Owner(address, "Prime Minister", "", "ken@fuji.example")
        doors = Doors(smtp=door, pop=door, imap=door)
        self._actor = Actor("crow", owner, doors, surroundings)

    def __repr__(self) -> str:
        return f"<crow: {self._host}>"

    def send(
        self,
        to: Address | None = None,
        header_from: str = BORROWED,
        subject: str | None = None,
        body: str | None = None,
        mail_from: str | None = None,
    ) -> Outcome:
        """Hand a letter to the mail exchanger with *header_from* written on it.

        *mail_from* is on the envelope: the crow's own address if none is given.
        """
        from labkit.agents.submitting import submit
        from labkit.mail.compose import compose

        actor = self._actor
        to = actor.owner.writes_to if to is None else to
        draft = draft_of(to, subject, body, (), (), actor.language)
        [shown] = addresses([header_from], actor.language)
        new = actor.surroundings.new_letter(self._address)
        draft = handed_in(draft, new.letter, new.topic, actor.owner.name)
        now = actor.surroundings.now()
        octets = compose(draft, shown, actor.owner.name, now, new.message_id)
        sender = self._address if mail_from is None else reply_text(mail_from)

        def work() -> Notice:
            with actor.explained(self._door):
                line, tos = actor.line(self._door), recipients(draft)
                taken, refused = submit(line, self._host, None, sender, tos, octets)
            key = "device.sent_in_part" if refused else "device.sent"
            told = {"host": self._door[0], "recipients": ", ".join(taken), "reply": refused}
            return actor.notice(key, letter=new.letter, **told)

        event = actor.notice("event.crow", letter=new.letter)
        return actor.act(event, work, (new.letter,))
