"""The table of POP3 commands: who may be called when. ``commands`` has it filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from labkit.protocols.errors import SyntaxRefused
from labkit.protocols.pop3.replies import Challenge, Reply
from labkit.protocols.pop3.states import Pop3State

if TYPE_CHECKING:
    from labkit.protocols.pop3.session import Pop3Session

Handler = Callable[["Pop3Session", str], Reply | Challenge]
LeadsTo = Mapping[Pop3State, Pop3State | None]
_NOWHERE: LeadsTo = MappingProxyType({})

COMMANDS: dict[str, Command] = {}


@dataclass(frozen=True, slots=True)
class Command:
    """A row: *run* takes the session and what stands behind the verb and its space.

    ``example`` is the command as a client could say it. ``leads_to`` has the states that it may
    leave when it is answered +OK, and where each leads: None is the end of the session.
    """

    verb: str
    states: tuple[Pop3State, ...]
    run: Handler
    example: str
    leads_to: LeadsTo


def command(
    verb: str, *states: Pop3State, example: str, leads_to: LeadsTo = _NOWHERE
) -> Callable[[Handler], Handler]:
    """Put the decorated function into the table as *verb*'s handler."""

    def enter(run: Handler) -> Handler:
        COMMANDS[verb] = Command(verb, states, run, example, leads_to)
        return run

    return enter


def no_argument(argument: str) -> None:
    """Refuse a command that says more than its verb."""
    if argument.strip():
        raise SyntaxRefused("this command has no argument")
