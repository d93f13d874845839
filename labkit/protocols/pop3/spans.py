"""The parts of a line of a POP3 session, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable

from labkit.protocols.cutter import ELLIPSIS, Cutter
from labkit.protocols.letter_spans import letter_spans
from labkit.protocols.pop3 import meanings
from labkit.protocols.pop3.language import LANGUAGES
from labkit.protocols.pop3.sasl import CANCEL
from labkit.protocols.sasl_meanings import mechanism_meaning
from labkit.protocols.showing import MASK
from labkit.records import Span, WireLine

_STATUSES = {"+OK": "ok", "-ERR": "err", "+": "go"}
_CODE = re.compile(r"\[([^][ ]*)\]")
_NUMBER = re.compile(r"[0-9]+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?")
_TIMESTAMP = re.compile(r"<[^<>@ ]+@[^<>@ ]+>")  # RFC 1939 section 7, APOP
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_TAG = re.compile(r"(?:[A-Za-z]{2,8}|[IiXx])(?:-[A-Za-z0-9]{1,8})*")  # RFC 6856 section 3.2
_LISTED_TAG = re.compile(r"(?:[a-z]{2,3}|i)(?:-[A-Za-z0-9]{1,8})*")  # else it may be a capability
_OUR_TAGS = frozenset(language.tag for language in LANGUAGES)
# A number and a fact about it, and nothing else: the answer to STAT, to LIST 1 and to UIDL 1.
_FACT = re.compile(r"[0-9]+ (?P<fact>[!-~]+)")
_NOT_A_FACT = re.compile(r"octets?|messages?", re.IGNORECASE)
# Numbers in the words of our own server and of many others, in English and in Japanese.
_IN_WORDS = re.compile(
    r"(?<![0-9A-Za-z.-])(?:(?P<octets>[0-9]+)(?= octets?\b|オクテット)"
    r"|(?P<count>[0-9]+)(?= messages?\b|通)|message (?P<message>[0-9]+)\b)"
)


def spans_of(line: WireLine) -> tuple[Span, ...]:
    """Return the parts of *line*; see ``labkit.protocols.explain``."""
    if line.direction == "S" and line.kind == "content":
        return letter_spans(line.text, dotted=False)
    cutter = Cutter(line.text, "pop3.cut.line")
    if line.direction == "C":
        _client(cutter, line.kind)
    elif line.code or cutter.word() in _STATUSES:
        _reply(cutter, line.kind == "greeting")
    else:
        _listing(cutter, line.count)
    return cutter.spans()


# --- the client ------------------------------------------------------------------------------


def _client(cutter: Cutter, kind: str) -> None:
    verb = cutter.word()
    if verb == MASK and kind == "secret":
        cutter.take(len(verb), "secret", "pop3.secret.answer")
    elif verb == CANCEL:
        cutter.take(len(verb), "keyword", "pop3.keyword.cancel")
    else:
        cutter.take(len(verb), "verb", meanings.of_verb(verb))
        arguments = _ARGUMENTS.get(verb.upper())
        if arguments is not None and cutter.word():
            arguments(cutter)
    cutter.rest("argument", "pop3.unknown.argument")


def _user(cutter: Cutter) -> None:
    cutter.rest("user", "pop3.user")


def _password(cutter: Cutter) -> None:
    if cutter.word() == MASK:
        cutter.take_word("secret", "pop3.secret.password")


def _apop(cutter: Cutter) -> None:
    cutter.take_word("user", "pop3.user")
    cutter.take_word("secret", "pop3.secret.digest")


def _login(cutter: Cutter) -> None:
    cutter.take_word("mechanism", mechanism_meaning(cutter.word()))
    if cutter.word() == MASK:
        cutter.take_word("secret", "pop3.secret.initial")


def _message(cutter: Cutter) -> None:
    if _NUMBER.fullmatch(cutter.word()):
        cutter.take_word("number", "pop3.number.message")


def _top(cutter: Cutter) -> None:
    _message(cutter)
    if _NUMBER.fullmatch(cutter.word()):
        cutter.take_word("number", "pop3.number.lines")


def _language(cutter: Cutter) -> None:
    if cutter.word() == "*":
        cutter.take_word("language", "pop3.language.any")
    elif _TAG.fullmatch(cutter.word()):
        cutter.take_word("language", "pop3.language.tag")


_ARGUMENTS: dict[str, Callable[[Cutter], None]] = {
    "USER": _user,
    "PASS": _password,
    "APOP": _apop,
    "AUTH": _login,
    "LIST": _message,
    "UIDL": _message,
    "RETR": _message,
    "DELE": _message,
    "TOP": _top,
    "LANG": _language,
}


# --- the server ------------------------------------------------------------------------------


def _reply(cutter: Cutter, greeting: bool) -> None:
    status = cutter.word()
    known = _STATUSES.get(status)
    if known is None:  # "+OKAY": what the dissector takes for +OK all the same
        cutter.rest("unknown", "pop3.unknown.reply")
        return
    cutter.take(len(status), "status", f"pop3.status.{known}")
    if known == "go" and _BASE64.fullmatch(cutter.word()):
        cutter.take_word("base64", "pop3.base64.challenge")
    if code := _CODE.fullmatch(cutter.word()):
        cutter.take(len(code[0]), "response_code", meanings.of_response_code(code[1]))
    if greeting:
        _greeting(cutter)
    elif known == "ok":
        _facts(cutter)
    _words(cutter)


def _greeting(cutter: Cutter) -> None:
    if _DOMAIN.fullmatch(cutter.word()):
        cutter.take_word("host", "pop3.host.server")
    if stamp := _TIMESTAMP.search(cutter.text, cutter.at, cutter.end):
        cutter.end = stamp.start()
        cutter.rest("text", "pop3.text.reply")
        cutter.end = cutter.whole
        cutter.take(len(stamp[0]), "timestamp", "pop3.timestamp")


def _facts(cutter: Cutter) -> None:
    if cutter.word() in _OUR_TAGS:
        cutter.take_word("language", "pop3.language.now")
    fact = _FACT.fullmatch(cutter.text, cutter.at, cutter.end)
    if fact is not None and not _NOT_A_FACT.fullmatch(fact["fact"]):
        cutter.take_word("number", "pop3.number.count_or_message")
        _fact(cutter)


def _fact(cutter: Cutter) -> None:
    if _NUMBER.fullmatch(cutter.word()):
        cutter.take_word("octets", "pop3.octets.fact")
    else:
        cutter.take_word("unique_id", "pop3.unique_id")


def _words(cutter: Cutter) -> None:
    """The words for people, and the numbers in them."""
    for found in _IN_WORDS.finditer(cutter.text, cutter.at, cutter.whole):
        kind = found.lastgroup or ""
        cutter.end = found.start(kind)
        cutter.rest("text", "pop3.text.reply")
        cutter.end = cutter.whole
        cutter.at = found.start(kind)
        if kind == "octets":
            cutter.take(len(found[kind]), "octets", "pop3.octets.words")
        else:
            cutter.take(len(found[kind]), "number", f"pop3.number.{kind}")
    cutter.rest("text", "pop3.text.reply")


def _listing(cutter: Cutter, count: int) -> None:
    """Lines of a long answer, several of them folded into one."""
    if cutter.text == ".":
        cutter.take(1, "dot", "pop3.dot")
        return
    start = 0
    for entry in cutter.text[: cutter.whole].split(", ") if count > 1 else [cutter.text]:
        cutter.end = min(start + len(entry), cutter.whole)
        cutter.at = start
        if entry == ELLIPSIS and count > 1:
            cutter.take(1, "cut", "pop3.cut.list")
        else:
            _entry(cutter, entry)
        cutter.at, cutter.end = cutter.end, cutter.whole
        if cutter.at < cutter.whole:
            cutter.take(1, "continuation", "pop3.continuation.list")
        start = cutter.at + 1


def _entry(cutter: Cutter, entry: str) -> None:
    first = cutter.word()
    if _FACT.fullmatch(entry):
        cutter.take_word("number", "pop3.number.message")
        _fact(cutter)
    elif meanings.is_capability(first):
        _capability(cutter, first)
    elif _LISTED_TAG.fullmatch(first):
        cutter.take_word("language", "pop3.language.listed")
        cutter.rest("text", "pop3.language.name")
    else:
        cutter.rest("unknown", "pop3.unknown.entry")


def _capability(cutter: Cutter, tag: str) -> None:
    cutter.take(len(tag), "capability", meanings.of_capability(tag))
    while word := cutter.word():
        if tag.upper() == "SASL":
            cutter.take(len(word), "mechanism", mechanism_meaning(word))
        else:
            cutter.take(len(word), *meanings.of_capability_argument(tag, word))
