import base64

import pytest

from labkit.protocols.errors import CommandRefused, LoginRefused, SyntaxRefused
from labkit.protocols.pop3.sasl import plain_login


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("acts_as", ["", "ken"])
def test_user_and_password(acts_as: str) -> None:
    assert plain_login(encoded(f"{acts_as}\0ken\0se cret")) == ("ken", "se cret")
    assert plain_login(encoded(f"{acts_as}\0ken\0パス")) == ("ken", "パス")


@pytest.mark.parametrize(
    "response",
    [
        *["", "=", "=AAA", "AAA", "AAA=BBB", "A A=", "AA==\t", "/w==", "****"],
        *map(encoded, ["", "ken", "\0a", "a\0b\0c\0d", "\0\0secret"]),
    ],
)
def test_what_is_not_plain_is_refused(response: str) -> None:
    with pytest.raises(SyntaxRefused):
        plain_login(response)


def test_cancel_and_acting_for_others() -> None:
    with pytest.raises(CommandRefused, match="cancelled"):
        plain_login("*")
    with pytest.raises(LoginRefused):
        plain_login(encoded("aya\0ken\0secret"))
