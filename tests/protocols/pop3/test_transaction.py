from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.pop3.transaction import top_of
from tests.protocols.pop3.maildrops import OneAccount, logged_in, say

WILD = st.lists(st.sampled_from([b"a", b".", b"\r\n", b"\n", b"\r", b": "])).map(b"".join)


@given(WILD, st.integers(0, 5))
def test_the_top_is_a_beginning(octets: bytes, lines: int) -> None:
    top = top_of(octets, lines)
    assert octets.startswith(top)
    assert top_of(octets, 10**20) == octets
    assert len(top) <= len(top_of(octets, lines + 1))


def test_lines_are_counted_from_the_blank_line_on() -> None:
    octets = b"A: b\r\n\r\n1\r\n\r\n3\r\n"
    assert [len(top_of(octets, n)) for n in range(5)] == [8, 11, 13, 16, 16]


@given(WILD)
def test_retr_brings_the_octets_back(octets: bytes) -> None:
    # RFC 1939 section 3: what begins with a dot has one too many, a lone dot is the end.
    said = say(logged_in(OneAccount(octets)), b"RETR 1\r\n")
    status, _, content = said.partition(b"\r\n")
    assert content.endswith(b".\r\n")
    text = (b"\n" + content[:-3]).replace(b"\n..", b"\n.")[1:]
    assert text == (octets if octets.endswith(b"\r\n") or not octets else octets + b"\r\n")
    assert status == b"+OK %d octets" % len(text)
    assert b"\n.\r\n" not in b"\n" + content[:-3]
