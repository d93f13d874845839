"""Does each of the lab's servers answer? Asked as any client would: connect and read a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.records import Protocol
from labkit.wire.network import Network
from labkit.world import scene

if TYPE_CHECKING:
    from labkit.texts import Language
    from labkit.views.health import HealthCheck, Light

WHO = "health"  # the caller's name in the transcript

# Whom to ask, how to say goodbye, and how a greeting begins that means "ready".
_DOORS: tuple[tuple[Protocol, str, int, bytes, bytes], ...] = (
    ("SMTP", scene.SAKURA.smtp, scene.SUBMISSION, b"QUIT\r\n", b"220"),
    ("POP3", scene.FUJI.pop, scene.POP3, b"QUIT\r\n", b"+OK"),
    ("IMAP", scene.FUJI.imap, scene.IMAP, b"health LOGOUT\r\n", b"* OK"),
)


def check(network: Network, language: Language) -> HealthCheck:
    """Ask one server of each protocol and return the three lights."""
    from labkit.views.health import HealthCheck

    return HealthCheck([_light(network, *door) for door in _DOORS], language)


def _light(
    network: Network, protocol: Protocol, host: str, port: int, goodbye: bytes, ready: bytes
) -> Light:
    from labkit.views.health import Light

    try:
        greeting = _greeting(network, host, port, goodbye)
    except OSError:
        greeting = b""
    said = greeting.decode("utf-8", "replace").strip()
    return Light(protocol, host, port, said, greeting.startswith(ready))


def _greeting(network: Network, host: str, port: int, goodbye: bytes) -> bytes:
    with network.dial(WHO, host, port) as line, line.makefile("rwb") as file:
        greeting = file.readline(1000)
        file.write(goodbye)
        file.flush()
        file.read(1000)
    return greeting
