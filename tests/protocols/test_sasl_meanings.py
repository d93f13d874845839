"""Each login method has a meaning, and one that nobody knows is said to be unknown."""

import pytest

from labkit.protocols.pop3.capabilities import MECHANISMS as OURS_POP3
from labkit.protocols.sasl_meanings import MECHANISMS, mechanism_meaning
from labkit.texts import meanings


@pytest.mark.parametrize("name", sorted({*MECHANISMS, *OURS_POP3, "PLAIN", "LOGIN"}))
def test_known_ones(name: str) -> None:
    assert mechanism_meaning(name.lower()) in meanings("en")
    assert not mechanism_meaning(name).endswith(".other")


def test_others() -> None:
    assert mechanism_meaning("KERBEROS_V4") == "sasl.mechanism.other"
