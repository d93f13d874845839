"""The SMTP server: aiosmtpd's dialogue with a few things put right. The only importer of aiosmtpd.

Put right are: enhanced codes on every reply (RFC 2034), addresses (RFC 5321 section 4.1.2), where a
letter ends (``protocols.smtp.content``), a client that closes its half after a pipelined QUIT, and
that a bug in a role is answered 451 and reported to the loop instead of told to the client.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session

from labkit.agents.smtp_hooks import CLIENT_NAME, Hooks
from labkit.agents.smtp_role import Dialogue, Role, Transaction
from labkit.protocols.smtp import replies
from labkit.protocols.smtp.content import ContentReader, is_bare
from labkit.protocols.smtp.paths import BadPath, Path, parse_path
from labkit.protocols.smtp.replies import Refused
from labkit.protocols.smtp.states import BY_VERB
from labkit.wire.tap import Tap

MAX_LETTER = 10 * 1024 * 1024  # octets, announced as SIZE
MAX_COMMAND = 512  # RFC 5321 section 4.5.3.1.4
# What extensions add: SIZE 26 (RFC 1870), BODY 17 (RFC 6152), SMTPUTF8 10 (RFC 6531), and to
# AUTH, whose answers may be long, RFC 4954 section 4.
MAX_COMMANDS = {"MAIL": MAX_COMMAND + 53, "RCPT": MAX_COMMAND + 10, "AUTH": 12288}
BUFFER = 64 * 1024  # octets the reader holds before the client must wait
TURN = 32  # commands answered before others get theirs
IDLE_SECONDS = 300.0  # RFC 5321 section 4.5.3.2.7
_TOO_MANY = re.compile(r"502 5\.5\.1 Too many unrecognized commands, goodbye\.")
BETWEEN = "-"  # no command is being answered: an unknown one, or a line too long

# aiosmtpd logs warnings of its own; without a handler Python would print them in the notebook.
logging.getLogger("mail.log").addHandler(logging.NullHandler())


class _Session(Session):
    """aiosmtpd's, without the complaint that aiosmtpd itself uses ``login_data``."""

    login_data: object = None


class LabSMTP(SMTP):
    """One connection to the server that plays *role*."""

    line_length_limit = BUFFER
    AuthLoginUsernameChallenge = "Username:"
    AuthLoginPasswordChallenge = "Password:"

    def __init__(self, role: Role) -> None:
        self.role = role
        self.dialogue = Dialogue()
        self.path: Path = Path("", "")  # the address parsed last
        self._verb = ""  # "" is the greeting
        self._commands = 0
        super().__init__(
            Hooks(),
            hostname=role.host,
            ident="ESMTP labkit",
            data_size_limit=MAX_LETTER,
            enable_SMTPUTF8=True,
            timeout=IDLE_SECONDS,
            # No TLS yet: what AUTH wants is checked by the hooks, or the constructor would warn.
            auth_require_tls=not role.wants_login,
            authenticator=self._authenticator_of_role,
            loop=asyncio.get_running_loop(),
        )
        self._smtp_methods = {
            verb: partial(self._run, verb, getattr(self, f"smtp_{verb}")) for verb in BY_VERB
        }

    # The connection.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        self.dialogue.peer = f"[{peer[0]}]" if peer else ""
        self.dialogue.number = transport.session if isinstance(transport, Tap) else None
        super().connection_made(transport)

    def eof_received(self) -> bool | None:
        # Not aiosmtpd's, which drops what was sent before the end and isn't answered yet.
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
        text = _TOO_MANY.sub("421 4.7.0 too many unknown commands, goodbye", text)
        text = replies.completed(text.replace("Error: ", "", 1), self._verb)
        self._verb = self._verb or BETWEEN
        self._writer.write(replies.wire_form(text))
        try:
            await self._writer.drain()
        except ConnectionError:
            raise asyncio.CancelledError from None

    async def _run(
        self, verb: str, method: Callable[[str | None], Awaitable[None]], arg: str | None
    ) -> None:
        self._verb = verb
        self._commands += 1
        if self._commands % TURN == 0:
            await asyncio.sleep(0)  # a pipelined flood would keep the loop from everybody else
        try:
            if verb in ("EHLO", "HELO") and CLIENT_NAME.fullmatch(arg or "") is None:
                # RFC 5321 section 4.1.4: the state stays what it was. Else a transaction would go.
                await self.push(f"501 Syntax: {verb} host")
            else:
                await method(arg)
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

    def _create_session(self) -> Session:
        return _Session(self.loop)

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
        if not all(param.isascii() for param in params):
            return None
        found: dict[str, str | bool] | None = super()._getparams(params)
        if found and self._verb == "MAIL" and self.role.wants_login:
            found.pop("AUTH", None)  # RFC 4954 section 5: understood, and not trusted
        return found

    def _authenticator_of_role(
        self,
        server: SMTP,
        session: Session,
        envelope: object,
        mechanism: str,
        said: LoginPassword,
    ) -> AuthResult:
        try:
            user, password = said.login.decode(), said.password.decode()
        except UnicodeDecodeError:
            return AuthResult(success=False, handled=False)
        self.dialogue.account = self.role.login(user, password)
        # handled=False, or nobody answers and the client waits for ever.
        return AuthResult(success=self.dialogue.account is not None, handled=False)

    # Commands.

    async def smtp_EHLO(self, hostname: str | None) -> None:
        self.command_size_limits = defaultdict(lambda: MAX_COMMAND, MAX_COMMANDS)
        await super().smtp_EHLO(hostname)
        # aiosmtpd adds to the limits with each EHLO.
        self.command_size_limits = defaultdict(lambda: MAX_COMMAND, MAX_COMMANDS)

    async def smtp_AUTH(self, arg: str | None) -> None:
        if not self.role.wants_login:
            raise Refused(502, "5.5.1", "no login here: this server takes mail for its own people")
        if self.dialogue.transaction.mail_from is not None:
            raise Refused(503, "5.5.1", "AUTH comes before MAIL")  # RFC 4954 section 4
        mechanism, space, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(mechanism.upper() + space + rest)

    async def auth_PLAIN(self, _: object, args: list[str]) -> AuthResult:
        given = args[1].encode("utf-8", "surrogateescape") if len(args) > 1 else None
        said = await self.challenge_auth("") if given is None else _decoded(given)
        if said.count(b"\0") != 2:
            raise Refused(501, "5.5.2", "PLAIN is: (nothing) NUL name NUL password, in base64")
        # Not aiosmtpd's, which takes no notice of the first part: RFC 4616 section 2 has it name
        # whom to act for, and here everybody acts for nobody else.
        acts_for, user, password = said.split(b"\0")
        if acts_for not in (b"", user):
            return AuthResult(success=False, handled=False)
        return self._authenticate("PLAIN", LoginPassword(user, password))

    async def challenge_auth(
        self, challenge: str | bytes, encode_to_b64: bool = True, log_client_response: bool = False
    ) -> bytes:
        """Ask for an answer. After a long one aiosmtpd would read its rest as commands."""
        octets = challenge.encode() if isinstance(challenge, str) else challenge
        await self.push(b"334 " + base64.b64encode(octets))
        too_long = False
        while True:
            try:
                answer = (await self._reader.readuntil(b"\n")).strip()
                break
            except asyncio.LimitOverrunError as overrun:
                too_long = True
                await self._reader.read(overrun.consumed)
        if too_long:
            raise Refused(500, "5.5.6", "this answer is too long")
        if answer == b"*":
            raise Refused(501, "5.7.0", "login cancelled")
        return _decoded(answer)

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
        content = ContentReader(MAX_LETTER)
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
            raise Refused(552, "5.3.4", f"a letter has at most {MAX_LETTER} octets here")
        octets = content.letter()
        if is_bare(octets):
            raise Refused(550, "5.5.2", "a CR or LF stands alone: lines end with CR LF")
        if b"\0" in octets:
            raise Refused(554, "5.6.0", "a letter has no NUL octets")
        return self.role.letter(self.dialogue, octets)


def _decoded(answer: bytes) -> bytes:
    """Return the octets of an answer to AUTH; "=" is an empty one (RFC 4954 section 4)."""
    try:
        return base64.b64decode(b"" if answer == b"=" else answer, validate=True)
    except ValueError:
        raise Refused(501, "5.5.2", "this is not base64") from None
