"""One IMAP session: commands in order, one at a time, and the news in between.

The work is elsewhere: ``reader`` frames, ``commands`` hold the table and the handlers, ``view`` and
``updates`` know the selected mailbox. Here is only the order of things: hear a command, run it, say
its rows as fast as they are taken, say what changed, say how it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from labkit.mail.account import Account, Accounts
from labkit.mail.policy import Policy
from labkit.mail.store import Store
from labkit.protocols.engine import HIGH_WATER, nobody_listens
from labkit.protocols.imap import command_line
from labkit.protocols.imap.commands import COMMANDS, Command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.greeting import greeting
from labkit.protocols.imap.reader import Frame, ImapReader, LiteralWanted, TooBig
from labkit.protocols.imap.responses import Continuation, Refused, Reply, Rows, SyntaxRefused
from labkit.protocols.imap.states import ImapState
from labkit.protocols.imap.store_errors import refusal, store_errors
from labkit.protocols.imap.updates import Updates
from labkit.protocols.imap.view import View
from labkit.protocols.output import Output

_SELECTED = (ImapState.SELECTED,)
MAX_BAD = 20  # commands not understood, or wrong passwords, in a row


class ImapSession:
    """The engine of one connection (``labkit.protocols.engine.Engine``).

    *hostname* is what the greeting says, *now* the lab's clock, *policy* the provider's.
    """

    def __init__(
        self,
        accounts: Accounts,
        *,
        hostname: str,
        now: Callable[[], datetime],
        policy: Policy | None = None,
    ) -> None:
        self.accounts = accounts
        self.hostname = hostname
        self.now = now
        self.wake: Callable[[], None] = nobody_listens
        self.state = ImapState.NOT_AUTHENTICATED
        self.account: Account | None = None
        self.view: View | None = None
        self.updates: Updates | None = None
        self.enabled: set[str] = set()
        self._reader = ImapReader()
        self._output = Output()
        self._running: tuple[bytes, Command | None] = (b"*", None)  # tag, row
        self._rows: tuple[Rows, Reply] | None = None
        self._waits: Continuation | None = None
        self._stalled = False  # work waits for output to be taken
        self._ended = False  # the client says no more
        self._bad = 0
        hello = greeting(hostname, policy or Policy())
        self._output.say(hello.line(b"*"))
        self.closing = hello.status == "BYE"

    # --- what the carrier calls ------------------------------------------------------------

    @property
    def full(self) -> bool:
        return self._output.size >= HIGH_WATER

    def receive_data(self, data: bytes) -> None:
        if not self.closing:
            self._reader.feed(data)
            self._work()

    def receive_eof(self) -> None:
        self._ended = True
        self._work()

    def data_to_send(self) -> bytes:
        block = self._output.take()
        if self._stalled:
            self._work()
        return block

    def connection_lost(self) -> None:
        self.closing = True
        self._rows = self._waits = None
        self.deselect()

    # --- what handlers use -----------------------------------------------------------------

    def say(self, line: bytes) -> None:
        """Say an untagged line."""
        self._output.say(line)

    def say_all(self, lines: Collection[bytes]) -> None:
        """Say several lines."""
        self._output.say_all(lines)

    def login(self, account: Account) -> None:
        """Go on as *account*."""
        self.account = account
        self.state = ImapState.AUTHENTICATED
        self._reader.logged_in = True

    def select(self, view: View) -> None:
        """Open the mailbox of *view* and listen to it."""
        self.deselect()
        self.view = view
        self.updates = Updates(view, self, self._news)
        self.state = ImapState.SELECTED

    def deselect(self) -> None:
        """Leave the selected mailbox, if there is one."""
        if self.updates is not None:
            self.updates.stop()
            self.view = self.updates = None
            self.state = ImapState.AUTHENTICATED

    @property
    def store(self) -> Store:
        """The mailboxes of whoever is logged in."""
        assert self.account is not None, "the table lets no command come here before login"
        return self.account.store

    @property
    def selected(self) -> View:
        """The view of the mailbox that is open."""
        assert self.view is not None, "the table lets no command come here before SELECT"
        return self.view

    def writable(self) -> View:
        """The same, refused after EXAMINE."""
        if self.selected.read_only:
            raise Refused("this mailbox is open for looking only", "READ-ONLY")
        return self.selected

    def tell_keywords(self) -> None:
        """Say which keywords are new, before one is met in a FETCH."""
        if self.updates is not None:
            self._output.say_all(self.updates.keywords())

    def end(self, reason: str) -> None:
        """Say BYE and close."""
        self._output.say(Reply("BYE", reason).line(b"*"))
        self.closing = True

    # --- the order of things ---------------------------------------------------------------

    def _work(self) -> None:
        """Go on until there is nothing to do, or too much to say."""
        while not self.closing:
            if self._output.size >= HIGH_WATER:
                self._stalled = True
                return
            if self._rows is not None:
                self._say_rows(*self._rows)
            elif not (self._hear_line() if self._waits else self._hear_command()):
                break
        self._stalled = False
        if self._ended:
            self.closing = True
        self._push()

    def _hear_command(self) -> bool:
        """Take the next command; False if there is none yet."""
        event = self._reader.next()
        if event is None:
            return False
        if type(event) is Frame:
            self._run(event)
        elif type(event) is LiteralWanted:
            self._invite(event)
        elif type(event) is TooBig:
            self._refuse(event)
        return True

    def _invite(self, wanted: LiteralWanted) -> None:
        """Ask for a literal, unless its command can't work whatever comes."""
        parts = command_line.split(Frame(wanted.start))
        row = COMMANDS.get(parts[1]) if parts else None
        if parts and row and row.before_literal and self.state in row.states:
            try:
                row.before_literal(self)
            except store_errors as error:
                self._reader.refuse()
                self._running = (parts[0], row)
                self._finish(refusal(error).to_reply())
                return
        self._output.say(b"+ go on\r\n")

    def _hear_line(self) -> bool:
        """Take the next line for the command that waits for it; False if there is none yet."""
        line = self._reader.next_line()
        if line is None:
            return False
        waits, self._waits = self._waits, None
        if isinstance(line, TooBig):
            self._refuse(line)
        elif waits is not None:
            self._answer(partial(waits.heard, line))
        return True

    def _run(self, frame: Frame) -> None:
        parts = command_line.split(frame)
        row = COMMANDS.get(parts[1]) if parts else None
        if parts is None or row is None:
            self._running = (command_line.tag(frame.text), None)
            unknown = f"I don't know the word {parts[1].decode('ascii')}" if parts else ""
            self._finish(Reply("BAD", unknown or "a command is a tag, one space, and a word"))
            return
        self._running = (parts[0], row)
        if self.updates is not None and self.updates.farewell and row.states == _SELECTED:
            # Its numbers and UIDs are those of a mailbox that is no more: nothing is done by them.
            self.end(self.updates.farewell)
            return
        self._answer(partial(self._run_allowed, row, parts[2]))

    def _run_allowed(self, row: Command, arguments: Arguments) -> Reply | Continuation:
        if self.state not in row.states:
            raise SyntaxRefused(f"{row.verb} is not allowed in the state {self.state.value}")
        return row.run(self, arguments)

    def _answer(self, act: Callable[[], Reply | Continuation]) -> None:
        """Run a handler and carry on with what it returns or refuses."""
        try:
            answer = act()
        except Refused as refused:
            answer = refused.to_reply()
        except store_errors as error:
            answer = refusal(error).to_reply()
        if isinstance(answer, Continuation):
            self._waits = answer
            self._output.say(b"+ %b\r\n" % answer.prompt)
        elif answer.rows is not None:
            self._rows = (answer.rows, answer)
        else:
            self._finish(answer)

    def _say_rows(self, rows: Rows, reply: Reply) -> None:
        """Say the next rows of the running command, or its end."""
        batch = next(rows, None)
        if batch is not None:
            self._output.say_all(batch)
        else:
            self._rows = None
            self._finish(reply)

    def _finish(self, reply: Reply) -> None:
        """Say what changed, then how the command ended."""
        tag, row = self._running
        if self.updates is not None and row is not None and reply.status != "BAD":
            self._tell(row.tells_expunge)
            if self.updates.withheld and reply.status == "OK" and not reply.code:
                reply.code = "EXPUNGEISSUED"  # RFC 5530: it may be time for NOOP
        self._output.say(reply.line(tag))
        if reply.status != "BAD" and reply.code != "AUTHENTICATIONFAILED":
            self._bad = 0
            return
        self._bad += 1
        if self._bad >= MAX_BAD and not self.closing:
            self.end("too many tries; goodbye")

    def _refuse(self, event: TooBig) -> None:
        if event.fatal:
            self.end(event.reason)
            return
        self._running = (command_line.tag(event.text), None)
        status = "NO" if b" APPEND " in event.text[:300].upper() else "BAD"
        self._finish(Reply(status, event.reason, "TOOBIG"))

    def _news(self) -> None:
        """Something changed: a client that waits in IDLE hears it at once."""
        before = self._output.size
        self._push()
        if self._output.size != before:
            self.wake()

    def _push(self) -> None:
        if self.closing or self._waits is None or not self._waits.idle:
            return
        if self._output.size >= HIGH_WATER:
            self._stalled = True
        else:
            self._tell(expunge=True)

    def _tell(self, expunge: bool) -> None:
        if self.updates is None:
            return
        if self.updates.farewell:
            # RFC 2180 section 3.3: whoever loses the mailbox under his feet is told goodbye.
            self.end(self.updates.farewell)
            return
        self._output.say_all(self.updates.take(expunge))
