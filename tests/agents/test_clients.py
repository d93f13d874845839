"""The hooks: each library dials through the lab's network, and nothing of the machine shows."""

from __future__ import annotations

import asyncio
import poplib
import smtplib
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from imapclient.exceptions import ProtocolError

from labkit.agents.clients import MAX_POP3_LINE, ImapClient, Line, imap, pop3, smtp
from labkit.agents.open_line import OpenLine
from labkit.wire.network import NoSuchHost
from labkit.wire.outages import Unreachable
from tests.agents.household import DOORS, KEN, Household


def test_smtp_greets_with_the_name_it_is_given(house: Household) -> None:
    with smtp(Line(house.network, "pc", *DOORS.smtp), "pc.fuji.example") as client:
        client.ehlo()
    assert house.said() == ["EHLO pc.fuji.example", "QUIT"]
    assert socket.gethostname() not in "".join(house.wire())


def test_pop3_says_quit_at_the_end(house: Household) -> None:
    with pop3(Line(house.network, "tablet", *DOORS.pop)) as client:
        client.capa()
    assert house.said() == ["CAPA", "QUIT"]
    [session] = house.network.transcript.sessions()
    assert (session.who, session.host, session.port) == ("tablet", "pop.fuji.example", 110)


def test_imap_tags_are_the_same_each_time(house: Household) -> None:
    for _ in range(2):
        with imap(Line(house.network, "phone", *DOORS.imap)) as client:
            client.noop()
        assert house.said() == ["a0 CAPABILITY", "a1 NOOP", "a2 LOGOUT"]


@pytest.mark.parametrize("door", DOORS.__slots__)
def test_an_error_inside_ends_the_session_without_goodbye(house: Household, door: str) -> None:
    line = Line(house.network, "phone", *getattr(DOORS, door))
    client = {"smtp": lambda: smtp(line, "x.example"), "pop": lambda: pop3(line)}.get(
        door, lambda: imap(line)
    )
    with pytest.raises(ZeroDivisionError), client():
        raise ZeroDivisionError
    assert not {"QUIT", "a1 LOGOUT"} & set(house.said())
    assert house.network.transcript.sessions()[0].ended is not None


@pytest.mark.parametrize("session", [pop3, imap])
def test_a_line_whose_socket_is_gone_is_dropped_without_a_sound(
    house: Household, session: Callable[[Line], AbstractContextManager[poplib.POP3 | ImapClient]]
) -> None:
    """As when a lab is thrown away with an open line, or the kernel ends."""
    door = DOORS.pop if session is pop3 else DOORS.imap
    line = OpenLine(session(Line(house.network, "phone", *door)))
    line.client._connection.close()  # type: ignore[union-attr]
    line.drop()


def test_reached_is_called_when_somebody_picks_up(house: Household) -> None:
    calls: list[str] = []
    line = Line(house.network, "tablet", *DOORS.pop, reached=lambda: calls.append("reached"))
    with pop3(line):
        assert calls == ["reached"]
    with pytest.raises(NoSuchHost), pop3(Line(house.network, "t", "x.example", 110)):
        pass
    house.network.set_online("tablet", False)
    with pytest.raises(Unreachable), pop3(line):
        pass
    assert calls == ["reached"]


def listen(house: Household, greeting: bytes) -> Line:
    """Open a server that says *greeting* and hangs up."""

    class Server(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            transport.write(greeting)
            transport.close()

    house.thread.run(house.network.listen("odd.example", 110, "POP3", Server))
    return Line(house.network, "tablet", "odd.example", 110)


@pytest.mark.parametrize("greeting", [b"", b"hello?\r\n", b"-ERR not now\r\n", b"+OK"])
def test_no_socket_stays_open_when_there_is_no_greeting(house: Household, greeting: bytes) -> None:
    line = listen(house, greeting)
    for client in (lambda: pop3(line), lambda: imap(line), lambda: smtp(line, "x.example")):
        with pytest.raises((OSError, poplib.error_proto, ImapClient.Error)), client():
            pytest.fail("there was no greeting")
    house.quiet()
    assert house.network.connections == {}


def test_a_line_without_end_is_refused(house: Household) -> None:
    line = listen(house, b"+OK " + b"x" * MAX_POP3_LINE + b"\r\n")
    with pytest.raises(poplib.error_proto, match="line too long"), pop3(line):
        pytest.fail("that was no line")


def test_smtp_hangs_up_where_nobody_may_come_in(house: Household) -> None:
    line = listen(house, b"554 go away\r\n")
    with pytest.raises(smtplib.SMTPConnectError), smtp(line, "x.example"):
        pytest.fail("that was a refusal")


def test_a_waiting_client_hears_and_says_done_before_its_goodbye(house: Household) -> None:
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        client.select_folder("INBOX")
        client.wait()
        assert not client.has_news()
        house.arrive()
        assert client.has_news()
        client.catch_up()
        assert not client.has_news()
        assert list(client.flags_of_all()) == [1]
        client.wait()
    assert house.said()[-3:] == ["a5 IDLE", "DONE", "a6 LOGOUT"]


def test_a_client_that_does_not_wait_asks_for_news(house: Household) -> None:
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        client.catch_up()
        client.select_folder("INBOX")
        assert client.flags_of_all() == {}
        house.arrive()
        client.catch_up()
        assert list(client.flags_of_all()) == [1]
    assert [line for line in house.said() if "NOOP" in line] == ["a4 NOOP"]


def test_news_without_a_uid_is_not_taken_for_one(house: Household) -> None:
    house.arrive()
    house.arrive()
    inbox = house.account.store.get("INBOX")
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        client.select_folder("INBOX")
        first, second = house.entries()
        house.thread.call(inbox.expunge, [first])
        house.thread.call(inbox.change_flags, [second], "add", ["\\Flagged"])
        client.catch_up()
        found = client.flags_of_all()
        assert list(found) == [2]
        assert b"\\Flagged" in found[2]
        assert list(client.message_ids()) == [2]


def test_news_of_a_letter_that_went_right_after_is_no_letter(house: Household) -> None:
    house.arrive()
    house.arrive()
    inbox = house.account.store.get("INBOX")
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        client.select_folder("INBOX")
        client.wait()
        last = house.entries()[-1:]
        house.thread.call(inbox.change_flags, last, "add", ["\\Flagged"])
        house.thread.call(inbox.expunge, last)
        client.catch_up()
        assert list(client.flags_of_all()) == [1]


def test_a_server_that_has_hung_up_is_news(house: Household) -> None:
    news: list[bool] = []

    def hears(client: ImapClient) -> None:
        house.network.set_up(DOORS.imap[0], False)
        house.quiet()
        news.append(client.has_news())
        client.noop()

    line = Line(house.network, "phone", *DOORS.imap)
    with pytest.raises(ImapClient.AbortError), imap(line) as client:
        hears(client)
    assert news == [True]


def test_a_refusal_ends_no_session(house: Household) -> None:
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        with pytest.raises(ImapClient.Error) as refused:
            client.select_folder("Nowhere")
        assert (client.goes_on_after(refused.value), client.selected) == (True, "")
        client.noop()
    assert not ImapClient.goes_on_after(ImapClient.AbortError("gone"))
    assert not ImapClient.goes_on_after(ProtocolError("what?"))
    assert not ImapClient.goes_on_after(OSError())


def test_folder_names_begin_with_the_inbox(house: Household) -> None:
    house.thread.call(house.account.store.create, "Aunt/Recipes")
    with imap(Line(house.network, "phone", *DOORS.imap)) as client:
        client.login(KEN.address, KEN.password)
        found = client.folder_names()
    assert found[:2] == ["INBOX", "Aunt"]
    assert "Aunt/Recipes" in found
