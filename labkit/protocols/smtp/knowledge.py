"""What an SMTP server knows at each moment of a session: the right-hand gutter of the ladder.

A refusal changes nothing. RSET, EHLO and the end of a letter forget the envelope (RFC 5321
sections 4.1.1.5 and 4.1.4).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from labkit.records import Notice

DOT = "."  # stands for the end of a letter, which is answered like a command


@dataclass(slots=True)
class Knowledge:
    """Follows one session's final replies."""

    client: str = ""
    login: str = ""
    mail_from: str | None = None
    rcpt_tos: list[str] = field(default_factory=list)
    holds: bool = False
    responsible: bool = False

    def holds_letter(self) -> None:
        """The letter has come, the reply to it hasn't."""
        self.holds = True

    def replied(self, verb: str, argument: str, code: str) -> bool:
        """Note the final reply *code* to *verb*; return True if responsibility has passed."""
        if verb == DOT:
            self._forget()
            self.responsible = code.startswith("2")
            return self.responsible
        if not code.startswith("2"):
            return False
        match verb:
            case "EHLO" | "HELO":
                self._forget()
                self.client = argument
            case "AUTH":
                self.login = argument
            case "MAIL":
                self._forget()
                self.mail_from = argument
            case "RCPT":
                self.rcpt_tos.append(argument)
            case "RSET":
                self._forget()
        return False

    def notices(self) -> tuple[Notice, ...]:
        """Return all that is known, in the order in which a session tells it."""
        known = []
        if self.client:
            known.append(Notice("knows.smtp.client", {"client": self.client}))
        if self.login:
            known.append(Notice("knows.smtp.login", {"login": self.login}))
        if self.mail_from is not None:
            known.append(Notice("knows.smtp.from", {"address": self.mail_from or "<>"}))
        if self.rcpt_tos:
            known.append(Notice("knows.smtp.to", {"addresses": ", ".join(self.rcpt_tos)}))
        if self.holds:
            known.append(Notice("knows.smtp.held"))
        if self.responsible:
            known.append(Notice("knows.smtp.responsible"))
        return tuple(known)

    def _forget(self) -> None:
        self.mail_from = None
        self.rcpt_tos = []
        self.holds = self.responsible = False
