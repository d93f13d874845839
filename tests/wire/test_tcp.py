"""Real sockets: who is there, what passed, what stays behind."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing

import pytest

from labkit.wire.link import Cut
from labkit.wire.network import NoSuchHost
from labkit.wire.outages import DIAL_PATIENCE, BlockedPort, Unreachable
from labkit.wire.tcp import DRAIN_TIMEOUT, GUEST, TcpNetwork

HOST = ("shout.example", 110)


def talk(connection: socket.socket, *said: bytes) -> list[bytes]:
    """Say each line and read one line for it; the greeting first."""
    with connection, connection.makefile("rwb") as file:
        heard = [file.readline()]
        for line in said:
            file.write(line)
            file.flush()
            heard.append(file.readline())
        return heard


def test_a_session_knows_its_caller_by_name(network: TcpNetwork) -> None:
    assert talk(network.dial("tablet", *HOST), b"quit\r\n") == [b"HELLO\r\n", b"QUIT\r\n"]
    network.thread.run(network.drained())
    [session] = network.transcript.sessions()
    assert (session.who, session.host, session.port, session.end) == (
        "tablet",
        "shout.example",
        110,
        "closed",
    )
    assert [line.octets for line in network.transcript.lines(1)] == [
        b"HELLO\r\n",
        b"quit\r\n",
        b"QUIT\r\n",
    ]


def test_a_program_of_ones_own_is_a_guest(network: TcpNetwork) -> None:
    talk(socket.create_connection(network.address(*HOST)), b"quit\r\n")
    assert network.thread.call(network.transcript.sessions)[0].who == GUEST


def test_servers_listen_on_loopback_alone(network: TcpNetwork) -> None:
    assert network.address(*HOST)[0] == "127.0.0.1"


def test_each_connection_moves_the_clock_one_step(network: TcpNetwork) -> None:
    before = network.clock.now()
    talk(network.dial("tablet", *HOST), b"quit\r\n")
    talk(network.dial("tablet", *HOST), b"quit\r\n")
    assert (network.clock.now() - before).seconds == 2


def test_an_unknown_host_says_so_at_once(network: TcpNetwork) -> None:
    with pytest.raises(NoSuchHost, match=r"mx\.nowhere\.example"):
        network.dial("tablet", "mx.nowhere.example", 25)


def test_unplugged_nobody_dials_and_open_connections_are_cut(network: TcpNetwork) -> None:
    with closing(network.dial("phone", *HOST)) as connection:
        connection.recv(100)
        network.set_online("phone", False)
        assert connection.recv(100) == b""
    with pytest.raises(Unreachable, match="phone"):
        network.dial("phone", *HOST)
    network.set_online("phone", True)
    assert talk(network.dial("phone", *HOST)) == [b"HELLO\r\n"]
    assert network.transcript.sessions()[0].end == "cut"


def test_others_stay_connected_when_one_is_unplugged(network: TcpNetwork) -> None:
    connection = network.dial("laptop", *HOST)
    network.set_online("phone", False)
    assert talk(connection, b"still here\r\n")[1] == b"STILL HERE\r\n"


def test_a_host_that_is_off_refuses_and_hangs_up_on_everybody(network: TcpNetwork) -> None:
    with closing(network.dial("phone", *HOST)) as connection:
        connection.recv(100)
        network.set_up(HOST[0], False)
        assert connection.recv(100) == b""
    with pytest.raises(ConnectionRefusedError):
        network.dial("laptop", *HOST)
    with closing(socket.create_connection(network.address(*HOST))) as guest:
        assert hung_up(guest)
    assert [session.end for session in network.transcript.sessions()] == ["cut"]
    network.set_up(HOST[0], True)
    assert talk(network.dial("laptop", *HOST)) == [b"HELLO\r\n"]


def test_nobody_waits_for_a_caller_whose_host_went_off_as_it_came(network: TcpNetwork) -> None:
    dialled, went_off = threading.Event(), threading.Event()

    def go_off() -> None:  # the loop is busy: whoever dials meanwhile waits in the system
        dialled.wait()
        network.outages.down.add(HOST[0])
        went_off.set()

    network.thread.loop.call_soon_threadsafe(go_off)
    with closing(network.dial("tablet", *HOST)) as connection:
        dialled.set()
        went_off.wait()
        assert hung_up(connection)
    began = time.monotonic()
    network.thread.run(network.drained())
    assert time.monotonic() - began < DRAIN_TIMEOUT / 2


def hung_up(connection: socket.socket) -> bool:
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True


def test_at_a_blocked_port_only_the_labs_clock_waits(network: TcpNetwork) -> None:
    network.outages.blocked["pc"] = frozenset({HOST[1]})
    before = network.clock.now()
    with pytest.raises(BlockedPort):
        network.dial("pc", *HOST)
    assert network.clock.now() - before == DIAL_PATIENCE
    assert network.transcript.sessions() == ()
    talk(network.dial("phone", *HOST))


def test_the_cable_of_the_next_connection_is_pulled_and_then_in_again(network: TcpNetwork) -> None:
    network.outages.cuts["tablet"] = Cut(after_lines=1)
    assert talk(network.dial("phone", *HOST), b"a\r\n", b"b\r\n")[2] == b"B\r\n"
    with closing(network.dial("tablet", *HOST)) as connection:
        connection.recv(100)
        connection.sendall(b"a\r\nb\r\n")
        heard = b"".join(iter(lambda: chunk(connection), b""))
    assert b"B" not in heard
    assert talk(network.dial("tablet", *HOST), b"a\r\n", b"b\r\n")[2] == b"B\r\n"


def chunk(connection: socket.socket) -> bytes:
    try:
        return connection.recv(100)
    except ConnectionResetError:
        return b""


def test_a_client_knows_how_much_it_has_been_told(network: TcpNetwork) -> None:
    with closing(network.dial("tablet", *HOST)) as connection:
        assert connection.recv(100) == b"HELLO\r\n"
        assert network.said_to(connection) == len(b"HELLO\r\n")
        connection.sendall(b"more\r\n")
        assert connection.recv(100) == b"MORE\r\n"
        assert network.said_to(connection) == len(b"HELLO\r\nMORE\r\n")


def test_a_client_in_the_servers_thread_has_streams(network: TcpNetwork) -> None:
    async def talk() -> bytes:
        reader, writer = await network.connect("mx.sakura.example", *HOST, 1000)
        greeting = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return greeting

    assert network.thread.run(talk()) == b"HELLO\r\n"
    network.thread.run(network.drained())
    assert network.transcript.sessions()[0].who == "mx.sakura.example"


def test_drained_waits_until_the_server_has_noticed_every_goodbye(network: TcpNetwork) -> None:
    for _ in range(50):
        network.dial("tablet", *HOST).close()
        network.thread.run(network.drained())
        assert network.connections == {}


def test_a_bug_in_one_session_ends_that_session_alone(network: TcpNetwork) -> None:
    other = network.dial("laptop", *HOST)
    with network.dial("tablet", *HOST) as connection, connection.makefile("rwb") as file:
        file.readline()
        file.write(b"bug\r\n")
        file.flush()
        assert file.readline() == b""
    assert [type(error) for error in network.thread.errors] == [ZeroDivisionError]
    assert talk(other, b"well\r\n")[1] == b"WELL\r\n"


def test_close_leaves_no_connection_and_no_door(network: TcpNetwork) -> None:
    connection = network.dial("tablet", *HOST)
    address = network.address(*HOST)
    network.thread.run(network.close())
    connection.recv(100)
    assert connection.recv(100) == b""
    connection.close()
    with pytest.raises(OSError):
        socket.create_connection(address, timeout=1)
