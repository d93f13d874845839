"""The addresses in From, To, Cc ... as IMAP's ENVELOPE has them. RFC 5322 3.4, RFC 3501 7.4.2.

    address-list = address *("," address)
    address      = mailbox / [phrase] ":" [mailbox-list] ";"         ; a group
    mailbox      = [phrase] "<" ["@" route ":"] addr-spec ">" / addr-spec

Tolerant: what is no address still becomes one, with an empty host, for a NIL host means a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from labkit.mail.strings import nstring, string

_LONGEST_KEPT = 1000  # octets: the people one writes to are few, the long lists are rare
_LONGEST_READ = 256 * 1024  # what stands beyond it in one field is no longer read
_TOKEN = re.compile(
    rb"""[ \t\r\n]+|"(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|[^\s"\[\]()<>@,:;\\]+|\\.?|.""", re.DOTALL
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_SIMPLE = re.compile(
    rb"""(?:(?:"([^"\\\x00\x80-\xff]*)"|([A-Za-z0-9 _'-]*))[ ]*"""
    rb"""<([A-Za-z0-9_+=.-]+)@([A-Za-z0-9.-]+)>"""
    rb"""|([A-Za-z0-9_+=.-]+)@([A-Za-z0-9.-]+))"""
)


def wire_form(value: bytes) -> bytes:
    """Return the addresses of a field's unfolded *value* as a list, NIL if there is none.

    >>> wire_form(b"Ken <ken@fuji.example>")
    b'(("Ken" NIL "ken" "fuji.example"))'
    """
    return _kept(value) if len(value) <= _LONGEST_KEPT else _wire_form(value)


def _wire_form(value: bytes) -> bytes:
    simple = _SIMPLE.fullmatch(value)
    if simple is not None:
        # Most fields: one person, plainly written.
        quoted, bare, local, domain, only_local, only_domain = simple.groups()
        name = b" ".join((bare or b"").split()) if quoted is None else quoted
        shown = b'"%b"' % name if name.strip() else b"NIL"
        return b'((%b NIL "%b" "%b"))' % (shown, local or only_local, domain or only_domain)
    written = b"".join(_addresses(value[:_LONGEST_READ]))
    return b"(" + written + b")" if written else b"NIL"


_kept = lru_cache(maxsize=4096)(_wire_form)


def _addresses(value: bytes) -> Iterator[bytes]:
    """Yield the addresses, group starts and group ends, in order."""
    reader, in_group = _Reader(), False
    for token in _tokens(value):
        if token == b"," and not reader.in_route:
            yield from reader.address()
        elif token == b";":  # ends a group; many write it between addresses, too
            yield from reader.address()
            if in_group:
                yield b"(NIL NIL NIL NIL)"
            in_group = False
        elif token == b":" and not reader.in_angle and not in_group and not reader.has_at:
            yield b"(NIL NIL %b NIL)" % string(reader.phrase())
            in_group = True
            reader.clear()
        else:
            reader.take(token)
    yield from reader.address()
    if in_group:
        yield b"(NIL NIL NIL NIL)"


class _Reader:
    """What was read of one address so far."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.words: list[bytes] = []  # before "<", or all there is
        self.angle: list[bytes] | None = None  # after "<"
        self.in_angle = False
        self.in_route = False  # inside "<@a,@b:" a comma divides no addresses
        self.has_at = False
        self.comment = b""

    def take(self, token: bytes) -> None:
        if token[:1] == b"(":
            # RFC 5322 section 3.4: the name may follow as a comment, "aya@sakura.example (Aya)".
            self.comment = token[1:].removesuffix(b")").strip() or self.comment
        elif token == b"<" and self.angle is None:
            self.angle, self.in_angle = [], True
        elif token == b">":
            self.in_angle = self.in_route = False
        elif self.in_angle and self.angle is not None:
            if not token.isspace():
                self.in_route = token != b":" and (
                    self.in_route or (token == b"@" and not self.angle)
                )
                self.angle.append(token)
        elif self.angle is None:
            self.words.append(token)
            self.has_at = self.has_at or token == b"@"

    def phrase(self) -> bytes:
        """Return the display name: one space between its words, quoting removed."""
        shown: list[bytes] = []
        for token in self.words:
            if not token.isspace():
                shown.append(_unquoted(token))
            elif shown and shown[-1] != b" ":
                shown.append(b" ")
        name = b"".join(shown[:-1] if shown[-1:] == [b" "] else shown)
        return name if name.strip() else b""

    def address(self) -> Iterator[bytes]:
        """Yield the address if there is one, and begin the next."""
        if self.angle is not None:
            name, spec = self.phrase(), self.angle
        else:
            # What has no "@" is no address; its words stay apart all the same.
            name, spec = self.comment, self.words if self.has_at else [self.phrase()]
        spec = [token for token in spec if token.strip()]
        if spec or self.angle is not None:
            route, local, domain = _split(spec)
            yield b"(%b %b %b %b)" % (
                nstring(name or None),
                nstring(route),
                string(local),
                string(domain),
            )
        self.clear()


def _split(spec: list[bytes]) -> tuple[bytes | None, bytes, bytes]:
    """Return source route, local part and domain of an addr-spec's tokens."""
    route = None
    if spec[:1] == [b"@"] and b":" in spec:
        colon = spec.index(b":")
        route, spec = b"".join(spec[:colon]), spec[colon + 1 :]
    ats = [place for place, token in enumerate(spec) if token == b"@"]
    at = ats[-1] if ats else len(spec)
    return route, b"".join(map(_unquoted, spec[:at])), b"".join(spec[at + 1 :])


def _unquoted(token: bytes) -> bytes:
    if token[:1] == b'"':
        return _ESCAPED.sub(rb"\1", token[1:-1] if token[-1:] == b'"' else token[1:])
    return token


def _tokens(value: bytes) -> Iterator[bytes]:
    """Yield words, quoted strings, domain literals, specials, spaces, and whole comments."""
    comment: list[bytes] = []
    depth = 0
    for token in _TOKEN.findall(value):
        if token == b"(":
            depth += 1
        if depth:
            comment.append(token)
        if token == b")" and depth:
            depth -= 1
            if not depth:
                yield b"".join(comment)
                comment = []
        elif not depth:
            yield token
    if comment:
        yield b"".join(comment)
