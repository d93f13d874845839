"""Letters that are hard to read, and octets of which hypothesis builds worse ones."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    b"\r\n", b"\n", b"\r", b"\r\n\r\n", b" ", b"\t", b"\0", b"\xff", b"\xe3\x81\x82",
    b"--b", b"--b--", b"--b--\r\n", b"--b\r\n", b"--bb\r\n", b"--", b"a",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n",
    b"Content-Type: multipart/digest; boundary=\"b--\"\r\n",
    b"Content-Type: multipart/alternative; boundary=bb\r\n",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Type: text/plain; charset=utf-7\r\n", b"Content-Type: text/html; charset=idna\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n",
    b"Content-Disposition: attachment; filename*=utf-7''+2AA-\r\n",
    b"Content-Language: en, (x) ja\r\n", b"Date: 31 Feb 2026\r\n", b"Date: 1 Jan 99999",
    b"From: ", b"To: ", b"Subject: ", b"<", b">", b"@", b'"', b"(", b")", b",", b":", b";", b"\\",
    b"=?utf-8?q?", b"=?iso-2022-jp?b?", b"?=", b"=", b"GyRC", b"x*0*=", b"x*1=", b"''%ff",
]  # fmt: skip

# Anything at all, and what is nearly a letter: the second finds what the first never would.
any_octets = st.binary(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)


def crlf(text: str) -> bytes:
    """Return *text* as octets with the line ends of the wire."""
    return text.replace("\n", "\r\n").encode()
