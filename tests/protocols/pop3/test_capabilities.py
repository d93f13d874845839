from labkit.protocols.pop3 import COMMANDS
from labkit.protocols.pop3.capabilities import CAPABILITIES


def test_what_is_announced_is_there_and_nothing_more() -> None:
    assert {"TOP", "USER", "UIDL"} <= {*CAPABILITIES} & {*COMMANDS}
    assert not {"STLS", "UTF8"} & {*CAPABILITIES}
    assert all(len(line) <= 510 and not line.startswith(".") for line in CAPABILITIES)
