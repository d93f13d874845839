from labkit.protocols.pop3 import STATE_TABLE, Pop3State


def test_each_state_but_the_last_allows_quit() -> None:
    # RFC 1939 section 3
    assert dict(STATE_TABLE.rows)["QUIT"] == ("AUTHORIZATION", "TRANSACTION")
    assert STATE_TABLE.states == tuple(state.value for state in Pop3State)
