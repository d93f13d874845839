"""Login methods by their SASL name: RFC 4422, and what each is."""

from __future__ import annotations

# fmt: off
MECHANISMS = frozenset((
    "CRAM-MD5", "EXTERNAL", "LOGIN", "OAUTHBEARER", "PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256",
    "XOAUTH2",
))
# fmt: on


def mechanism_meaning(name: str) -> str:
    """Return what the mechanism *name* means.

    >>> mechanism_meaning("cram-md5"), mechanism_meaning("X")
    ('sasl.mechanism.cram_md5', 'sasl.mechanism.other')
    """
    known = name.upper() in MECHANISMS
    return f"sasl.mechanism.{name.lower().replace('-', '_') if known else 'other'}"
