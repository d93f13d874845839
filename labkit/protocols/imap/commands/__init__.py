"""The commands, by the state in which they are allowed; importing this fills the table."""

from labkit.protocols.imap.commands import (
    any_state,
    append,
    authenticated,
    fetch,
    idle,
    listing,
    not_authenticated,
    quota,
    search,
    selected,
    store,
)
from labkit.protocols.imap.commands.table import COMMANDS, Command, command

__all__ = [
    "COMMANDS",
    "Command",
    "any_state",
    "append",
    "authenticated",
    "command",
    "fetch",
    "idle",
    "listing",
    "not_authenticated",
    "quota",
    "search",
    "selected",
    "store",
]
