"""The states: named as the RFC names them."""

from labkit.protocols.imap.states import ANY, LOGGED_IN, ImapState


def test_states_are_named_as_in_rfc_3501() -> None:
    assert [state.value for state in ImapState] == [
        "not authenticated",
        "authenticated",
        "selected",
        "logout",
    ]
    assert ImapState.LOGOUT not in ANY
    assert set(LOGGED_IN) < set(ANY)
