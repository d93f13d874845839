"""One POP3 session without its connection: lines in, replies out.

It knows accounts and their stores, no socket, loop, thread or clock (``labkit.protocols.engine``).
"""

from __future__ import annotations

from collections.abc import Callable

from labkit.mail.account import Account, Accounts
from labkit.protocols.engine import HIGH_WATER, nobody_listens
from labkit.protocols.errors import CommandRefused, LoginRefused, SyntaxRefused
from labkit.protocols.lines import LineReader
from labkit.protocols.output import Output
from labkit.protocols.pop3.maildrop import Maildrop
from labkit.protocols.pop3.replies import Challenge, Reply, messages
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import COMMANDS, Command

LONGEST_COMMAND = 255  # octets with CRLF, RFC 2449 section 4
LONGEST_LINE = 8192  # octets of base64 in AUTH, which RFC 5034 section 4 leaves to the mechanism
MOST_BAD_COMMANDS = 20  # in a row

_HINTS = {
    Pop3State.AUTHORIZATION: "log in first",
    Pop3State.TRANSACTION: "you are logged in",
    Pop3State.UPDATE: "you said goodbye",
}


class Pop3Session:
    """The server's side of one connection to *hostname*."""

    def __init__(self, accounts: Accounts, *, hostname: str) -> None:
        self.hostname = hostname
        self.state = Pop3State.AUTHORIZATION
        self.user = ""  # what USER said, until PASS
        self.exchange: Callable[[Pop3Session, str], Reply] | None = None  # inside AUTH
        self.maildrop: Maildrop  # from the login on
        self.wake: Callable[[], None] = nobody_listens
        self.closing = False
        self._accounts = accounts
        self._account: Account | None = None  # whose maildrop this session has locked
        self._incoming = LineReader(LONGEST_LINE)
        self._output = Output()
        self._heard_all = False
        self._held = False  # work waits until output is taken
        self._bad_commands = 0
        # No "<...>" here: it would promise APOP (RFC 1939 section 7).
        self._output.say_all(Reply(True, f"{hostname} POP3 server ready").parts())

    # --- what the carrier calls ----------------------------------------------------------------

    @property
    def full(self) -> bool:
        """True while buffered input waits for output to be taken."""
        return self._output.size >= HIGH_WATER and len(self._incoming) > 0

    def receive_data(self, data: bytes) -> None:
        """Take octets as they came, and answer the commands that are complete with them."""
        if not self.closing:
            self._incoming.feed(data)
            self._work()

    def receive_eof(self) -> None:
        """The client says no more; without QUIT nothing is removed (RFC 1939 section 6)."""
        self._heard_all = True
        self._work()

    def data_to_send(self) -> bytes:
        """Return the next block, b"" when there is nothing to say."""
        if self._held:
            self._work()
        return self._output.take()

    def connection_lost(self) -> None:
        """Nobody is there any more: what waits is void, marks are forgotten, the lock is free."""
        self._output.clear()
        self.end()

    # --- what handlers call --------------------------------------------------------------------

    def log_in(self, user: str, password: str) -> Reply:
        """Open and lock the maildrop, or refuse."""
        account = self._accounts.login(user, password)
        if account is None:
            # RFC 3206 section 5; the same words for a wrong name, which is nobody's business.
            raise LoginRefused("user name or password is wrong")
        if not account.store.lock_maildrop(self):
            raise CommandRefused("another session has this maildrop, please wait", "IN-USE")
        self._account = account
        self.maildrop = Maildrop(account.store.get("INBOX"))
        self.state = Pop3State.TRANSACTION
        held = messages(self.maildrop.count, self.maildrop.octets)
        return Reply(True, f"maildrop locked, {held}")

    def end(self) -> None:
        """Hear nothing more and give the lock back."""
        self.closing = True
        self.exchange = None
        self._incoming.clear()
        if self._account is not None:
            self._account.store.unlock_maildrop(self)
            self._account = None

    # --- from lines to replies -----------------------------------------------------------------

    def _work(self) -> None:
        """Answer complete lines as long as the answers are taken."""
        while not self.closing and self._output.size < HIGH_WATER:
            try:
                line = self._incoming.next_line()
                if line is None:
                    break
                reply = self._answer(line)
                self._bad_commands = 0
            except CommandRefused as refused:
                reply = self._refusal(refused)
            self._output.say_all(reply.parts())
        self._held = self._output.size >= HIGH_WATER
        if self._heard_all and not self._held:
            self.end()

    def _answer(self, line: bytes) -> Reply | Challenge:
        text = _printable(line)
        if self.exchange is not None:
            step, self.exchange = self.exchange, None
            return step(self, text)
        verb, _, argument = text.partition(" ")
        return self._known(verb, line).run(self, argument)

    def _known(self, verb: str, line: bytes) -> Command:
        known = COMMANDS.get(verb.upper())
        if len(line) + 2 > LONGEST_COMMAND and (known is None or known.verb != "AUTH"):
            raise SyntaxRefused(f"line too long: {LONGEST_COMMAND} octets at most")
        if known is None:
            raise SyntaxRefused(f"unknown command {verb}, CAPA says what I can do")
        if self.state not in known.states:
            hint = _HINTS[self.state]
            raise SyntaxRefused(f"{known.verb} is not allowed in {self.state.value}: {hint}")
        return known

    def _refusal(self, refused: CommandRefused) -> Reply:
        self.exchange = None
        if isinstance(refused, (SyntaxRefused, LoginRefused)):
            self._bad_commands += 1
        if self._bad_commands >= MOST_BAD_COMMANDS:
            self.end()
            return Reply(False, "too many bad commands")
        return Reply(False, refused.wire_text())


def _printable(line: bytes) -> str:
    """RFC 2449 section 3: a command is printable ASCII. UTF8 (RFC 6856) will allow more."""
    text = line.decode("latin-1")
    if not (line.isascii() and text.isprintable()):
        raise SyntaxRefused("commands are printable ASCII characters")
    return text
