"""A mail address, as people type it and as SMTP says it. RFC 5321 section 4.1.2, RFC 6531 3.3.

mailbox    = local-part "@" (domain / address-literal)
local-part = atom *("." atom) / quoted-string        ; beyond ASCII with SMTPUTF8 only
domain     = label *("." label) ["."]                ; a final dot means the same domain
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_LOCAL, MAX_DOMAIN = 64, 255  # octets: RFC 5321 section 4.5.3.1

# Classes are written by what they leave out: what lies beyond ASCII is allowed but for the C1
# controls (RFC 6531 section 3.3), and naming that range instead makes a regex slow to compile.
ATEXT = r'[^\x00-\x20"(),.:;<>@\[\\\]\x7f-\xa0]'
QTEXT = r'[^\x00-\x1f"\\\x7f-\xa0]'
_LET_DIG = r"[^\x00-/:-@\[-`{-\xa0]"
_LET_DIG_HYPHEN = r"[^\x00-,./:-@\[-`{-\xa0]"
LABEL = rf"{_LET_DIG}(?:{_LET_DIG_HYPHEN}*{_LET_DIG})?"
DOMAIN = rf"{LABEL}(?:\.{LABEL})*\.?"
DOT_STRING = re.compile(rf"{ATEXT}+(?:\.{ATEXT}+)*")
_QUOTED = re.compile(rf'"((?:{QTEXT}|\\[ -~])*)"')
_DOMAIN = re.compile(DOMAIN)
_LITERAL = re.compile(r"\[[!-Z^-~]+\]")
_SPACE = re.compile(r"\s")


class BadAddress(ValueError):
    """The text is no mail address; the sentence says why, and can be shown as it stands.

    ``kind`` names the reason, for who says it in another language.
    """

    def __init__(self, sentence: str, kind: str) -> None:
        super().__init__(sentence)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Address:
    """*local* without its quoting, *domain* in lower case without a final dot.

    >>> str(Address.parse("Ken@Fuji.Example."))
    'Ken@fuji.example'
    """

    local: str
    domain: str

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return the address that *text* is; raise BadAddress."""
        text = text.strip(" \t\r\n")
        quoted = _QUOTED.match(text)
        at = text.rfind("@") if quoted is None else text.find("@", quoted.end())
        if at < 0 and "\uff20" in text:  # the @ of a Japanese keyboard's wide letters
            raise BadAddress(
                'The "\uff20" is a wide one: an address needs the narrow "@".', "wide_at"
            )
        if at < 0:
            raise BadAddress('An address needs an "@", as in ken@fuji.example.', "no_at")
        local, domain = text[:at], text[at + 1 :]
        if quoted is not None and local == quoted[0]:
            local = re.sub(r"\\(.)", r"\1", quoted[1])
        elif not DOT_STRING.fullmatch(local):
            raise BadAddress(*_what_is_wrong(local))
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise BadAddress("An address is made of characters; here is half of one.", "odd")
        if not (_DOMAIN.fullmatch(domain) or _LITERAL.fullmatch(domain)):
            raise BadAddress('After the "@" comes a domain, as in ken@fuji.example.', "domain")
        found = cls(local, domain.removesuffix(".").lower())
        if _octets(local) > MAX_LOCAL or _octets(found.domain) > MAX_DOMAIN:
            sentence = 'An address has at most 64 octets before the "@" and 255 after it.'
            raise BadAddress(sentence, "long")
        return found

    @property
    def is_ascii(self) -> bool:
        """False if the address can travel with SMTPUTF8 only (RFC 6531)."""
        return self.local.isascii() and self.domain.isascii()

    def __str__(self) -> str:
        return f"{written(self.local)}@{self.domain}"


def written(local: str) -> str:
    """Return a local part as it stands in an address: quoted where it must be.

    >>> written("ken"), written("two words")
    ('ken', '"two words"')
    """
    return local if DOT_STRING.fullmatch(local) else '"' + re.sub(r'(["\\])', r"\\\1", local) + '"'


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _what_is_wrong(local: str) -> tuple[str, str]:
    if not local:
        return 'A name is missing before the "@", as in ken@fuji.example.', "no_name"
    if _SPACE.search(local):
        return "An address has no spaces.", "space"
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return 'Before the "@", dots stand only between other characters.', "dots"
    return 'Before the "@" stands a character that an address cannot have there.', "odd"
