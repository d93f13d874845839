"""swaks: the Swiss army knife for SMTP submits, and shows what it heard."""

import pytest

from labkit.world.scene import AYA, KEN
from tests.interop.desk import Desk
from tests.interop.letters import WILD
from tests.interop.office import Office, arrived

pytestmark = pytest.mark.interop


def swaks(desk: Desk, office: Office, *options: object, code: int = 0) -> str:
    host, port = office.smtp
    envelope = ["--from", AYA.address, "--ehlo", "aya-pc", "--timeout", 20]
    where = ["--server", host, "--port", port]
    return desk.run("swaks", *where, *envelope, *options, code=code).stdout.decode()


def login(mechanism: str, password: str = AYA.password) -> list[str]:
    return ["--auth", mechanism, "--auth-user", AYA.address, "--auth-password", password]


def file_with(desk: Desk, octets: bytes) -> str:
    # swaks ends the last line itself, and a second time where it has an end already.
    path = desk.write("letter", octets.removesuffix(b"\r\n"))
    return f"@{path}"


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_submits(office: Office, desk: Desk, mechanism: str):
    names = ["plain", "lone dots", "utf-8 body", "nested"]
    for name in names:
        data = file_with(desk, WILD[name])
        heard = swaks(desk, office, *login(mechanism), "--to", KEN.address, "--data", data)
        assert "235 2.7.0 " in heard
        assert "250 2.0.0 queued as " in heard
    for stored, name in zip(office.letters(), names, strict=True):
        arrived(stored, WILD[name])


def test_pipelines_when_asked(office: Office, desk: Desk):
    data = file_with(desk, WILD["plain"])
    options = ["--pipeline", "--to", KEN.address, "--data", data]
    swaks(desk, office, *login("PLAIN"), *options)
    arrived(office.letters()[0], WILD["plain"])


def test_stops_after_any_step(office: Office, desk: Desk):
    heard = swaks(desk, office, "--quit-after", "EHLO", "--to", KEN.address)
    for extension in ("SIZE ", "8BITMIME", "SMTPUTF8", "PIPELINING", "AUTH ", "HELP"):
        assert f"250-{extension}" in heard or f"250 {extension}" in heard
    assert "221 2.0.0 " in heard
    assert office.letters() == []


def test_hears_refusals(office: Office, desk: Desk):
    heard = swaks(desk, office, *login("LOGIN", "guess"), "--to", KEN.address, code=28)
    assert "535 5.7.8 " in heard
    assert "530 5.7.0 " in swaks(desk, office, "--to", KEN.address, code=23)
    heard = swaks(desk, office, *login("PLAIN"), "--to", "x@example.org", code=24)
    assert "550 5.1.2 " in heard
    assert office.letters() == []
