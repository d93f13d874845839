"""AUTH on the SMTP server: aiosmtpd's, with what is wrong there put right. RFC 4954."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session

from labkit.agents.smtp_role import Dialogue, Role
from labkit.protocols.smtp import sasl
from labkit.protocols.smtp.replies import Refused


class _Session(Session):
    """aiosmtpd's, without the complaint that aiosmtpd itself uses ``login_data``."""

    login_data: object = None


class LoginSMTP(SMTP):
    """The part of a connection that finds out who is there."""

    AuthLoginUsernameChallenge = "Username:"
    AuthLoginPasswordChallenge = "Password:"

    def __init__(self, role: Role, hooks: object, **settings: Any) -> None:
        self.role = role
        self.dialogue = Dialogue()
        super().__init__(
            hooks,
            # No TLS yet: what AUTH wants is checked by the hooks, or the constructor would warn.
            auth_require_tls=not role.wants_login,
            authenticator=self._who,
            **settings,
        )

    def _create_session(self) -> Session:
        return _Session(self.loop)

    async def smtp_AUTH(self, arg: str | None) -> None:
        if not self.role.wants_login:
            raise Refused(502, "5.5.1", "no login here: this server takes mail for its own people")
        if self.dialogue.transaction.mail_from is not None:
            raise Refused(503, "5.5.1", "AUTH comes before MAIL")  # RFC 4954 section 4
        mechanism, space, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(mechanism.upper() + space + rest)

    async def auth_PLAIN(self, _: object, args: list[str]) -> AuthResult:
        given = args[1].encode("utf-8", "surrogateescape") if len(args) > 1 else None
        said = await self.challenge_auth("") if given is None else sasl.decoded(given)
        # Not aiosmtpd's, which takes no notice of whom a client wants to act for.
        who = sasl.plain(said)
        if who is None:
            return AuthResult(success=False, handled=False)
        return self._authenticate("PLAIN", LoginPassword(*who))

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
        return sasl.decoded(answer)

    def _who(
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
