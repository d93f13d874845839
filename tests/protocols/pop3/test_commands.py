from labkit.protocols.pop3.commands import COMMANDS, STATE_TABLE


def test_all_of_rfc_1939_but_apop_and_what_capa_promises() -> None:
    assert set(COMMANDS) == {
        *("USER", "PASS", "QUIT", "STAT", "LIST", "RETR", "DELE", "NOOP", "RSET", "TOP", "UIDL"),
        *("CAPA", "AUTH"),
    }


def test_the_record_has_the_same_rows() -> None:
    assert [verb for verb, _ in STATE_TABLE.rows] == list(COMMANDS)
    assert dict(STATE_TABLE.rows)["DELE"] == ("TRANSACTION",)
