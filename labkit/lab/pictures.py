"""The pictures of a lab: each method draws what is true now, and what it returns is an output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.agents.trouble import Trouble, reply_text
from labkit.lab.course import Course
from labkit.lab.health import WHO as HEALTH
from labkit.lab.wire import ladder_of, sender_of, session_of
from labkit.records import Notice
from labkit.world.journey import journey, recipient_of

if TYPE_CHECKING:
    from labkit.lab.day import Day, Days
    from labkit.plots.figure import FigurePicture
    from labkit.plots.picture import Picture
    from labkit.plots.queue import QueueTable


class Pictures(Course):
    """What a Lab can draw."""

    def queue(self) -> QueueTable:
        """List the letters that servers still have to hand over: since when, and when again."""
        from labkit.plots.queue import QueueTable

        return QueueTable(self._world.queue(), self.language)

    def journey(self, letter: str | None = None) -> Picture:
        """Draw where *letter* is now and who is responsible; the last one if none is named."""
        from labkit.plots.journey import journey as draw

        letters = self._world.letters()
        name = str(letter).strip().upper() if letter else "".join(letters[-1:])
        if name not in letters:
            raise self._trouble("lab.no_letter", letter=str(letter or "A")[:20])
        household, world = self._household, self._world
        hops = world.hops(name)
        cards = household.cards(name, recipient_of(hops))
        copy = household.copy(name) or world.queued(name)
        sender = sender_of(hops, world.sessions())
        record = journey(name, hops, cards, world.stored(name), copy, sender)
        return draw(record, self.language)

    def ladder(self, of: object = None) -> Picture:
        """Draw who said what in a session: ``lab.ladder("tablet")``, ``lab.ladder("aya")``.

        *of* is a device, its name, a server's host name or a session's number.
        """
        from labkit.plots.ladder import ladder as draw

        session = session_of(self._world.sessions(), of)
        if session is None:
            raise self._trouble("lab.no_session")
        return draw(ladder_of(self._world, session), self.language)

    def film(self, *, unfold: bool = False, culprit: int | None = None) -> Picture:
        """Draw who holds what: the server and Ken's three devices, event by event.

        Older events are folded away unless you *unfold* them. *culprit* is the number of an event:
        from there an arrow goes to what it took from the server: ``lab.film(culprit=3)``.
        """
        from labkit.plots.film import film as draw

        events, snapshots = self._world.events()
        numbers = [event.number for event in events]
        if culprit is not None and culprit not in numbers:
            shown = {"number": reply_text(culprit)[:20], "first": numbers[0], "last": numbers[-1]}
            raise Trouble(Notice("film.no_event", shown), self.language)
        return draw(events, snapshots, self.language, unfold=unfold, culprit=culprit)

    def day(self, phone: str = "IMAP", laptop: str = "IMAP", tablet: str = "IMAP") -> Day:
        """Let one day happen on a fresh lab: ``lab.day(laptop="POP3 delete")``.

        Each device fetches by "IMAP", "POP3" or "POP3 delete". This lab stays as it is.
        """
        from labkit.lab.day import lived

        ways = {"phone": phone, "laptop": laptop, "tablet": tablet}
        return lived(self._world.seed, self.language, ways)

    def days(self) -> Days:
        """Let the same day happen three times: all by POP3, all by IMAP, and mixed."""
        from labkit.lab.day import usual

        return usual(self._world.seed, self.language)

    def figure(self) -> FigurePicture:
        """Draw with matplotlib how many messages and octets each protocol carried, and when."""
        from labkit.plots.figure import figure as draw

        sessions = [ladder_of(self._world, s).session for s in self._world.sessions()]
        return draw([s for s in sessions if s.who != HEALTH], self.language)
