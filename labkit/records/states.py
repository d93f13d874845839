"""A protocol's states as a diagram needs them: plain values, taken from the engine's own table."""

from __future__ import annotations

from dataclasses import dataclass

from labkit.records.notice import Protocol


@dataclass(frozen=True, slots=True)
class StateRow:
    """A command: the states in which it is allowed, and those that it may leave.

    ``leads_to`` has (from, to) pairs; to is "" for the end of the session.
    """

    verb: str
    states: tuple[str, ...]
    leads_to: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StateTable:
    """The states of a protocol in the order in which a session goes through them, with its rows.

    ``now`` is the state of one session, "" for none in particular; ``over`` says that it has ended
    there.
    """

    protocol: Protocol
    states: tuple[str, ...]
    rows: tuple[StateRow, ...]
    now: str = ""
    over: bool = False
