"""A device: one person's mail app (MUA), and all that can be done with it.

What it writes stands in ``correspondent``; how a visit to the server goes is told by its two sides.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from labkit.agents.correspondent import Correspondent
from labkit.agents.held import Held, counted
from labkit.agents.outcome import Outcome
from labkit.agents.shelf import Change, Deed, spoken
from labkit.agents.trouble import Trouble, reply_text
from labkit.mail.names import INBOX
from labkit.records import Notice

TRASH = "Trash"


class Device(Correspondent):
    """Each action returns an Outcome, one sentence, or raises Trouble, a kind one."""

    # --- fetching and reading -------------------------------------------------------------------

    def get(self, delete: bool | None = None, cut_before: str | None = None) -> Outcome:
        """Ask the server for what is new.

        By POP3: with *delete* ask it to remove what this device has fetched (else the settings
        decide), and *cut_before* pulls the cable just before the device says that word:
        ``tablet.get(delete=True, cut_before="QUIT")``. By IMAP there is neither.
        """
        self._need_device()
        if self.protocol == "POP3":
            return self._pop3.get(None if delete is None else bool(delete), cut_before)
        if delete or cut_before:
            raise self._actor.trouble("trouble.imap_has_none")
        return self._imap.get()

    def sync(self) -> Outcome:
        """Ask the server for what is new: IMAP apps call it so, POP3 apps say ``get``."""
        return self.get()

    def hear(self) -> bool:
        """Fetch what the server has told a device that waits in IDLE; return if there was any."""
        if not self._imap.has_news():
            return False
        try:
            self._imap.get("event.hear", alone=True)
        except Trouble:  # the server has hung up: an app notices, and waits no more
            self._imap.drop_line()
        return True

    def look_for_mail(self) -> None:
        """Do what a poll does; when it fails, the next one comes all the same."""
        if self._poll is None or self._next_poll is None:
            return
        self._next_poll += self._poll
        if not self.online:
            return
        with suppress(Trouble):
            if self.protocol == "POP3":
                self._pop3.get(None, None)
            else:
                self._imap.get(alone=True)

    def open(self, letter: str) -> Outcome:
        """Read *letter*. In an IMAP view it is marked ``\\Seen`` on the server.

        Offline a device can show what it holds whole; the mark then waits for the next visit.
        """
        held = self._find(letter)
        event = self._actor.notice("event.open", letter=held.letter)
        told = self._actor.notice("device.opened", letter=held.letter)
        if held.holding == "copy" or (held.seen and held.body):
            held.seen = True
            return self._actor.act(event, lambda: told, (held.letter,))
        if self.online:
            return self._imap.change(Change("read", held), event, told)
        if not held.body:
            told = self._actor.notice("device.header_only", letter=held.letter)
            return self._actor.act(event, lambda: told, (held.letter,))
        outcome = self._imap.change(Change("read", held), event, told)
        told = self._actor.notice("device.opened_offline", letter=held.letter)
        return Outcome(told, outcome.language, outcome.letters)

    # --- sorting --------------------------------------------------------------------------------

    def mark(self, letter: str) -> Outcome:
        """Mark *letter* ``\\Deleted``: it stays where it is until somebody expunges it."""
        return self._change("mark", letter, "device.marked")

    def unmark(self, letter: str) -> Outcome:
        """Take the mark ``\\Deleted`` off *letter*."""
        return self._change("unmark", letter, "device.unmarked")

    def trash(self, letter: str) -> Outcome:
        """Move *letter* to the Trash: another shelf of the same mailbox."""
        return self.move(letter, TRASH)

    def move(self, letter: str, shelf: str) -> Outcome:
        """Move *letter* to *shelf* (RFC 6851), which must exist and is shown from now on."""
        held = self._find(letter)
        shelf = str(shelf).strip()
        shelf = INBOX if shelf.upper() == INBOX else shelf  # RFC 3501 section 5.1
        if not shelf or shelf == held.shelf:
            key = "trouble.already_there" if shelf else "trouble.no_shelf"
            raise self._actor.trouble(key, letter=held.letter, shelf=spoken(shelf))
        return self._change("move", letter, "device.moved", shelf)

    def expunge(self, letter: str) -> Outcome:
        """Remove *letter* for good, and it alone: others may be marked too (RFC 4315 2.1)."""
        return self._change("expunge", letter, "device.expunged")

    def delete(self, letter: str) -> Outcome:
        """Delete this device's own copy of *letter*, of several the newest. No server is asked."""
        name = self._find(letter).letter
        copies = [held for held in self._copies if held.letter == name]
        if not copies:
            raise self._actor.trouble("trouble.which_delete", letter=name)
        event = self._actor.notice("event.delete_copy", letter=name)
        told = self._actor.notice("device.copy_deleted", letter=name)

        def throw_away() -> Notice:
            self._copies.remove(copies[-1])
            return told

        return self._actor.act(event, throw_away, (name,))

    def delete_all(self) -> Outcome:
        """Delete everything on this device, as a child would: copies, and by IMAP on the server."""
        self._need_device()

        def work() -> Notice:
            names = [held.letter for held in self.held()]
            self._copies.clear()
            if self.protocol == "IMAP":
                self._imap.clear_out()
            told = "device.deleted_all" if names else "device.had_nothing"
            return self._imap.with_conflicts(self._actor.notice(told, letters=counted(names)))

        return self._actor.act(self._actor.notice("event.delete_all"), work)

    def remove_doubles(self) -> Outcome:
        """Keep one copy of each letter. What differs in a single octet is no double."""
        self._need_device()

        def tidy() -> Notice:
            kept: dict[tuple[bytes, str], Held] = {}
            for held in self._copies:
                kept.setdefault((held.message.octets, held.shelf), held)
            count = len(self._copies) - len(kept)
            self._copies[:] = kept.values()
            return self._actor.notice("device.doubles_removed", count=count)

        return self._actor.act(self._actor.notice("event.remove_doubles"), tidy)

    def make_folder(self, name: str) -> Outcome:
        """Make a new folder on the server; by POP3 there are none."""
        self._need_device()
        self._need_imap(Notice("trouble.folders"))
        name = str(name).strip()
        if not name:
            raise self._actor.trouble("trouble.no_shelf", letter="", shelf="")
        event = self._actor.notice("event.make_folder", shelf=name)
        return self._actor.act(event, lambda: self._imap.make_folder(name))

    def upload(self, letter: str) -> Outcome:
        """Put this device's own copy of *letter* into the inbox on the server (APPEND)."""
        self._need_imap("APPEND")
        name = self._find(letter).letter
        copy = next((held for held in self._copies if held.letter == name), None)
        if copy is None:
            raise self._actor.trouble("trouble.no_copy", letter=name)
        event = self._actor.notice("event.upload", letter=name)
        return self._actor.act(event, lambda: self._imap.upload(copy), (name,))

    # --- keeping and forgetting -----------------------------------------------------------------

    def export(self, letter: str, folder: str | Path = ".") -> Outcome:
        """Write *letter* to a file of its own in *folder*, where no sync reaches it: ``B.eml``."""
        held = self._whole(letter)
        name = f"{held.letter.replace('?', 'letter')}.eml"

        def write() -> Notice:
            try:
                path = Path(folder) / name
                path.write_bytes(held.message.octets)
            except (OSError, ValueError, TypeError) as error:
                why = getattr(error, "strerror", None) or reply_text(error)
                file = reply_text(f"{folder}/{name}")
                raise self._actor.trouble("trouble.no_file", file=file, reply=why) from None
            self._files[held.letter] = path
            return self._actor.notice("device.exported", letter=held.letter, file=name)

        event = self._actor.notice("event.export", letter=held.letter)
        return self._actor.act(event, write, (held.letter,))

    def forget(self) -> Outcome:
        """POP3: forget which letters were fetched, so that all are new. IMAP: drop the view."""
        self._need_device()

        def wipe() -> Notice:
            if self.protocol == "POP3":
                self._pop3.known.clear()
                return self._actor.notice("device.forgot_known")
            for shelf in self._imap.shelves.values():
                shelf.drop()
            return self._actor.notice("device.forgot_view")

        return self._actor.act(self._actor.notice("event.forget"), wipe)

    # --- inside ---------------------------------------------------------------------------------

    def _change(self, deed: Deed, letter: str, told: str, target: str = "") -> Outcome:
        held = self._find(letter)
        if held.holding == "copy":
            raise self._actor.trouble("trouble.own_copy", letter=held.letter)
        values = {"letter": held.letter, "shelf": spoken(target)}
        event = self._actor.notice(f"event.{deed}", **values)
        change = Change(deed, held, target)
        return self._imap.change(change, event, self._actor.notice(told, **values))
