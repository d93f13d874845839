from labkit.mail.policy import Policy
from labkit.protocols.pop3 import COMMANDS
from labkit.protocols.pop3.capabilities import capabilities


def test_what_is_announced_is_there_and_nothing_more() -> None:
    lines = capabilities(Policy())
    tags = {line.split()[0] for line in lines}
    assert {"TOP", "USER", "UIDL", "UTF8", "LANG"} <= tags & {*COMMANDS}
    assert "STLS" not in tags
    assert all(len(line) <= 510 and not line.startswith(".") for line in lines)


def test_the_provider_decides_how_long_and_how_often() -> None:
    # RFC 2449 sections 6.5 and 6.7
    assert "EXPIRE NEVER" in capabilities(Policy())
    assert "EXPIRE 0" in capabilities(Policy(expire_days=0))
    assert {"EXPIRE 14", "LOGIN-DELAY 900"} <= {
        *capabilities(Policy(expire_days=14, login_delay=900))
    }
    assert not any(line.startswith("LOGIN-DELAY") for line in capabilities(Policy()))
