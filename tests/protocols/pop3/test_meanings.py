"""Whatever our server knows, says or announces stands in the tables of meanings, with its texts."""

from __future__ import annotations

import pytest

from labkit.mail.policy import Policy
from labkit.protocols.pop3 import COMMANDS, meanings
from labkit.protocols.pop3.capabilities import capabilities
from labkit.protocols.pop3.stories import CAPABILITIES, CODES
from labkit.texts import LANGUAGES, explained

ANNOUNCED = {
    line for days in (None, 0, 3) for line in capabilities(Policy(expire_days=days, login_delay=60))
}


def is_told(meaning: str) -> bool:
    return all(explained(language, meaning) for language in LANGUAGES)


@pytest.mark.parametrize("verb", COMMANDS)
def test_commands(verb: str) -> None:
    assert meanings.of_verb(verb.lower()) == f"pop3.verb.{verb.lower()}"
    assert is_told(meanings.of_verb(verb))


@pytest.mark.parametrize("code", CODES)
def test_response_codes(code: str) -> None:
    assert not meanings.of_response_code(f"{code}/MORE").endswith(".other")
    assert is_told(meanings.of_response_code(code.lower()))


@pytest.mark.parametrize("line", sorted({*ANNOUNCED, *CAPABILITIES}))
def test_capabilities_that_we_announce(line: str) -> None:
    tag, *words = line.split()
    assert meanings.is_capability(tag.lower())
    assert is_told(meanings.of_capability(tag))
    if tag != "SASL":
        told = [meanings.of_capability_argument(tag, word)[1] for word in words]
        assert all(map(is_told, told))
        assert "pop3.argument.other" not in told


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    assert meanings.of_verb("XTND") == "pop3.unknown.verb"
    assert meanings.of_response_code("SYS") == "pop3.response_code.other"
    assert not meanings.is_capability("XTND")
    assert meanings.of_capability_argument("TOP", "x") == ("argument", "pop3.argument.other")
