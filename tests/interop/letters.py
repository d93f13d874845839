"""Letters as they occur in the wild, written for these tests; every line end is CRLF.

Not wild enough for IMAP alone: what SMTP forbids (RFC 5321 section 2.3.8: bare CR or LF, NUL)
cannot have come into a mailbox by post, so it is not here.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable

MAX_LINE = 998  # RFC 5322 section 2.1.1
BIG = 1024 * 1024


def crlf(text: str, charset: str = "utf-8") -> bytes:
    return text.replace("\n", "\r\n").encode(charset)


def letter(subject: str, body: str = "Hello\n", extra: str = "", number: object = "x") -> bytes:
    """Return a plain letter from Aya to Ken."""
    return crlf(
        f"From: Aya <aya@sakura.example>\nTo: Ken <ken@fuji.example>\nSubject: {subject}\n"
        f"Date: Mon, 5 Jan 2026 09:00:00 +0900\nMessage-ID: <{number}@sakura.example>\n"
        f"{extra}\n{body}"
    )


def big(size: int = BIG) -> bytes:
    """Return a letter of a little more than *size* octets."""
    line = "0123456789abcdef" * 4 + "\n"
    return letter("big", line * (size // (len(line) + 1)), number="big")


_PNG = base64.encodebytes(bytes(range(256)) * 8).decode()

_NESTED = f"""MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_outer"

This is a preamble, for readers of another century.
--=_outer
Content-Type: multipart/alternative; boundary="=_outer_inner"

--=_outer_inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

caf=C3=A9 =
--soft break
--=_outer_inner
Content-Type: text/html; charset=utf-8

<p>café</p>
--=_outer_inner--
--=_outer
Content-Type: message/rfc822

From: Mika <mika@fuji.example>
Subject: inner
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: image/png; name*0*=utf-8''%E5%AF%8C%E5%A3%AB; name*1=".png"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*=utf-8''%E5%AF%8C%E5%A3%AB.png

{_PNG}--x--
--=_outer--
epilogue
"""


def _mime(subject: str, headers_and_body: str, charset: str = "utf-8") -> bytes:
    head, _, body = headers_and_body.partition("\n\n")
    text = letter(subject, "", head + "\n", number=subject).decode()
    return (text.replace("\r\n", "\n") + body).replace("\n", "\r\n").encode(charset)


# By name; each goes through every program, so each stands for a thing that programs get wrong.
WILD = {
    "plain": letter("plain", number="plain"),
    "empty body": letter("empty", "", number="empty"),
    "lone dots": letter("dots", ".\n..\n...\n.\nnot the end\n.hidden\n", number="dots"),
    "from lines": letter("from", "From here on\n>From there\n\nFrom \n", number="from"),
    "blank lines": letter("blanks", "\n\n \n\t\nlast \n\n\n", number="blanks"),
    "utf-8 body": _mime(
        "utf8", "Content-Type: text/plain; charset=utf-8\n\nおはようございます。富士山 🗻\n"
    ),
    "utf-8 header": letter("会議の資料です", "8-bit header\n", number="raw"),
    "iso-2022-jp": _mime(
        "jis", "Content-Type: text/plain; charset=iso-2022-jp\n\n日本語のメール\n", "iso2022_jp"
    ),
    "encoded words": letter(
        "=?utf-8?B?44GK44Gv?=\n =?utf-8?Q?_caf=C3=A9?= =?broken?X?_?=", number="words"
    ),
    "shift_jis header": letter("X", number="sjis").replace(b"X", "表示".encode("cp932"), 1),
    "all octets": letter("octets", number="octets")
    + bytes(octet for octet in range(1, 256) if octet not in b"\r\n")
    + b"\r\n",
    "nested": _mime("nested", _NESTED),
    "no closing boundary": _mime(
        "open", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\nContent-Type: x\n"
    ),
    "empty multipart": _mime("none", "Content-Type: multipart/mixed; boundary=nowhere\n\n"),
    "groups": letter(
        "group",
        extra='Cc: friends: Ken <ken@fuji.example>, "O\'Hara, \\"M\\"" <m@x.example>;, nobody:;\n'
        "Reply-To: (comment (nested)) aya@sakura.example\n",
        number="groups",
    ),
    "long line": letter("long", "x" * MAX_LINE + "\n" + "終" * 300 + "\n", number="long"),
    "long header": letter("folded", extra="References:" + "\n <ref@x.example>" * 200 + "\n"),
    "broken header": letter("broken", extra="no colon in this line\n: no name\nX-Empty:\n"),
    "old date": letter("old").replace(b"Mon, 5 Jan 2026 09:00:00 +0900", b"5 Jan 99 09:00 JST"),
}

# What POP3 gives only to a program that has said UTF8 (RFC 6856 section 2.1); few say it.
UTF8_HEADER = WILD["utf-8 header"]

# For IMAP's and POP3's stores only: SMTP always ends a letter with a line's end.
NO_FINAL_NEWLINE = letter("unfinished", "no line ends here", number="unfinished")


def without_utf8(letters: Iterable[bytes]) -> list[bytes]:
    """Return those of *letters* that POP3 gives to every program."""
    return [octets for octets in letters if octets != UTF8_HEADER]


def as_files(letters: Iterable[bytes]) -> list[bytes]:
    """Return *letters* as programs keep them in files, with LF."""
    return [octets.replace(b"\r\n", b"\n") for octets in letters]


def ended(letters: Iterable[bytes]) -> list[bytes]:
    """Return *letters* with an end to each last line, as POP3 gives it (RFC 1939 section 3)."""
    return [octets if octets.endswith(b"\r\n") else octets + b"\r\n" for octets in letters]
