"""The SMTP server: aiosmtpd's dialogue with a few things put right.

With ``smtp_server_login`` the only importer of aiosmtpd.

Put right are: enhanced codes on every reply (RFC 2034), addresses (RFC 5321 section 4.1.2), where a
letter ends (``protocols.smtp.content``), a client that closes its half after a pipelined QUIT, how
long a server bears with nonsense (``patience``), and that a bug in a role is answered 451 and
reported to the loop instead of told to the client.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

from labkit.agents.patience import Patience
from labkit.agents.smtp_hooks import CLIENT_NAME, Hooks, refuse_full_disk
from labkit.agents.smtp_role import Role, Transaction
from labkit.agents.smtp_server_login import LoginSMTP
from labkit.protocols.smtp import replies
from labkit.protocols.smtp.content import ContentReader, refuse_malformed
from labkit.protocols.smtp.paths import BadPath, Path, parse_path
from labkit.protocols.smtp.replies import Refused
from labkit.protocols.smtp.states import BY_VERB
from labkit.wire.tap import Tap

MAX_COMMAND = 512  # RFC 5321 section 4.5.3.1.4
# What extensions add: SIZE 26 (RFC 1870), BODY 17 (RFC 6152), SMTPUTF8 10 (RFC 6531), and to
# AUTH, whose answers may be long, RFC 4954 section 4.
MAX_COMMANDS = {"MAIL": MAX_COMMAND + 53, "RCPT": MAX_COMMAND + 10, "AUTH": 12288}
BUFFER = 64 * 1024  # octets the reader holds before the client must wait
TURN = 32  # commands answered before others get theirs
IDLE_SECONDS = 300.0  # RFC 5321 section 4.5.3.2.7
BETWEEN = "-"  # no command is being answered: an unknown one, or a line too long

# aiosmtpd logs warnings of its own; without a handler Python would print them in the notebook.
logging.getLogger("mail.log").addHandler(logging.NullHandler())


class _Methods(dict[str, Callable[[str | None], Awaitable[None]]]):
    """The commands by verb. aiosmtpd's own answer to an unknown one ends the session too soon."""

    def __init__(self, server: LabSMTP) -> None:
        super().__init__((verb, partial(server.run, verb)) for verb in BY_VERB)
        self._server = server

    def get(self, verb: str, default: object = None) -> Callable[[str | None], Awaitable[None]]:  # type: ignore[override]
        return self[verb] if verb in self else partial(self._server.unknown, verb)


class LabSMTP(LoginSMTP):
    """One connection to the server that plays *role*."""

    line_length_limit = BUFFER

    def __init__(self, role: Role) -> None:
        self.path: Path = Path("", "")  # the address parsed last
        self._verb = ""  # "" is the greeting
        self._patience = Patience()
        self._commands = 0
        self._has_left = asyncio.Event()  # the client has ended its half of the connection
        super().__init__(
            role,
            Hooks(),
            hostname=role.host,
            ident="ESMTP labkit",
            enable_SMTPUTF8=True,
            timeout=IDLE_SECONDS,
            loop=asyncio.get_running_loop(),
        )
        self._smtp_methods = _Methods(self)

    # The connection.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        self.dialogue.peer = f"[{peer[0]}]" if peer else ""
        self.dialogue.number = transport.session if isinstance(transport, Tap) else None
        super().connection_made(transport)

    def eof_received(self) -> bool | None:
        # Not aiosmtpd's, which drops what was sent before the end and isn't answered yet.
        self._has_left.set()
        return asyncio.StreamReaderProtocol.eof_received(self)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.role.ended(self.dialogue)

    def _timeout_cb(self) -> None:
        transport = self.transport
        if not isinstance(transport, asyncio.Transport):
            return
        if transport.get_write_buffer_size():
            transport.abort()  # this client doesn't even read
        else:
            self._writer.write(replies.wire_form("421 4.4.2 nothing heard for long, goodbye"))
            transport.close()

    # The reply path.

    async def push(self, status: str | bytes | None) -> None:
        if status is None:
            return
        if self.transport is None or self.transport.is_closing():
            raise asyncio.CancelledError  # after goodbye nothing is answered
        text = status.decode("utf-8", "replace") if isinstance(status, bytes) else status
        text = replies.completed(text.replace("Error: ", "", 1), self._verb)
        try:
            self._refuse_all()
            self._patience.note(text)
        except Refused as goodbye:
            text = goodbye.reply
        self._verb = self._verb or BETWEEN
        if self._patience.wait:
            with suppress(TimeoutError):  # who has left need not be slowed down
                await asyncio.wait_for(self._has_left.wait(), self._patience.wait)
        self._writer.write(replies.wire_form(text))
        try:
            await self._writer.drain()
        except ConnectionError:
            raise asyncio.CancelledError from None
        if text.startswith("421"):
            self._writer.close()
            raise asyncio.CancelledError

    def _refuse_all(self) -> None:
        """Send a new client away while the host is busy (RFC 5321 section 3.1: not even 220)."""
        if not self._verb and self.role.host in self.role.policy.busy:
            raise Refused(421, "4.3.2", f"{self.role.host} is busy; try again later")

    async def unknown(self, verb: str, arg: str | None) -> None:
        """Answer what is no command."""
        await self.push(f'500 command "{verb}" not recognized')

    async def run(self, verb: str, arg: str | None) -> None:
        """Answer a command of the table."""
        self._verb = verb
        self.data_size_limit = self.role.policy.size_limit
        self._commands += 1
        if self._commands % TURN == 0:
            await asyncio.sleep(0)  # a pipelined flood would keep the loop from everybody else
        try:
            if verb in ("EHLO", "HELO") and CLIENT_NAME.fullmatch(arg or "") is None:
                # RFC 5321 section 4.1.4: the state stays what it was. Else a transaction would go.
                await self.push(f"501 Syntax: {verb} host")
            else:
                await getattr(self, f"smtp_{verb}")(arg)
        except Refused as refused:
            await self.push(refused.reply)
        finally:
            self._verb = BETWEEN

    async def handle_exception(self, error: Exception) -> str:
        if isinstance(error, asyncio.IncompleteReadError):
            self._writer.close()  # the client has closed its half, and all of it is answered
            raise asyncio.CancelledError
        self.loop.call_exception_handler(
            {"message": f"{self.role.host}: {error!r}", "exception": error, "protocol": self}
        )
        return "451 4.3.0 an error of this server's own; try again later"

    # What aiosmtpd asks itself.

    async def check_helo_needed(self, helo: str = "EHLO") -> bool:
        return await super().check_helo_needed("EHLO")  # HELO is no advice for today

    def _set_post_data_state(self) -> None:
        super()._set_post_data_state()
        self.dialogue.transaction = Transaction()

    def _getaddr(self, arg: str) -> tuple[str, str]:
        if not arg:
            return "", ""
        try:
            self.path, rest = parse_path(arg)
        except BadPath as bad:
            enhanced = "5.1.7" if self._verb == "MAIL" else "5.1.3"
            raise Refused(501, enhanced, str(bad)) from None
        return str(self.path) or "<>", rest

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        keywords = [param.partition("=")[0] for param in params]
        # RFC 1870 section 6: SIZE comes once; nor would it be clear which of two is meant.
        if not all(map(str.isascii, params)) or len(set(keywords)) < len(keywords):
            return None
        found: dict[str, str | bool] | None = super()._getparams(params)
        if found and self._verb == "MAIL" and self.role.wants_login:
            found.pop("AUTH", None)  # RFC 4954 section 5: understood, and not trusted
        return found

    # Commands.

    async def smtp_EHLO(self, hostname: str | None) -> None:
        self.command_size_limits = defaultdict(lambda: MAX_COMMAND, MAX_COMMANDS)
        await super().smtp_EHLO(hostname)
        # aiosmtpd adds to the limits with each EHLO.
        self.command_size_limits = defaultdict(lambda: MAX_COMMAND, MAX_COMMANDS)

    async def smtp_HELP(self, arg: str | None) -> None:
        row = BY_VERB.get((arg or "").upper())
        if arg and row is None:
            raise Refused(504, "5.5.4", "no help on that; HELP alone lists the commands")
        await self.push("214 " + (row.syntax if row else "Commands: " + " ".join(BY_VERB)))

    async def smtp_VRFY(self, arg: str | None) -> None:
        if not arg:
            raise Refused(501, "5.5.4", "Syntax: VRFY address")
        # RFC 5321 section 3.5.3 and 7.3: who has a mailbox here is nobody's business.
        await self.push("252 cannot tell; send the letter and see")

    async def smtp_EXPN(self, arg: str | None) -> None:
        raise Refused(502, "5.5.1", "this server doesn't tell who is on a list")

    async def smtp_DATA(self, arg: str | None) -> None:
        if arg:
            raise Refused(501, "5.5.4", "Syntax: DATA")
        if self.dialogue.transaction.mail_from is None:
            raise Refused(503, "5.5.1", "MAIL comes first")
        if not self.dialogue.transaction.rcpt_tos:
            raise Refused(503, "5.5.1", "no recipient yet: RCPT comes before DATA")
        await self.push("354 go on; end with a line that is only a dot")
        try:
            await self.push(f"250 2.0.0 {self._take(await self._content())}")
        finally:
            self._set_post_data_state()

    async def _content(self) -> ContentReader:
        content = ContentReader(self.data_size_limit)
        while not content.done:
            block = await self._reader.read(4 * BUFFER)
            if not block:
                raise asyncio.IncompleteReadError(b"", None)
            self._reset_timeout()
            rest = content.feed(block)
        # A StreamReader has no way to give octets back, so this goes to where aiosmtpd goes too.
        self._reader._buffer[:0] = rest
        return content

    def _take(self, content: ContentReader) -> str:
        if content.too_big:
            limit = self.data_size_limit
            raise Refused(552, "5.3.4", f"a letter has at most {limit} octets here")
        octets = content.letter()
        refuse_malformed(octets)
        refuse_full_disk(self.role)
        return self.role.letter(self.dialogue, octets)
