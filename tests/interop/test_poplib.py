"""poplib: everything that it offers and the server announces."""

import poplib

import pytest

from labkit.world.scene import KEN
from tests.interop.letters import NO_FINAL_NEWLINE, UTF8_HEADER, WILD, big, ended
from tests.interop.office import Office

pytestmark = pytest.mark.interop

LETTERS = [*WILD.values(), big()]


@pytest.fixture
def filled(office: Office) -> Office:
    office.put(LETTERS)
    return office


def connect(office: Office) -> poplib.POP3:
    client = poplib.POP3(*office.pop, timeout=20)
    client.utf8()
    client.user(KEN.address)
    client.pass_(KEN.password)
    return client


def joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


def test_every_letter_comes_octet_by_octet(filled: Office):
    client = connect(filled)
    assert client.stat() == (len(LETTERS), sum(map(len, LETTERS)))
    sizes = [int(row.split()[1]) for row in client.list()[1]]
    assert sizes == [len(octets) for octets in LETTERS]
    for number, octets in enumerate(LETTERS, 1):
        assert joined(client.retr(number)[1]) == octets
    client.quit()
    assert filled.letters() == LETTERS


def test_a_last_line_without_an_end_gets_one(office: Office):
    office.put([NO_FINAL_NEWLINE])
    client = connect(office)
    assert [joined(client.retr(1)[1])] == ended([NO_FINAL_NEWLINE])
    client.quit()


def test_top_gives_header_and_some_lines(filled: Office):
    client = connect(filled)
    for number, octets in enumerate(LETTERS[:-1], 1):
        head, blank, body = octets.partition(b"\r\n\r\n")
        assert joined(client.top(number, 0)[1]) == head + blank
        two = [line + b"\r\n" for line in body.split(b"\r\n")[:-1][:2]]
        assert joined(client.top(number, 2)[1]) == head + blank + b"".join(two)
        assert joined(client.top(number, 10_000)[1]) == octets
    client.quit()


def test_uidl_names_a_letter_for_good(filled: Office):
    client = connect(filled)
    first = client.uidl()[1]
    assert len({row.split()[1] for row in first}) == len(LETTERS)
    assert client.uidl(3).split()[1:] == first[2].split()
    client.dele(1)
    client.quit()
    again = connect(filled)
    assert [row.split()[1] for row in again.uidl()[1]] == [row.split()[1] for row in first][1:]
    again.quit()


def test_dele_rset_and_quit(filled: Office):
    client = connect(filled)
    client.dele(1)
    with pytest.raises(poplib.error_proto):
        client.retr(1)
    client.rset()
    assert joined(client.retr(1)[1]) == LETTERS[0]
    client.dele(2)
    assert client.stat()[0] == len(LETTERS) - 1
    client.quit()
    assert filled.letters() == [LETTERS[0], *LETTERS[2:]]


def test_who_hangs_up_deletes_nothing(filled: Office):
    client = connect(filled)
    client.dele(1)
    client.close()
    assert filled.letters() == LETTERS


def test_capa_noop_and_what_is_refused_kindly(office: Office):
    client = connect(office)
    announced = client.capa()
    assert announced["EXPIRE"] == ["NEVER"]
    assert {"TOP", "UIDL", "USER", "SASL", "PIPELINING", "RESP-CODES", "LANG"} <= set(announced)
    assert announced["UTF8"] == ["USER"]
    assert client.noop().startswith(b"+OK")
    with pytest.raises(poplib.error_proto):
        client.stls()
    assert client.stat() == (0, 0)
    client.quit()


def test_without_utf8_a_letter_may_be_withheld(office: Office):
    # RFC 6856 section 5
    office.put([UTF8_HEADER, WILD["plain"]])
    client = poplib.POP3(*office.pop, timeout=20)
    client.user(KEN.address)
    client.pass_(KEN.password)
    with pytest.raises(poplib.error_proto, match=r"\[UTF8\]"):
        client.retr(1)
    assert joined(client.retr(2)[1]) == WILD["plain"]
    client.quit()


def test_replies_in_japanese(office: Office):
    # RFC 6856 section 3; poplib has no method for it.
    client = connect(office)
    assert client._shortcmd("LANG ja").decode() == "+OK ja これからは日本語で答えます"
    with pytest.raises(poplib.error_proto) as refused:
        client.dele(1)
    assert "その番号のメールはありません" in refused.value.args[0].decode()
    assert client.quit().decode() == "+OK pop.fuji.example、終了します（残り0通）"


def test_apop_is_refused_and_login_goes_on(office: Office):
    client = poplib.POP3(*office.pop, timeout=20)
    with pytest.raises(poplib.error_proto):
        client.apop(KEN.address, KEN.password)
    client.user(KEN.address)
    with pytest.raises(poplib.error_proto, match=r"\[AUTH\]"):
        client.pass_("guess")
    client.user(KEN.address)
    client.pass_(KEN.password)
    second = poplib.POP3(*office.pop, timeout=20)
    second.user(KEN.address)
    with pytest.raises(poplib.error_proto, match=r"\[IN-USE\]"):
        second.pass_(KEN.password)
    second.close()
    client.quit()
