"""What a word of SMTP means, as a key of the texts: the tables behind ``spans``.

What stands in no table is said to be unknown, a reply code by its first digit (RFC 5321 section
4.2.1), an enhanced code by its class and its subject (RFC 3463 section 3).
"""

from __future__ import annotations

from labkit.protocols.smtp.states import BY_VERB

# fmt: off
# Besides those of the table, what other servers understand.
VERBS = frozenset((*BY_VERB, "STARTTLS", "BDAT"))
CODES = frozenset((
    "211", "214", "220", "221", "235", "250", "251", "252", "334", "354",
    "421", "432", "450", "451", "452", "454", "455",
    "500", "501", "502", "503", "504", "521", "530", "534", "535", "538",
    "550", "551", "552", "553", "554", "555", "556",
))
ENHANCED = frozenset((
    "2.0.0", "2.1.0", "2.1.5", "2.7.0",
    "4.2.0", "4.2.2", "4.3.0", "4.3.1", "4.3.2", "4.4.2", "4.5.3", "4.7.0", "4.7.1",
    "5.1.1", "5.1.2", "5.1.3", "5.1.7", "5.2.2", "5.3.4", "5.4.6", "5.5.1", "5.5.2", "5.5.4",
    "5.5.6", "5.6.0", "5.6.7", "5.7.0", "5.7.1", "5.7.8", "5.7.11",
))
SUBJECTS = frozenset("01234567")
CAPABILITIES = frozenset((
    "8BITMIME", "AUTH", "BINARYMIME", "CHUNKING", "DELIVERBY", "DSN", "ENHANCEDSTATUSCODES",
    "EXPN", "HELP", "MT-PRIORITY", "PIPELINING", "REQUIRETLS", "SIZE", "SMTPUTF8", "STARTTLS",
    "VRFY",
))
PARAMETERS = frozenset((
    "AUTH", "BODY", "BY", "ENVID", "MT-PRIORITY", "NOTIFY", "ORCPT", "REQUIRETLS", "RET", "SIZE",
    "SMTPUTF8",
))
BODIES = frozenset(("7BIT", "8BITMIME", "BINARYMIME"))
# fmt: on


def of_verb(word: str) -> str:
    """Return what a command's first word means."""
    return f"smtp.verb.{word.lower()}" if word.upper() in VERBS else "smtp.unknown.verb"


def of_code(code: str) -> str:
    """Return what a reply code of three digits means."""
    return f"smtp.code.{code}" if code in CODES else f"smtp.code.class_{code[0]}"


def of_capability(keyword: str) -> str:
    """Return what an EHLO keyword promises."""
    known = keyword.upper() in CAPABILITIES
    return f"smtp.capability.{_key(keyword) if known else 'other'}"


def of_parameter(word: str) -> str:
    """Return what a parameter of MAIL or RCPT means, its value included where it matters."""
    name, _, value = word.upper().partition("=")
    if name == "BODY" and value in BODIES:
        return f"smtp.parameter.body_{_key(value)}"
    return f"smtp.parameter.{_key(name) if name in PARAMETERS else 'other'}"


def of_enhanced(code: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of an enhanced code, each with its meaning: one if the code is known."""
    if code in ENHANCED:
        return ((code, f"smtp.enhanced.{code.replace('.', '_')}"),)
    kind, subject, detail = code.split(".")
    about = f"subject_{subject}" if subject in SUBJECTS else "other"
    return (
        (kind, f"smtp.enhanced.class_{kind}"),
        (subject, f"smtp.enhanced.{about}"),
        (detail, "smtp.enhanced.other"),
    )


def _key(word: str) -> str:
    return word.lower().replace("-", "_")
