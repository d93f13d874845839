"""All POP3 commands in one table: importing this fills it."""

from __future__ import annotations

from labkit.protocols.pop3 import any_state, authorization, transaction
from labkit.protocols.pop3.table import COMMANDS, Command

__all__ = ["COMMANDS", "Command", "any_state", "authorization", "transaction"]
