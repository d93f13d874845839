"""POP3 (RFC 1939): the engine ``Pop3Session`` and what helps it."""

from labkit.protocols.pop3.commands import COMMANDS, STATE_TABLE
from labkit.protocols.pop3.session import Pop3Session
from labkit.protocols.pop3.states import Pop3State

__all__ = ["COMMANDS", "STATE_TABLE", "Pop3Session", "Pop3State"]
