"""The table of commands: each row says where a command is allowed, shows one, and runs it.

State rules, stories and tests read the same rows. A handler reads
its arguments, checks what it needs, acts, and returns how it went or refuses; what changed in the
mailbox is told by the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Continuation, Reply
from labkit.protocols.imap.states import ImapState

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

Run = Callable[["ImapSession", Arguments], Reply | Continuation]
Check = Callable[["ImapSession"], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A row. *example* is the command as a client could say it, without the tag."""

    verb: str
    states: tuple[ImapState, ...]
    example: str
    run: Run
    tells_expunge: bool = True  # False: its numbers must not move while it is answered
    before_literal: Check | None = None  # raises if the command can't work, whatever comes
    leads_to: ImapState | None = None  # where OK leads; None for a command that changes no state


COMMANDS: dict[bytes, Command] = {}


def command(
    verb: str,
    states: Sequence[ImapState],
    example: str = "",
    tells_expunge: bool = True,
    before_literal: Check | None = None,
    leads_to: ImapState | None = None,
) -> Callable[[Run], Run]:
    """Enter the decorated handler into the table."""

    def enter(run: Run) -> Run:
        shown = example or verb
        row = Command(verb, tuple(states), shown, run, tells_expunge, before_literal, leads_to)
        COMMANDS[verb.encode("ascii")] = row
        return run

    return enter
