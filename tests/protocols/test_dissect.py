"""One door for all protocols."""

import pytest

from labkit.protocols.dissect import dissect, dissector_for
from labkit.records import Protocol
from tests.hostile import attacks
from tests.protocols.rawlines import checked, raw_lines

GOOD = [
    b"USER ken\r\nPASS secret\r\nRETR 1\r\nAUTH PLAIN\r\n+ \r\n+OK\r\n.\r\n-ERR no\r\nQUIT\r\n",
    b"A1 LOGIN ken {6}\r\nsecret\r\nA2 IDLE\r\n* 1 FETCH (BODY[] {9}\r\n+ go\r\nA1 OK\r\nDONE\r\n",
    b"EHLO pc\r\nAUTH PLAIN\r\n334 \r\nMAIL FROM:<a@b>\r\nDATA\r\n354 go\r\n.\r\n250 ok\r\n",
]


def test_a_session_without_lines() -> None:
    assert dissect("POP3", []) == ((), "")


@pytest.mark.parametrize(
    ("protocol", "goodbye", "answer", "end"),
    [
        ("POP3", b"QUIT\r\n", b"+OK bye\r\n", "QUIT"),
        ("IMAP", b"A1 LOGOUT\r\n", b"* BYE\r\nA1 OK done\r\n", "LOGOUT"),
        ("SMTP", b"QUIT\r\n", b"221 2.0.0 bye\r\n", "QUIT"),
    ],
)
def test_each_protocol_has_its_dissector(
    protocol: Protocol, goodbye: bytes, answer: bytes, end: str
) -> None:
    greeting = {"POP3": b"+OK\r\n", "IMAP": b"* OK hi\r\n", "SMTP": b"220 hi ESMTP\r\n"}[protocol]
    lines, ended = dissect(protocol, raw_lines([("S", greeting), ("C", goodbye), ("S", answer)]))
    assert lines[0].kind == "greeting"
    assert ended == end
    assert dissector_for(protocol).end == ""


@pytest.mark.parametrize("protocol", ["POP3", "IMAP", "SMTP"])
def test_hostile_bytes_from_both_sides(protocol: Protocol) -> None:
    for chunks in attacks(GOOD, 500_000):
        checked(protocol, raw_lines(zip("CS" * len(chunks), chunks, strict=False)))


def test_long_lines_of_strangers_are_dissected_in_good_time() -> None:
    # Each would take hours where a pattern tries every beginning anew.
    for filler in (b"BODY[", b"{", b'"', b"\\", b" ", b"[", b"* ", b"+OK "):
        line = b"* 1 FETCH (" + filler * (1_000_000 // len(filler)) + b"{5}\r\n"
        for protocol in ("POP3", "IMAP"):
            assert dissect(protocol, raw_lines([("S", line), ("C", line)]))  # type: ignore[arg-type]
