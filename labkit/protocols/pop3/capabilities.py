"""What this server can do, as CAPA says it: RFC 2449 sections 5 and 6, RFC 3206, RFC 5034.

The same list in both states: what is announced before the login must be announced after it. STLS
(RFC 2595) and UTF8 (RFC 6856) will be lines here once their commands stand in the table.
"""

from __future__ import annotations

MECHANISMS = ("PLAIN",)

CAPABILITIES = (
    "TOP",
    "USER",
    f"SASL {' '.join(MECHANISMS)}",
    "RESP-CODES",
    "AUTH-RESP-CODE",
    "PIPELINING",
    "UIDL",
    "EXPIRE NEVER",
    "IMPLEMENTATION labkit",
)
