"""The commands, by the state in which they are allowed; importing this fills the table."""

from labkit.protocols.imap.commands import (
    any_state,
    append,
    authenticated,
    fetch,
    idle,
    listing,
    not_authenticated,
    search,
    selected,
    store,
)
from labkit.protocols.imap.commands.table import COMMANDS, Command, command, state_table

STATE_TABLE = state_table()

__all__ = [
    "COMMANDS",
    "STATE_TABLE",
    "Command",
    "any_state",
    "append",
    "authenticated",
    "command",
    "fetch",
    "idle",
    "listing",
    "not_authenticated",
    "search",
    "selected",
    "state_table",
    "store",
]
