"""The pictures of a lab: each method draws what is true now, and what it returns is an output."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from labkit.agents.trouble import Trouble, reply_text
from labkit.lab.health import WHO as HEALTH
from labkit.lab.lessons import Lessons
from labkit.lab.wire import ladder_of, sender_of, session_of
from labkit.records import Notice, Protocol
from labkit.world.journey import journey, recipient_of

if TYPE_CHECKING:
    from labkit.lab.day import Day, Days
    from labkit.lab.stepping import SteppedEngine
    from labkit.plots.chart import FigurePicture
    from labkit.plots.picture import Picture
    from labkit.plots.queue import QueueTable


class Pictures(Lessons):
    """What a Lab can draw."""

    def queue(self) -> QueueTable:
        """List the letters that servers still have to hand over: since when, and when again."""
        from labkit.plots.queue import QueueTable

        return QueueTable(self._world.queue(), self.language)

    def journey(self, letter: str | None = None) -> Picture:
        """Draw where *letter* is now and who is responsible; the last one if none is named."""
        from labkit.plots.journey import journey as draw
        from labkit.plots.picture import compare

        letters = self._world.letters()
        name = str(letter).strip().upper() if letter else "".join(letters[-1:])
        if name not in letters:
            raise self._trouble("lab.no_letter", letter=str(letter or "A")[:20])
        household, world = self._household, self._world
        hops = world.hops(name)
        reader = recipient_of(hops)
        cards = household.cards(name, reader) if reader else ()
        copy = household.copy(name) or world.queued(name)
        sender = sender_of(hops, world.sessions())
        here, errors = world.holders(name), world.errors(name)
        record = journey(name, hops, cards, world.stored(name), copy, sender, here, errors)
        return compare(draw(record, self.language), self._footer())

    def ladder(self, of: object = None, *, depth: int = 1) -> Picture:
        """Draw who said what in a session: ``lab.ladder("tablet")``, ``lab.ladder("aya")``.

        *of* is a device, its name, a server's host name or a session's number. Each line can be
        opened below the drawing. *depth* is how much is open at once: 1 the drawing alone, 2 also
        each line's story and what its parts mean, 3 the octets too, to be printed.
        """
        from labkit.lab.inside import inside_of
        from labkit.plots.ladder import ladder as draw
        from labkit.plots.ladder_list import DEPTHS
        from labkit.plots.picture import compare

        if depth not in DEPTHS:
            shown = Notice("ladder.no_depth", {"depth": reply_text(depth)[:20]})
            raise Trouble(shown, self.language)

        session = session_of(self._world.sessions(), of)
        if session is None:
            raise self._trouble("lab.no_session")
        record = ladder_of(self._world, session)
        inside = inside_of(self._world.lines(session.id), record.lines)
        return compare(draw(record, self.language, inside, depth), self._footer())

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
        footer = self._footer()
        return draw(events, snapshots, self.language, footer, unfold=unfold, culprit=culprit)

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

    def strips(self, *, named: bool = False) -> Days:
        """Draw five short strips that don't tell by which protocol anybody fetches: a riddle each.

        The protocols are told if they are to be *named*. This lab stays as it is.
        """
        from labkit.lab.day import riddles

        return riddles(self._world.seed, self.language, named=named)

    def states(self, protocol: str) -> Picture:
        """Draw the states of "pop3", "imap" or "smtp", and where its last session stands."""
        from labkit.lab.states import standing, table_of
        from labkit.plots.states import states as draw

        wanted = self._protocol(protocol)
        found = [s for s in self._world.sessions() if s.protocol == wanted and s.who != HEALTH]
        if not found:
            return draw(table_of(wanted), self.language)
        lines = ladder_of(self._world, found[-1]).lines
        return draw(standing(lines, wanted, found[-1].ended is not None), self.language)

    def engine(self, protocol: str) -> SteppedEngine:
        """Return a "pop3" or "imap" engine of its own, to be fed byte by byte, without a server."""
        from labkit.lab.stepping import SteppedEngine

        wanted = self._protocol(protocol)
        if wanted == "SMTP":
            raise self._trouble("states.no_engine")
        return SteppedEngine(wanted, self._world.now, self.language)

    def _protocol(self, name: object) -> Protocol:
        for protocol in get_args(Protocol):
            if str(name).strip().upper() == protocol:
                return cast(Protocol, protocol)
        raise self._trouble("states.no_protocol", name=str(name)[:20])

    def figure(self, kind: str | None = None) -> FigurePicture:
        """Draw with matplotlib: ``lab.figure("timeline")``.

        "timeline" is who spoke to a server when, "octets" how much by protocol, "lag" how long
        until each device saw what changed, "quota" how full the mailbox was. Without *kind*: how
        many messages and octets each protocol carried, and when.
        """
        from labkit.lab.charts import chart

        return chart(self._world, kind)
