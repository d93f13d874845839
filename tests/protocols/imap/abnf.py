"""A picky client: reads all that a server says by the formal syntax of RFC 3501 section 9.

    response = *(continue-req / response-data) response-done      ; after one greeting

Nothing is forgiven: a wrong space, an 8-bit octet in a quoted string, NUL in a literal, a zero
where a number may not be one. Rules of RFC 2342, 2971, 3348, 4315, 5161, 6154 and 9208 are added
where these extend the syntax. Each function is the rule of its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ATOM = rb"[!#$&'+,\-./0-9:;<=>?@A-Z\[^_`a-z|}~]+"
ASTRING = rb"[!#$&'+,\-./0-9:;<=>?@A-Z\[^_`a-z|}~\]]+"
TAG = rb"[!#$&',\-./0-9:;<=>?@A-Z\[^_`a-z|}~\]]+"
NUMBER = rb"[0-9]{1,10}"
NZ_NUMBER = rb"[1-9][0-9]{0,9}"
NUMBER64 = rb"[0-9]{1,19}"
RESOURCES = (b"MESSAGE",)  # that our server counts
TEXT = rb"[\x01-\x09\x0b\x0c\x0e-\x7f]+"
QUOTED = rb'"(?:[\x01-\x09\x0b\x0c\x0e-\x21\x23-\x5b\x5d-\x7f]|\\["\\])*"'
UID_SET = rb"%b(?::%b)?(?:,%b(?::%b)?)*" % ((NZ_NUMBER,) * 4)
MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DATE_TIME = rb'"(?: [0-9]|[0-9]{2})-%b-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}"' % MONTH
SYSTEM_FLAG = rb"\\(?:Answered|Flagged|Deleted|Seen|Draft)"
LIST_FLAG = rb"\\(?:Noselect|HasChildren|HasNoChildren|Sent|Drafts|Trash|Junk)"
SECTION_PART = rb"%b(?:\.%b)*" % (NZ_NUMBER, NZ_NUMBER)


class NotImap(AssertionError):
    """The server said what the grammar doesn't allow."""


class Reader:
    """A cursor over the octets of a server."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.at = 0

    def fail(self, rule: str) -> NotImap:
        around = self.octets[max(0, self.at - 60) : self.at], self.octets[self.at : self.at + 60]
        return NotImap(f"no {rule} at {self.at}: {around[0]!r} >>> {around[1]!r}")

    def has(self, pattern: bytes) -> bytes | None:
        """Read *pattern* in any case of letters if it stands here."""
        found = re.compile(pattern, re.IGNORECASE).match(self.octets, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found[0]

    def take(self, pattern: bytes, rule: str) -> bytes:
        found = self.has(pattern)
        if found is None:
            raise self.fail(rule)
        return found

    def space(self) -> None:
        self.take(b" ", "SP")

    def ahead(self, pattern: bytes) -> bool:
        return re.compile(pattern, re.IGNORECASE).match(self.octets, self.at) is not None

    def number(self) -> int:
        return self._checked(self.take(NUMBER, "number"))

    def nz_number(self) -> int:
        return self._checked(self.take(NZ_NUMBER, "nz-number"))

    def _checked(self, digits: bytes) -> int:
        if int(digits) >= 1 << 32:
            raise self.fail("number of 32 bits")
        return int(digits)

    # --- strings ---------------------------------------------------------------------------

    def literal(self) -> bytes:
        size = int(self.take(rb"\{[0-9]{1,10}\}\r\n", "literal")[1:-3])
        octets = self.octets[self.at : self.at + size]
        self.at += size
        if len(octets) < size or b"\0" in octets:
            raise self.fail("CHAR8s of a literal")
        return octets

    def string(self) -> bytes:
        if self.ahead(rb"\{"):
            return self.literal()
        return re.sub(rb"\\(.)", rb"\1", self.take(QUOTED, "string")[1:-1])

    def nstring(self) -> bytes | None:
        return None if self.has(rb"NIL(?![^ )\r])") else self.string()

    def astring(self) -> bytes:
        return self.string() if self.ahead(rb'["{]') else self.take(ASTRING, "astring")

    def listed(self, read: Callable[[], object], least: int = 0) -> list[object]:
        """Read "(" items with one space between ")"."""
        self.take(rb"\(", "(")
        found: list[object] = []
        while not self.has(rb"\)"):
            if found:
                self.space()
            found.append(read())
        if len(found) < least:
            raise self.fail(f"list of {least} at least")
        return found

    # --- responses -------------------------------------------------------------------------

    def greeting(self) -> None:
        self.take(rb"\* (?:OK|PREAUTH|BYE) ", "greeting")
        self.resp_text()

    def response(self) -> str:
        """Read one response; return what it is: "+", "*" or "tagged"."""
        if self.has(rb"\+ "):
            if not self.has(rb"\r\n"):
                self.resp_text()
            return "+"
        if not self.has(rb"\* "):
            self.take(TAG, "tag")
            self.take(rb" (?:OK|NO|BAD) ", "resp-cond-state")
            self.resp_text()
            return "tagged"
        self.response_data()
        return "*"

    def response_data(self) -> None:
        if self.has(rb"(?:OK|NO|BAD|BYE) "):
            self.resp_text()
            return
        if self.ahead(rb"[0-9]"):
            self.numbered_data()
        else:
            word = self.take(rb"[A-Z]+", "response-data").upper().decode()
            rule = DATA.get(word)
            if rule is None:
                raise self.fail(f"response called {word}")
            rule(self)
        self.take(rb"\r\n", "CRLF")

    def numbered_data(self) -> None:
        number = self.number()
        if self.has(rb" (?:EXISTS|RECENT)"):
            return
        if not number:
            raise self.fail("nz-number")
        if self.has(rb" EXPUNGE"):
            return
        self.take(rb" FETCH ", "message-data")
        self.listed(self.msg_att, least=1)

    def resp_text(self) -> None:
        if self.has(rb"\["):
            self.resp_text_code()
            self.take(rb"\] ", "] SP")
        self.take(TEXT, "text")
        self.take(rb"\r\n", "CRLF")

    def resp_text_code(self) -> None:
        name = self.take(ATOM, "resp-text-code").upper()
        if name == b"BADCHARSET":
            if self.has(b" "):
                self.listed(self.astring, least=1)
        elif name == b"CAPABILITY":
            self.capability_data()
        elif name == b"PERMANENTFLAGS":
            self.space()
            self.listed(lambda: self.take(rb"\\\*|%b|%b" % (SYSTEM_FLAG, ATOM), "flag-perm"))
        elif name in (b"UIDNEXT", b"UIDVALIDITY", b"UNSEEN"):
            self.space()
            self.nz_number()
        elif name in (b"APPENDUID", b"COPYUID"):
            self.space()
            self.nz_number()
            sets = rb" %b" % (NZ_NUMBER if name == b"APPENDUID" else rb"%b %b" % (UID_SET, UID_SET))
            self.take(sets, "uid-set")
        elif name not in PLAIN_CODES:
            raise self.fail(f"resp-text-code without arguments, as {name!r} isn't")

    def capability_data(self) -> None:
        names = self.take(rb"(?: (?:AUTH=)?%b)+" % ATOM, "capability").upper().split()
        if b"IMAP4REV1" not in names:
            raise self.fail("IMAP4rev1 among the capabilities")
        # RFC 9208 section 3.1.1
        if b"QUOTA" in names and not {b"QUOTA=RES-" + each for each in RESOURCES} <= set(names):
            raise self.fail("QUOTA=RES-")

    def enable_data(self) -> None:
        self.has(rb"(?: %b)+" % ATOM)

    def id_data(self) -> None:
        self.space()
        if not self.has(rb"NIL"):
            self.listed(lambda: (self.string(), self.space(), self.nstring()))

    def namespace_data(self) -> None:
        for _ in range(3):
            self.space()
            if not self.has(rb"NIL"):
                self.take(rb"\(", "(")
                while not self.has(rb"\)"):
                    self.listed(lambda: self.nstring(), least=2)

    def flags_data(self) -> None:
        self.space()
        self.listed(lambda: self.take(rb"%b|%b" % (SYSTEM_FLAG, ATOM), "flag"))

    def mailbox_list(self) -> None:
        self.space()
        self.listed(lambda: self.take(LIST_FLAG, "mbx-list-flag"))
        self.take(rb' (?:"(?:[^"\\\r\n\x80-\xff]|\\["\\])"|NIL) ', "delimiter")
        self.astring()

    def status_data(self) -> None:
        self.space()
        self.astring()
        self.space()
        items = rb"(?:MESSAGES|RECENT|UIDNEXT|UIDVALIDITY|UNSEEN|DELETED) "
        self.listed(lambda: (self.take(items, "status-att"), self.number()))

    def quota_response(self) -> None:
        self.space()
        self.astring()
        self.space()
        self.listed(self.quota_resource, least=1)

    def quota_resource(self) -> None:
        name = self.take(ATOM, "resource-name").upper()
        if name not in RESOURCES:
            raise self.fail(f"resource {name!r} among those that are announced")
        self.take(rb" %b %b(?![0-9])" % (NUMBER64, NUMBER64), "usage and limit")

    def quotaroot_response(self) -> None:
        self.space()
        self.astring()
        while self.has(b" "):
            self.astring()

    def search_data(self) -> None:
        while self.has(b" "):
            self.nz_number()

    def msg_att(self) -> None:
        name = self.take(rb"[A-Z0-9.]+", "msg-att").upper()
        if name == b"BODY" and self.ahead(rb"\["):
            self.section()
            self.has(rb"<%b>" % NUMBER)
            self.space()
            self.nstring()
            return
        self.space()
        if name == b"FLAGS":
            self.listed(lambda: self.take(rb"%b|\\Recent|%b" % (SYSTEM_FLAG, ATOM), "flag-fetch"))
        elif name == b"ENVELOPE":
            self.envelope()
        elif name == b"INTERNALDATE":
            self.take(DATE_TIME, "date-time")
        elif name in (b"RFC822", b"RFC822.HEADER", b"RFC822.TEXT"):
            self.nstring()
        elif name == b"RFC822.SIZE":
            self.number()
        elif name == b"UID":
            self.nz_number()
        elif name in (b"BODY", b"BODYSTRUCTURE"):
            self.body(extended=name == b"BODYSTRUCTURE")
        else:
            raise self.fail(f"msg-att called {name!r}")

    def section(self) -> None:
        self.take(rb"\[", "[")
        part = self.has(SECTION_PART)
        if part and not self.has(rb"\."):
            self.take(rb"\]", "]")
            return
        if self.has(rb"HEADER\.FIELDS(?:\.NOT)? "):
            self.listed(self.astring, least=1)
        else:
            self.take(rb"HEADER|TEXT|MIME" if part else rb"HEADER|TEXT|(?=\])", "section-text")
        self.take(rb"\]", "]")

    def envelope(self) -> None:
        self.take(rb"\(", "( of envelope")
        for place in range(10):
            if place:
                self.space()
            if 2 <= place <= 7:
                self.addresses()
            else:
                self.nstring()
        self.take(rb"\)", ") of envelope")

    def addresses(self) -> None:
        if self.has(rb"NIL"):
            return
        self.take(rb"\(", "( of addresses")
        self.address()
        while not self.has(rb"\)"):
            self.address()

    def address(self) -> None:
        if len(self.listed(self.nstring)) != 4:
            raise self.fail("address of four")

    def body(self, extended: bool) -> None:
        self.take(rb"\(", "( of body")
        if self.ahead(rb"\("):
            while self.ahead(rb"\("):
                self.body(extended)
            self.space()
            self.string()
            if extended:
                self.space()
                self.parameters()
        else:
            self.body_1part(extended)
        if extended:
            self.extension()
        self.take(rb"\)", ") of body")

    def body_1part(self, extended: bool) -> None:
        quoted = self.ahead(rb'"')
        kind = self.string().upper()
        self.space()
        subtype = self.string().upper()
        self.space()
        self.body_fields()
        if (kind, subtype) == (b"MESSAGE", b"RFC822"):
            self.space()
            self.envelope()
            self.space()
            self.body(extended)
        if kind == b"TEXT" or (kind, subtype) == (b"MESSAGE", b"RFC822"):
            if not quoted or kind == b"MULTIPART":
                raise self.fail("media type in quotes")
            self.space()
            self.number()
        if kind == b"MULTIPART":
            raise self.fail("media-basic, which no multipart is")
        if extended:
            self.space()
            self.nstring()

    def body_fields(self) -> None:
        self.parameters()
        self.space()
        self.nstring()
        self.space()
        self.nstring()
        self.space()
        self.string()
        self.space()
        self.number()

    def parameters(self) -> None:
        if not self.has(rb"NIL"):
            self.listed(lambda: (self.string(), self.space(), self.string()), least=1)

    def extension(self) -> None:
        """Read body-fld-dsp, body-fld-lang, body-fld-loc: we always say all three."""
        self.space()
        if not self.has(rb"NIL"):
            self.take(rb"\(", "body-fld-dsp")
            self.string()
            self.space()
            self.parameters()
            self.take(rb"\)", "body-fld-dsp")
        self.space()
        if self.ahead(rb"\("):
            self.listed(self.string, least=1)
        else:
            self.nstring()
        self.space()
        self.nstring()


DATA: dict[str, Callable[[Reader], None]] = {
    "CAPABILITY": Reader.capability_data,
    "ENABLED": Reader.enable_data,
    "FLAGS": Reader.flags_data,
    "ID": Reader.id_data,
    "LIST": Reader.mailbox_list,
    "LSUB": Reader.mailbox_list,
    "NAMESPACE": Reader.namespace_data,
    "QUOTA": Reader.quota_response,
    "QUOTAROOT": Reader.quotaroot_response,
    "SEARCH": Reader.search_data,
    "STATUS": Reader.status_data,
}
PLAIN_CODES = {
    *(b"ALERT", b"PARSE", b"READ-ONLY", b"READ-WRITE", b"TRYCREATE"),
    # RFC 5530
    *(b"AUTHENTICATIONFAILED", b"AUTHORIZATIONFAILED", b"EXPUNGEISSUED", b"NONEXISTENT"),
    *(b"ALREADYEXISTS", b"CANNOT", b"LIMIT", b"NOPERM", b"OVERQUOTA", b"UNAVAILABLE"),
    *(b"TOOBIG", b"UNKNOWN-CTE"),  # RFC 4469, 7889, 3516
}


def check(octets: bytes, greeted: bool = True) -> list[str]:
    """Return the kinds of the responses that *octets* are; raise NotImap for what is none."""
    reader = Reader(octets)
    if not greeted:
        reader.greeting()
    kinds = []
    while reader.at < len(octets):
        kinds.append(reader.response())
    return kinds
