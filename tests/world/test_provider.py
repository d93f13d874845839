"""Each domain answers on its four hosts, by the role's own port."""

import smtplib
from datetime import timedelta

import pytest

from labkit.wire.network import NoSuchHost
from labkit.world.scene import KEN
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


def test_both_smtp_servers_keep_the_providers_rules(world: World) -> None:
    policy = world._providers["fuji.example"].directory.policy
    policy.size_limit = 1234
    for host, port in (("smtp.fuji.example", 587), ("mx.fuji.example", 25)):
        with smtplib.SMTP(*world.network.address(host, port), local_hostname="crow") as client:
            client.ehlo()
            assert client.esmtp_features["size"] == "1234"


def test_after_a_reset_every_sender_is_unknown_again(world: World) -> None:
    def rcpt() -> int:
        address = world.network.address("mx.fuji.example", 25)
        with smtplib.SMTP(*address, local_hostname="crow") as client:
            client.ehlo()
            client.mail("crow@crow.example")
            return client.rcpt("ken@fuji.example")[0]

    policy = world._providers["fuji.example"].directory.policy
    policy.greylist = timedelta(minutes=5)
    pass_time(world, timedelta(minutes=30))
    assert rcpt() == 451
    world.reset()  # it is nine o'clock again
    policy.greylist = timedelta(minutes=5)
    assert rcpt() == 451
    pass_time(world, timedelta(minutes=5))
    assert rcpt() == 250


def test_pop3_goes_by_the_policy_and_the_clock_of_its_provider(world: World) -> None:
    policy = world._providers["fuji.example"].directory.policy
    policy.busy.add("pop.fuji.example")
    policy.login_delay = 60
    assert login_answer(world) == b"-ERR [SYS/TEMP]"
    policy.busy.clear()
    assert login_answer(world) == b"+OK maildrop"
    assert login_answer(world) == b"-ERR [LOGIN-DELAY]"
    pass_time(world, timedelta(seconds=60))
    assert login_answer(world) == b"+OK maildrop"


def pass_time(world: World, duration: timedelta) -> None:
    until = world.now() + duration
    while world.pass_time(until):
        pass


def login_answer(world: World) -> bytes:
    """Return how the answer to Ken's login begins, two words of it."""
    with (
        world.network.dial("test", "pop.fuji.example", 110) as line,
        line.makefile("rwb") as file,
    ):
        file.write(f"USER {KEN.address}\r\nPASS {KEN.password}\r\nQUIT\r\n".encode())
        file.flush()
        said = file.readlines()
    return b" ".join(said[2].split()[:2])
