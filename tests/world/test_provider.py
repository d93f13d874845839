"""Each domain answers on its four hosts, by the role's own port."""

import pytest

from labkit.wire.network import NoSuchHost
from labkit.world.world import World


@pytest.mark.parametrize("domain", ["sakura.example", "fuji.example"])
@pytest.mark.parametrize(
    ("role", "port", "greeting"),
    [("smtp", 587, b"220 "), ("mx", 25, b"220 "), ("pop", 110, b"+OK "), ("imap", 143, b"* OK ")],
)
def test_every_host_greets(
    world: World, domain: str, role: str, port: int, greeting: bytes
) -> None:
    host = f"{role}.{domain}"
    with world.network.dial("test", host, port) as line, line.makefile("rb") as file:
        said = file.readline()
    assert said.startswith(greeting)
    assert host.encode() in said or role == "imap"


def test_the_mx_of_a_domain_is_no_submission_server(world: World) -> None:
    with pytest.raises(NoSuchHost):
        world.network.dial("test", "mx.fuji.example", 587)
