"""What a device writes: letters, answers, drafts. To hand in is one errand, to file is another.

SMTP takes a letter away and leaves nothing behind. A copy in Sent is put there by the app itself,
here on the device or by an upload (IMAP APPEND), and some apps do neither.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from labkit.agents.actor import Actor
from labkit.agents.held import Held
from labkit.agents.imap_side import ImapSide
from labkit.agents.outcome import Outcome
from labkit.agents.settings import Settings
from labkit.agents.shelf import Change, Deed
from labkit.agents.trouble import Trouble
from labkit.agents.writing import Written, draft_again, handed_in, recipients
from labkit.records import Draft, Notice

if TYPE_CHECKING:
    from labkit.agents.clients import ImapClient

SENT, DRAFTS = "Sent", "Drafts"


class Outbox:
    """Writes for *actor*; local copies go into *copies*, uploads through the IMAP side."""

    def __init__(
        self, actor: Actor, settings: Settings, copies: list[Held], imap: ImapSide
    ) -> None:
        self._actor = actor
        self._settings = settings
        self._copies = copies
        self._imap = imap

    def send(self, written: Written, answers: Held | None = None) -> Outcome:
        """Hand a new letter in; *answers* is the one that it answers or forwards."""
        self._actor.need_network()
        new = self._actor.surroundings.new_letter(self._actor.owner.address)
        draft = handed_in(written.draft, new.letter, new.topic, self._actor.owner.name)
        octets = self._octets(draft, new.message_id, written.bcc_in_letter)

        def work() -> Notice:
            told = self._submit(written, draft, new.letter, octets)
            return self._told_with_errands(told, new.letter, octets, written.deed, answers)

        letters = (new.letter, answers.letter) if answers else (new.letter,)
        event = self._actor.notice(
            f"event.{written.deed or 'send'}",
            letter=new.letter,
            other=answers.letter if answers else "",
        )
        return self._actor.act(event, work, letters)

    def send_raw(
        self, octets: bytes, recipients: tuple[str, ...], mail_from: str | None
    ) -> Outcome:
        """Hand *octets* in as they are; a letter without a Message-ID gets one, to be known by."""
        self._actor.need_network()
        letter, message = self._actor.named(octets)
        if not message.message_id:
            new = self._actor.surroundings.new_letter(self._actor.owner.address)
            letter, octets = new.letter, f"Message-ID: {new.message_id}\r\n".encode() + octets
        draft = Draft(recipients, "", "")

        def work() -> Notice:
            told = self._submit(Written(draft, recipients, mail_from), draft, letter, octets)
            return self._told_with_errands(told, letter, octets, "", None)

        return self._actor.act(self._actor.notice("event.send", letter=letter), work, (letter,))

    def save(self, draft: Draft) -> Outcome:
        """File a new draft: by IMAP on the server, on a POP3 device here."""
        if self._settings.protocol == "IMAP":
            self._actor.need_network()
        new = self._actor.surroundings.new_letter(self._actor.owner.address)
        draft = handed_in(draft, new.letter, new.topic, self._actor.owner.name)
        octets = self._octets(draft, new.message_id)
        event = self._actor.notice("event.draft", letter=new.letter)
        return self._actor.act(event, lambda: self._save(new.letter, octets, None), (new.letter,))

    def edit(self, held: Held, subject: str | None, body: str | None) -> Outcome:
        """Save a draft again: a new letter takes the old one's place, for none is ever changed."""
        draft = self._draft_of(held, subject, body)
        octets = self._octets(draft, held.message.message_id)
        event = self._actor.notice("event.edit_draft", letter=held.letter)
        return self._actor.act(event, lambda: self._save(held.letter, octets, held), (held.letter,))

    def send_draft(self, held: Held) -> Outcome:
        """Hand a draft in as it is, and take it out of Drafts."""
        self._actor.need_network()
        draft = self._draft_of(held, None, None)
        written = Written(draft)

        def work() -> Notice:
            told = self._submit(written, draft, held.letter, held.message.octets)
            told = _after(told, "device.sent_not_removed", lambda: self._remove(held))
            return self._told_with_errands(told, held.letter, held.message.octets, "", None)

        event = self._actor.notice("event.send", letter=held.letter)
        return self._actor.act(event, work, (held.letter,))

    # --- handing in -----------------------------------------------------------------------------

    def _submit(self, written: Written, draft: Draft, letter: str, octets: bytes) -> Notice:
        from labkit.agents.submitting import submit

        actor = self._actor
        door = (actor.doors.smtp[0], written.port or actor.doors.smtp[1])
        login = (actor.owner.address, actor.owner.password) if written.login else None
        tos = written.envelope_to or recipients(draft)
        with actor.explained(door):
            sender = actor.owner.address if written.mail_from is None else written.mail_from
            taken, refused = submit(actor.line(door), actor.host_name, login, sender, tos, octets)
        # The relay goes on first: whatever else is to be said, two sessions never talk at once.
        actor.surroundings.settle()
        key = "device.sent_in_part" if refused else "device.sent"
        return actor.notice(
            key, host=door[0], letter=letter, reply=refused, recipients=", ".join(taken)
        )

    def _octets(self, draft: Draft, message_id: str, with_bcc: bool = False) -> bytes:
        from labkit.mail.compose import compose

        owner, now = self._actor.owner, self._actor.surroundings.now()
        return compose(draft, owner.address, owner.name, now, message_id, with_bcc)

    # --- the other errands ----------------------------------------------------------------------

    def _told_with_errands(
        self, told: Notice, letter: str, octets: bytes, deed: str, answers: Held | None
    ) -> Notice:
        """File a copy of what was sent, note on the other letter that it was answered."""
        uploads = self._settings.sent == "upload" and self._settings.protocol == "IMAP"
        if self._settings.sent != "none" and not uploads:
            self._keep(letter, octets, SENT)
        if uploads:
            told = _after(told, "device.sent_not_filed", lambda: self._upload(octets))
        if answers is not None and answers.holding == "view":
            told = _after(told, "device.sent_not_marked", lambda: self._mark(answers, deed))
        return self._imap.with_conflicts(told)

    def _upload(self, octets: bytes) -> None:
        self._imap.show(SENT)
        with self._imap.visit() as client:
            self._append(client, SENT, octets, [b"\\Seen"])

    def _mark(self, answers: Held, deed: str) -> None:
        with self._imap.visit(answers.shelf) as client:
            if self._imap.is_here(answers):
                done: Deed = "answered" if deed == "answer" else "forwarded"
                self._imap.shelves[answers.shelf].carry_out(client, Change(done, answers))

    def _save(self, letter: str, octets: bytes, old: Held | None) -> Notice:
        told = self._actor.notice("device.draft_saved", letter=letter)
        if self._settings.protocol == "POP3":
            self._keep(letter, octets, DRAFTS)
            if old is not None:
                self._copies.remove(old)
            return told
        self._imap.show(DRAFTS)
        with self._imap.visit(DRAFTS) as client:
            # RFC 9051 section 2.3: a letter never changes. First the new one, then away with the
            # old: in the other order a broken line would leave none.
            self._append(client, DRAFTS, octets, [b"\\Draft", b"\\Seen"])
            if old is not None and self._imap.is_here(old):
                self._imap.shelves[DRAFTS].carry_out(client, Change("expunge", old))
            self._imap.shelves[DRAFTS].select(client)
            self._imap.shelves[DRAFTS].refresh(client, bodies=True)
        if old is not None and old.holding == "copy":  # from when this was a POP3 device
            self._copies.remove(old)
        return self._imap.with_conflicts(told)

    def _remove(self, draft: Held) -> None:
        if draft.holding == "copy":
            self._copies.remove(draft)
            return
        with self._imap.visit(DRAFTS) as client:
            if self._imap.is_here(draft):
                change = Change("expunge", draft)
                self._imap.shelves[DRAFTS].carry_out(client, change)
                self._imap.shelves[DRAFTS].show(change)

    def _append(self, client: ImapClient, mailbox: str, octets: bytes, flags: list[bytes]) -> None:
        client.append(mailbox, octets, flags, self._actor.surroundings.now())

    def _keep(self, letter: str, octets: bytes, shelf: str) -> None:
        _, message = self._actor.named(octets)
        self._copies.append(Held("", letter, message, "copy", shelf, seen=True))

    def _draft_of(self, held: Held, subject: str | None, body: str | None) -> Draft:
        draft = draft_again(held, subject, body, self._actor.language)
        return handed_in(draft, held.letter, "", self._actor.owner.name)


def _after(told: Notice, key: str, errand: Callable[[], None]) -> Notice:
    """Do *errand* after a letter was handed in, and return what is *told* then.

    When it fails, the letter is on its way all the same: to be told of trouble alone, a person
    would send it again.
    """
    try:
        errand()
    except Trouble as trouble:
        return Notice(key, {"told": told, "why": trouble.notice})
    return told
