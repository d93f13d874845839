"""From the lines of a session to what they say: chooses the protocol's dissector.

It runs on the viewer's side, never among the servers, and raises for no octets whatever.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol as Interface
from typing import cast

from labkit.records import Protocol, RawLine, WireLine

_MODULES = {
    "SMTP": ("labkit.protocols.smtp.dissector", "SmtpDissector"),
    "POP3": ("labkit.protocols.pop3.dissector", "Pop3Dissector"),
    "IMAP": ("labkit.protocols.imap.dissector", "ImapDissector"),
}


class Dissector(Interface):
    """A fold over the lines of one session."""

    @property
    def end(self) -> str:
        """ "QUIT" or "LOGOUT" once the server has answered that kindly, else ""."""

    def feed(self, line: RawLine) -> list[WireLine]:
        """Return what *line* completes; nothing while it is part of something longer."""

    def finish(self) -> list[WireLine]:
        """Return what was begun and never completed."""


def dissector_for(protocol: Protocol) -> Dissector:
    """Return a new dissector. Only the protocol that is looked at is imported."""
    module, name = _MODULES[protocol]
    return cast(Dissector, getattr(import_module(module), name)())


def dissect(protocol: Protocol, lines: Iterable[RawLine]) -> tuple[tuple[WireLine, ...], str]:
    """Return the dissected lines of one session, and "QUIT" or "LOGOUT" if it ended so."""
    dissector = dissector_for(protocol)
    found = [shown for line in lines for shown in dissector.feed(line)]
    found.extend(dissector.finish())
    return tuple(found), dissector.end
