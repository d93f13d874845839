"""msmtp, in place of sendmail: reads a letter with LF from its input and submits it."""

import pytest

from labkit.world.scene import AYA, KEN
from tests.interop.desk import Desk
from tests.interop.letters import WILD, big
from tests.interop.office import Office, arrived

pytestmark = pytest.mark.interop


def settings(desk: Desk, office: Office, mechanism: str, password: str = AYA.password) -> None:
    host, port = office.smtp
    desk.write(
        ".msmtprc",
        f"account lab\nhost {host}\nport {port}\ntls off\nauth {mechanism}\nuser {AYA.address}\n"
        f"password {password}\nfrom {AYA.address}\ndomain aya-pc\ntimeout 20\n"
        "account default : lab\n",
    )


@pytest.mark.parametrize("mechanism", ["plain", "login"])
def test_submits(office: Office, desk: Desk, mechanism: str):
    settings(desk, office, mechanism)
    # Its letters end lines with LF, as files do; a CR of its own would be part of the text.
    sent = [octets for name, octets in WILD.items() if name != "broken header"]
    for octets in [*sent, big()]:
        desk.run("msmtp", "--", KEN.address, said=octets.replace(b"\r\n", b"\n"))
    for stored, octets in zip(office.letters(), [*sent, big()], strict=True):
        arrived(stored, octets)


def test_reads_recipients_from_the_letter(office: Office, desk: Desk):
    settings(desk, office, "plain")
    letter = WILD["plain"].replace(b"\r\nSubject", b"\r\nBcc: boss@sakura.example\r\nSubject")
    desk.run("msmtp", "--read-recipients", said=letter.replace(b"\r\n", b"\n"))
    arrived(office.letters()[0], WILD["plain"])


def test_says_what_the_server_can(office: Office, desk: Desk):
    settings(desk, office, "plain")
    told = desk.run("msmtp", "--serverinfo").stdout
    for extension in (b"SIZE 10485760:", b"PIPELINING:", b"PLAIN LOGIN"):
        assert extension in told


def test_hears_refusals(office: Office, desk: Desk):
    settings(desk, office, "login", "guess")
    refused = desk.run("msmtp", "--", KEN.address, said=b"x: y\n\n", code=77)
    assert b"535 5.7.8 " in refused.stderr
    settings(desk, office, "login")
    refused = desk.run("msmtp", "--", "x@example.org", said=b"x: y\n\n", code=65)
    assert b"550 5.1.2 " in refused.stderr
    assert office.letters() == []
