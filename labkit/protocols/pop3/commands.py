"""All POP3 commands in one table, and the same rows as a record for help and diagrams."""

from __future__ import annotations

from labkit.protocols.pop3 import any_state, authorization, transaction
from labkit.protocols.pop3.states import Pop3State
from labkit.protocols.pop3.table import COMMANDS, Command
from labkit.records import StateTable

__all__ = ["COMMANDS", "STATE_TABLE", "Command", "any_state", "authorization", "transaction"]

STATE_TABLE = StateTable(
    "POP3",
    tuple(state.value for state in Pop3State),
    tuple((row.verb, tuple(state.value for state in row.states)) for row in COMMANDS.values()),
)
