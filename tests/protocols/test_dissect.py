"""One door for all protocols."""

import pytest

from labkit.protocols.dissect import dissect, dissector_for
from labkit.records import Protocol
from tests.protocols.rawlines import raw_lines


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
