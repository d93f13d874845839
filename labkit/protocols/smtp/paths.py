"""Reverse-paths and forward-paths, RFC 5321 section 4.1.2, with the letters of RFC 6531.

    Path        = "<" [ A-d-l ":" ] Mailbox ">"      ; A-d-l, a source route, is read and ignored
    Mailbox     = Local-part "@" ( Domain / address-literal )
    Local-part  = Dot-string / Quoted-string
    Domain      = sub-domain *("." sub-domain)

The brackets may be missing: people who type leave them out, and nothing else can be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labkit.mail.address import DOMAIN, DOT_STRING, MAX_DOMAIN, MAX_LOCAL, QTEXT, written

MAX_PATH = 256  # octets, RFC 5321 section 4.5.3.1.3

_LITERAL = r"\[[A-Za-z0-9:.\-]+\]"
_QUOTED = rf'"(?:{QTEXT}|\\[ -~])*"'
_MAILBOX = re.compile(
    rf"(?P<local>{DOT_STRING.pattern}|{_QUOTED})(?:@(?P<domain>{DOMAIN}|{_LITERAL}))?"
)
_ROUTE = re.compile(rf"@{DOMAIN}(?:,@{DOMAIN})*:")


class BadPath(ValueError):
    """This is not a path; the text says why."""


@dataclass(frozen=True, slots=True)
class Path:
    """An address of an envelope. ``local`` is unquoted, ``domain`` as it was written.

    The null reverse-path has neither; ``<postmaster>`` has no domain.
    """

    local: str
    domain: str

    @property
    def is_null(self) -> bool:
        """True for ``<>``, the sender of error mails (RFC 5321 section 4.5.5)."""
        return not self.local and not self.domain

    @property
    def zone(self) -> str:
        """The domain for comparing: lower case, without a final dot."""
        return self.domain.lower().rstrip(".")

    @property
    def needs_utf8(self) -> bool:
        """True when only a server with SMTPUTF8 may take this address (RFC 6531 section 3.4)."""
        return not (self.local + self.domain).isascii()

    @property
    def canonical(self) -> Path:
        """The same address with its domain written as ``zone``."""
        return Path(self.local, self.zone)

    def __str__(self) -> str:
        """The address as it stands between angle brackets."""
        local = written(self.local) if self.local else ""
        return f"{local}@{self.domain}" if self.domain else local


NULL = Path("", "")


def parse_path(text: str) -> tuple[Path, str]:
    """Return the path with which *text* begins, and what follows it; raise BadPath.

    >>> parse_path("<@relay.example:ken@fuji.example> SIZE=3")
    (Path(local='ken', domain='fuji.example'), ' SIZE=3')
    """
    text = text.lstrip(" ")
    bracket = text.startswith("<")
    inside = text[1:] if bracket else text
    if bracket and inside.startswith(">"):
        return NULL, _after(inside[1:])
    if bracket and (route := _ROUTE.match(inside)):
        inside = inside[route.end() :]
    match = _MAILBOX.match(inside)
    if match is None:
        raise BadPath("an address looks like <name@domain>")
    rest = inside[match.end() :]
    if bracket:
        if not rest.startswith(">"):
            raise BadPath("the address has no closing >, or something odd before it")
        rest = rest[1:]
    return _checked(match["local"], match["domain"] or ""), _after(rest)


def _after(rest: str) -> str:
    if rest and not rest.startswith(" "):
        raise BadPath("something follows the address")
    return rest


def _checked(local: str, domain: str) -> Path:
    try:
        octets = len(local.encode()), len(domain.encode())
    except UnicodeEncodeError:
        raise BadPath("the address holds half a character") from None
    if octets[0] > MAX_LOCAL or octets[1] > MAX_DOMAIN or sum(octets) + 3 > MAX_PATH:
        raise BadPath("the address is too long")
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    if not local:
        raise BadPath("nothing before the @")
    return Path(local, domain)
