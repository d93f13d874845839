"""One POP3 session without its connection: lines in, replies out.

It knows accounts and their stores, no socket, loop, thread or clock (``labkit.protocols.engine``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from labkit.mail.account import Account, Accounts
from labkit.mail.policy import Policy
from labkit.protocols.engine import HIGH_WATER, nobody_listens
from labkit.protocols.errors import CommandRefused, LoginRefused, SyntaxRefused
from labkit.protocols.lines import LineReader, LineTooLong
from labkit.protocols.output import Output
from labkit.protocols.phrases import Phrase, translated
from labkit.protocols.pop3.language import ENGLISH
from labkit.protocols.pop3.login import check_delay, inbox_of, known_account
from labkit.protocols.pop3.maildrop import Maildrop
from labkit.protocols.pop3.replies import Challenge, Reply, messages
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import COMMANDS, Command

LONGEST_COMMAND = 255  # octets with CRLF, RFC 2449 section 4
LONGEST_LINE = 8192  # octets of base64 in AUTH, which RFC 5034 section 4 leaves to the mechanism
MOST_BAD_COMMANDS = 20  # in a row

_HINTS = {
    Pop3State.AUTHORIZATION: Phrase("log in first"),
    Pop3State.TRANSACTION: Phrase("you are logged in"),
    Pop3State.UPDATE: Phrase("you said goodbye"),
}
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_MAY_BE_UTF8 = (b"USER", b"PASS")
_NOT_ASCII = "commands are printable ASCII characters"
_NOT_UTF8 = "this is not printable UTF-8 text"


def no_time_passes() -> datetime:
    """A clock for sessions whose provider has no rule about time."""
    return datetime.min.replace(tzinfo=UTC)


class Pop3Session:
    """The server's side of one connection to *hostname*.

    *now* is the lab's clock, *policy* what the provider has decided; both are asked at each use.
    """

    def __init__(
        self,
        accounts: Accounts,
        *,
        hostname: str,
        now: Callable[[], datetime] = no_time_passes,
        policy: Policy | None = None,
    ) -> None:
        self.hostname = hostname
        self.policy = policy or Policy()
        self.language = ENGLISH
        self.utf8 = False  # RFC 6856 section 2.1
        self.state = Pop3State.AUTHORIZATION
        self.user = ""  # what USER said, until PASS
        self.exchange: Callable[[Pop3Session, str], Reply] | None = None  # inside AUTH
        self.maildrop: Maildrop  # from the login on
        self.wake: Callable[[], None] = nobody_listens
        self.closing = False
        self._accounts = accounts
        self._now = now
        self._account: Account | None = None  # whose maildrop this session has locked
        self._incoming = LineReader(LONGEST_LINE)
        self._output = Output()
        self._heard_all = False
        self._held = False  # work waits until output is taken
        self._bad_commands = 0
        # No "<...>" here: it would promise APOP (RFC 1939 section 7).
        # And "+OK" also from a server that is busy: RFC 1939 section 4 and RFC 2449 section 3 know
        # no other greeting. It is the login that is refused.
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
        if self.hostname in self.policy.busy:
            raise CommandRefused("this server is busy, try again later", "SYS/TEMP")
        account = known_account(self._accounts, user, password)
        check_delay(account, self.policy.login_delay, self._now())
        inbox = inbox_of(account)
        if not account.store.lock_maildrop(self):
            raise CommandRefused("another session has this maildrop, please wait", "IN-USE")
        account.last_pop3_login = self._now()
        self._account = account
        self.maildrop = Maildrop(inbox)
        self.state = Pop3State.TRANSACTION
        held = messages(self.maildrop.count, self.maildrop.octets)
        return Reply(True, Phrase("maildrop locked, {held}", held=held))

    def has_its_mailbox(self) -> bool:
        """Whether INBOX is still the one of the login: a backup may have taken its place."""
        return self._account is not None and inbox_of(self._account) is self.maildrop.mailbox

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
            self._output.say_all(self._in_its_language(reply).parts())
        self._held = self._output.size >= HIGH_WATER
        if self._heard_all and not self._held:
            self.end()

    def _answer(self, line: bytes) -> Reply | Challenge:
        text = self._text(line)
        if self.exchange is not None:
            step, self.exchange = self.exchange, None
            return step(self, text)
        verb, _, argument = text.partition(" ")
        return self._known(verb, line).run(self, argument)

    def _known(self, verb: str, line: bytes) -> Command:
        known = COMMANDS.get(verb.upper()) if verb.isascii() else None
        if len(line) + 2 > LONGEST_COMMAND and (known is None or known.verb != "AUTH"):
            raise LineTooLong(LONGEST_COMMAND)
        if known is None:
            words = "unknown command {verb}, CAPA says what I can do"
            raise SyntaxRefused(Phrase(words, verb=verb))
        if self.state not in known.states:
            hint = _HINTS[self.state]
            words = "{verb} is not allowed in {state}: {hint}"
            raise SyntaxRefused(Phrase(words, verb=known.verb, state=self.state.value, hint=hint))
        return known

    def _refusal(self, refused: CommandRefused) -> Reply:
        self.exchange = None
        if isinstance(refused, (SyntaxRefused, LoginRefused)):
            self._bad_commands += 1
        if self._bad_commands >= MOST_BAD_COMMANDS:
            self.end()
            return Reply(False, "too many bad commands")
        return Reply(False, refused.text, code=refused.code)

    def _in_its_language(self, reply: Reply | Challenge) -> Reply | Challenge:
        if self.language is ENGLISH or isinstance(reply, Challenge):
            return reply
        return reply._replace(text=translated(reply.text, self.language.table))

    def _text(self, line: bytes) -> str:
        # RFC 2449 section 3: a command is printable ASCII. RFC 6856 sections 2.1 and 2.2: after
        # UTF8 it is UTF-8, and a name or a password is at any time.
        utf8 = self.utf8 or line.partition(b" ")[0].upper() in _MAY_BE_UTF8
        try:
            text = line.decode("utf-8" if utf8 else "ascii")
        except UnicodeDecodeError:
            text = "\0"
        if _CONTROLS.search(text):
            raise SyntaxRefused(_NOT_UTF8 if utf8 else _NOT_ASCII)
        return text
