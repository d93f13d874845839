"""SMTP replies: three digits (RFC 5321 section 4.2), an enhanced code (RFC 3463), text."""

from __future__ import annotations

import re

MAX_TEXT = 500  # octets; RFC 5321 section 4.5.3.1.5 allows a reply line of 512 with its CRLF

# RFC 2034 section 4: every reply 2xx, 4xx and 5xx has an enhanced code, but the greeting and the
# replies to HELO and EHLO. What a code means when nothing more is known, by RFC 3463 section 3:
ENHANCED = {
    "214": "2.0.0",
    "221": "2.0.0",
    "235": "2.7.0",
    "250": "2.0.0",
    "252": "2.0.0",
    "421": "4.3.0",
    "450": "4.2.0",
    "451": "4.3.0",
    "452": "4.3.1",
    "454": "4.7.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "504": "5.5.4",
    "530": "5.7.0",
    "535": "5.7.8",
    "550": "5.7.1",
    "552": "5.3.4",
    "553": "5.1.3",
    "554": "5.5.1",
    "555": "5.5.4",
}
ENHANCED_OF_VERB = {("250", "MAIL"): "2.1.0", ("250", "RCPT"): "2.1.5"}

REPLY = re.compile(
    r"(?P<code>[2-5][0-9]{2})(?P<mark>[ -]?)(?:(?P<enhanced>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?: |$))?"
    r"(?P<text>.*)",
    re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Refused(Exception):
    """The server answers with this reply and the session goes on."""

    def __init__(self, code: int, enhanced: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.enhanced = enhanced
        self.text = text

    @property
    def reply(self) -> str:
        """The reply as one line, without its CRLF."""
        return f"{self.code} {self.enhanced} {self.text}"


def completed(reply: str, verb: str) -> str:
    """Return *reply* to *verb* with an enhanced code, where RFC 2034 wants one.

    >>> completed("250 OK", "MAIL")
    '250 2.1.0 OK'
    >>> completed("250-SIZE 1000", "EHLO")
    '250-SIZE 1000'
    """
    match = REPLY.fullmatch(reply)
    if match is None or match["code"][0] == "3" or verb in ("", "HELO", "EHLO"):
        return reply
    code, mark = match["code"], match["mark"] or " "
    enhanced = match["enhanced"] or ENHANCED_OF_VERB.get((code, verb)) or ENHANCED.get(code)
    return f"{code}{mark}{enhanced or code[0] + '.0.0'} {match['text']}".rstrip()


def wire_form(reply: str) -> bytes:
    """Return *reply* as one line for the wire; what a client made us repeat can't break it."""
    octets = _CONTROL.sub("?", reply).encode("utf-8")[:MAX_TEXT]
    return octets.decode("utf-8", "ignore").encode("utf-8") + b"\r\n"
