from labkit.protocols.pop3 import COMMANDS, Pop3State


def test_each_state_but_the_last_allows_quit() -> None:
    # RFC 1939 section 3
    assert COMMANDS["QUIT"].states == (Pop3State.AUTHORIZATION, Pop3State.TRANSACTION)
    assert not any(Pop3State.UPDATE in row.states for row in COMMANDS.values())
