from labkit.protocols.pop3.commands import COMMANDS
from labkit.protocols.pop3.states import Pop3State


def test_all_of_rfc_1939_but_apop_and_what_capa_promises() -> None:
    assert set(COMMANDS) == {
        *("USER", "PASS", "QUIT", "STAT", "LIST", "RETR", "DELE", "NOOP", "RSET", "TOP", "UIDL"),
        *("CAPA", "AUTH", "UTF8", "LANG"),
    }


def test_each_row_stands_under_its_verb() -> None:
    assert [row.verb for row in COMMANDS.values()] == list(COMMANDS)
    assert COMMANDS["DELE"].states == (Pop3State.TRANSACTION,)
