"""POP3 (RFC 1939): the engine ``Pop3Session`` and what helps it."""

from labkit.protocols.pop3.commands import COMMANDS
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.pop3.states import Pop3State

__all__ = ["COMMANDS", "Pop3Session", "Pop3State"]
