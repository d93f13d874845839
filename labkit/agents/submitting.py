"""Handing a letter in: one SMTP session with login, as smtplib's ``send_message`` would hold it."""

from __future__ import annotations

from labkit.agents.clients import Line, smtp
from labkit.agents.trouble import refusals


def submit(
    line: Line,
    ehlo: str,
    login: tuple[str, str] | None,
    mail_from: str,
    recipients: tuple[str, ...],
    octets: bytes,
) -> tuple[tuple[str, ...], str]:
    """Hand in *octets* for *recipients*; return who was taken, and in words who was refused.

    *login* None logs in nowhere. ``Bcc`` recipients are on the envelope alone: *octets* don't name
    them. Raises what smtplib raises, when nobody is taken among other things.
    """
    with smtp(line, ehlo) as client:
        if login is not None:
            client.login(*login)
        refused = client.sendmail(
            mail_from, recipients, octets, _options((mail_from, *recipients), octets)
        )
    taken = tuple(address for address in recipients if address not in refused)
    return taken, refusals(refused)


def _options(addresses: tuple[str, ...], octets: bytes) -> tuple[str, ...]:
    """Return what MAIL FROM must announce: RFC 6531 section 3.4, RFC 6152 section 2."""
    header = octets.partition(b"\r\n\r\n")[0]
    if not (header.isascii() and all(address.isascii() for address in addresses)):
        return ("SMTPUTF8", "BODY=8BITMIME")
    return () if octets.isascii() else ("BODY=8BITMIME",)
