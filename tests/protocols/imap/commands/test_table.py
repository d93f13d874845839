"""The table is complete."""

from __future__ import annotations

from labkit.protocols.imap.commands import COMMANDS
from labkit.protocols.imap.states import ANY, ImapState

NAMES = """CAPABILITY NOOP LOGOUT ID LOGIN AUTHENTICATE ENABLE NAMESPACE SELECT EXAMINE CREATE
DELETE RENAME SUBSCRIBE UNSUBSCRIBE LIST LSUB STATUS APPEND CHECK CLOSE UNSELECT EXPUNGE
SEARCH FETCH STORE COPY MOVE IDLE GETQUOTA GETQUOTAROOT SETQUOTA"""
BY_UID = ("EXPUNGE", "SEARCH", "FETCH", "STORE", "COPY", "MOVE")


def test_every_command_of_the_base_is_there() -> None:
    wanted = {*NAMES.split(), *(f"UID {verb}" for verb in BY_UID)}
    assert {row.verb for row in COMMANDS.values()} == wanted
    assert all(key == row.verb.encode() for key, row in COMMANDS.items())


def test_an_example_is_of_its_command() -> None:
    assert all(row.example.startswith(row.verb) for row in COMMANDS.values())


def test_only_three_keep_numbers_still() -> None:
    still = {row.verb for row in COMMANDS.values() if not row.tells_expunge}
    assert still == {"FETCH", "STORE", "SEARCH"}


def test_states_are_those_of_rfc_3501() -> None:
    assert COMMANDS[b"LOGIN"].states == (ImapState.NOT_AUTHENTICATED,)
    assert COMMANDS[b"UID FETCH"].states == (ImapState.SELECTED,)
    assert COMMANDS[b"NOOP"].states == ANY
