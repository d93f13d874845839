"""What this server can do, as CAPA says it: RFC 2449 sections 5 and 6, 3206, 5034, 6856.

The same list in both states: what is announced before the login must be announced after it. STLS
(RFC 2595) will be a line here once its command stands in the table.
"""

from __future__ import annotations

from labkit.mail.policy import Policy

MECHANISMS = ("PLAIN",)


def capabilities(policy: Policy) -> list[str]:
    """Return the lines of CAPA's answer; some depend on what the provider has decided."""
    kept = "NEVER" if policy.expire_days is None else policy.expire_days
    return [
        "TOP",
        "USER",
        f"SASL {' '.join(MECHANISMS)}",
        "RESP-CODES",
        "AUTH-RESP-CODE",
        # RFC 2449 section 6.5: the same for each user, so without "USER" behind the number.
        *([f"LOGIN-DELAY {policy.login_delay}"] if policy.login_delay else []),
        "PIPELINING",
        "UIDL",
        f"EXPIRE {kept}",
        "UTF8 USER",
        "LANG",
        "IMPLEMENTATION labkit",
    ]
