import pytest

from labkit.protocols.errors import SyntaxRefused
from labkit.protocols.pop3 import COMMANDS, Pop3State
from labkit.protocols.pop3.table import no_argument


def test_rows_can_be_said() -> None:
    for verb, row in COMMANDS.items():
        assert row.verb == verb == row.example.split()[0]
        assert 3 <= len(verb) <= 4  # RFC 2449 section 3
        assert row.states
        assert Pop3State.UPDATE not in row.states


def test_no_argument_means_none() -> None:
    no_argument(" ")
    with pytest.raises(SyntaxRefused):
        no_argument("now")
