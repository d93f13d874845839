import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.pop3.transaction import top_of
from tests.protocols.pop3.maildrops import OneAccount, letter, logged_in, say

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


def test_a_huge_letter_comes_whole() -> None:
    octets = b"Subject: huge\r\n\r\n" + b".0123456789abcde\r\n" * 300_000
    session = logged_in(OneAccount(octets, letter("one")))
    assert say(session, b"LIST 1\r\n") == b"+OK 1 %d\r\n" % len(octets)
    said = say(session, b"RETR 1\r\nRETR 2\r\n")
    content, _, rest = said.partition(b"\r\n")[2].partition(b"\r\n.\r\n")
    assert content.replace(b"\n..", b"\n.") + b"\r\n" == octets
    assert rest.startswith(b"+OK 30 octets\r\n")


def test_a_huge_letter_in_utf8_comes_whole() -> None:
    # RFC 6856 section 2.1: what stands in a body needs no UTF8, however much it is.
    octets = b"Subject: huge\r\n\r\n" + "富士山\r\n".encode() * 500_000
    assert octets in say(logged_in(OneAccount(octets)), b"RETR 1\r\n")


@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_letters_whose_lines_end_with_half_of_it(end: bytes) -> None:
    # Stored as they came, sent as they are: RETR changes nothing but the dots and the very end.
    octets = end.join([b"Subject: half", b"", b"one", b".", b"two", b""])
    said = say(logged_in(OneAccount(octets)), b"RETR 1\r\nTOP 1 99\r\nNOOP\r\n")
    sent = octets.replace(b"\n.", b"\n..") + b"\r\n.\r\n"
    size = len(octets) + 2
    assert said == b"+OK %d octets\r\n%s+OK top of message follows\r\n%s+OK\r\n" % (
        *(size, sent),
        sent,
    )


def test_imap_hears_that_pop3_marked_a_letter_as_seen() -> None:
    accounts = OneAccount(letter("one"))
    accounts.policy.seen_on_retr = True
    heard = []
    accounts.inbox.listen(heard.append)
    session = logged_in(accounts)
    say(session, b"RETR 1\r\nRETR 1\r\n")
    assert [(change.kind, change.by) for change in heard] == [("flags", session)]


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
