"""IMAP (RFC 3501): the engine ``ImapSession`` and what helps it."""

from labkit.protocols.imap.commands import COMMANDS
from labkit.protocols.imap.session import ImapSession
from labkit.protocols.imap.states import ImapState

__all__ = ["COMMANDS", "ImapSession", "ImapState"]
