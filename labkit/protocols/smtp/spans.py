"""The parts of a line of an SMTP session, and what each means."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable

from labkit.protocols.cutter import Cutter
from labkit.protocols.letter_spans import letter_spans
from labkit.protocols.sasl_meanings import mechanism_meaning
from labkit.protocols.showing import MASK
from labkit.protocols.smtp import meanings
from labkit.protocols.smtp.paths import BadPath, parse_path
from labkit.records import Span, WireLine

FOLD = "·"  # where the dissector has put the next line of a reply behind the one before
_CODE = re.compile(r"([2-5][0-9]{2})(?:(-)|(?= |\Z))")
_ENHANCED = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?= |\Z)")
_PATH = re.compile(r'<(?:"(?:\\.|[^"\\])*"|[^<>"])*>')
_NAME = re.compile(r"[\w.-]+")
_LITERAL = re.compile(r"\[[0-9A-Za-z:.-]+\]")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
_KEYWORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9=-]*")  # "AUTH=PLAIN" is an old habit
_QUEUED = re.compile(r"\b(?:queued|stored) as (\S+)")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_ASKED = {b"username": "username", b"user name": "username", b"password": "password"}
_TELL_HOST = ("220", "221", "250", "421")  # RFC 5321 section 4.2.3: a host's name comes first


def spans_of(line: WireLine) -> tuple[Span, ...]:
    """Return the parts of *line*; see ``labkit.protocols.explain``."""
    if line.direction == "C" and line.kind == "content":
        return letter_spans(line.text, dotted=True)
    cutter = Cutter(line.text, "smtp.cut")
    if line.direction == "S":
        _reply(cutter, line.kind == "greeting", line.count > 1)
    elif line.kind == "secret" and line.text == MASK:
        cutter.rest("secret", "smtp.secret.answer")
    else:
        _command(cutter)
    return cutter.spans()


# --- the client ------------------------------------------------------------------------------


def _command(cutter: Cutter) -> None:
    verb = cutter.word()
    cutter.take(len(verb), "verb", meanings.of_verb(verb))
    arguments = _ARGUMENTS.get(verb.upper())
    if arguments is not None and cutter.word():
        arguments(cutter)
    cutter.rest("argument", "smtp.unknown.argument")


def _client_name(cutter: Cutter) -> None:
    word = cutter.word()
    if _LITERAL.fullmatch(word):
        cutter.take(len(word), "host", "smtp.host.literal")
    elif _NAME.fullmatch(word):
        cutter.take(len(word), "host", "smtp.host.client")


def _login(cutter: Cutter) -> None:
    cutter.take_word("mechanism", mechanism_meaning(cutter.word()))
    if cutter.word() == MASK:
        cutter.take_word("secret", "smtp.secret.initial")


def _sender(cutter: Cutter) -> None:
    _path(cutter, "FROM:", "sender")


def _recipient(cutter: Cutter) -> None:
    _path(cutter, "TO:", "recipient")


def _path(cutter: Cutter, keyword: str, role: str) -> None:
    if not cutter.word().upper().startswith(keyword):
        return
    cutter.take(len(keyword), "keyword", f"smtp.keyword.{keyword[:-1].lower()}")
    word = cutter.word()  # stands before the address, whatever blanks there are
    path = _PATH.match(cutter.text, cutter.at, cutter.end)
    address = path[0] if path else word
    cutter.take(len(address), "address", f"smtp.address.{_address(address, role)}")
    while word := cutter.word():
        cutter.take(len(word), "parameter", meanings.of_parameter(word))


def _address(written: str, role: str) -> str:
    try:
        path, rest = parse_path(written)
    except BadPath:
        return "broken"
    if path.is_null:
        return "null" if role == "sender" else "broken"
    if role == "recipient" and path.local.lower() == "postmaster":
        return "postmaster"
    return role if path.domain and not rest else "broken"


def _whole(kind: str, meaning: str) -> Callable[[Cutter], None]:
    """Return what takes all arguments for one."""
    return lambda cutter: cutter.rest(kind, meaning)


def _chunk(cutter: Cutter) -> None:
    if cutter.word().isdecimal():
        cutter.take_word("octets", "smtp.argument.chunk")
    if cutter.word().upper() == "LAST":
        cutter.take_word("keyword", "smtp.argument.last")


_ARGUMENTS: dict[str, Callable[[Cutter], None]] = {
    "EHLO": _client_name,
    "HELO": _client_name,
    "AUTH": _login,
    "MAIL": _sender,
    "RCPT": _recipient,
    "VRFY": _whole("address", "smtp.address.asked"),
    "EXPN": _whole("address", "smtp.address.asked"),
    "HELP": _whole("argument", "smtp.argument.help"),
    "NOOP": _whole("argument", "smtp.argument.noop"),
    "BDAT": _chunk,
}


# --- the server ------------------------------------------------------------------------------


def _reply(cutter: Cutter, greeting: bool, folded: bool) -> None:
    match = _CODE.match(cutter.text)
    if match is None:
        cutter.rest("unknown", "smtp.unknown.reply")
        return
    code, hyphen = match.groups()
    cutter.take(3, "code", meanings.of_code(code))
    cutter.take(len(hyphen or ""), "continuation", "smtp.continuation.hyphen")
    if code == "334":
        _challenge(cutter)
    first, *others = _lines(cutter) if folded else [cutter.whole]
    cutter.end = first
    told = _enhanced(cutter)
    if code in _TELL_HOST and not told and _DOMAIN.fullmatch(cutter.word()):
        cutter.take_word("host", "smtp.host.server")
    if greeting and cutter.word().upper() in ("ESMTP", "SMTP"):
        cutter.take_word("keyword", "smtp.keyword.esmtp")
    _words(cutter, "smtp.text.greeting" if greeting else "smtp.text.reply")
    listing = code == "250" and not told and _is_listing(cutter, others)
    for end in others:
        cutter.end = end
        cutter.take_word("continuation", "smtp.continuation.fold")
        if listing:
            _capability(cutter)
        else:
            _enhanced(cutter)
            _words(cutter, "smtp.text.reply")
    cutter.end = cutter.whole


def _lines(cutter: Cutter) -> list[int]:
    """Return where each line of a folded reply ends."""
    folds = re.finditer(rf" {FOLD}(?= |\Z)", cutter.text)
    return [*(fold.start() for fold in folds), cutter.whole]


def _is_listing(cutter: Cutter, ends: list[int]) -> bool:
    """Whether the lines after the first name extensions: a reply to EHLO."""
    start, known = cutter.at, False
    for end in ends:
        words = cutter.text[start:end].strip(f" {FOLD}").partition(" ")
        if not _KEYWORD.fullmatch(words[0]):
            return False
        known = known or words[0].upper() in meanings.CAPABILITIES
        start = end
    return known


def _capability(cutter: Cutter) -> None:
    keyword = cutter.word()
    cutter.take(len(keyword), "capability", meanings.of_capability(keyword))
    keyword = keyword.upper()
    while word := cutter.word():
        if keyword == "AUTH":
            cutter.take(len(word), "mechanism", mechanism_meaning(word))
        elif keyword == "SIZE" and word.isdecimal():
            cutter.take(len(word), "octets", "smtp.argument.size")
        else:
            cutter.take(len(word), "argument", "smtp.argument.capability")


def _enhanced(cutter: Cutter) -> bool:
    cutter.word()
    match = _ENHANCED.match(cutter.text, cutter.at, cutter.end)
    if match is None:
        return False
    for part, meaning in meanings.of_enhanced(match[1]):
        cutter.take(len(part), "enhanced", meaning)
        cutter.at = min(cutter.at + 1, match.end())  # the full stop between two parts
    return True


def _words(cutter: Cutter, meaning: str) -> None:
    """The words for people, and in them the number under which a letter was taken."""
    if queued := _QUEUED.search(cutter.text, cutter.at, cutter.end):
        end, cutter.end = cutter.end, queued.start(1)
        cutter.rest("text", meaning)
        cutter.end = end
        cutter.take(len(queued[1]), "queue_id", "smtp.queue_id")
    cutter.rest("text", meaning)


def _challenge(cutter: Cutter) -> None:
    word = cutter.word()
    if not _BASE64.fullmatch(word):
        return
    try:
        said = binascii.a2b_base64(word).strip(b"\0: ").lower()
    except binascii.Error:
        return
    cutter.take(len(word), "base64", f"smtp.base64.{_ASKED.get(said, 'challenge')}")
