"""The shell carries any engine: it flushes, waits for slow readers, and closes when told."""

from __future__ import annotations

import socket

from labkit.protocols.engine import BLOCK
from labkit.wire.shell import Shell
from labkit.wire.tcp import TcpNetwork

HOST = ("shout.example", 110)


def test_what_an_engine_says_unasked_goes_out_at_once(network: TcpNetwork) -> None:
    with network.dial("phone", *HOST) as connection, connection.makefile("rb") as file:
        file.readline()
        engine = network.engines[0]  # type: ignore[attr-defined]
        network.thread.call(engine.say, b"* 4 EXISTS\r\n")
        assert file.readline() == b"* 4 EXISTS\r\n"


def test_a_client_that_says_no_more_still_gets_the_rest(network: TcpNetwork) -> None:
    with network.dial("phone", *HOST) as connection, connection.makefile("rb") as file:
        connection.sendall(b"one\r\n")
        connection.shutdown(socket.SHUT_WR)
        assert file.read() == b"HELLO\r\nONE\r\nGOODBYE\r\n"


def test_an_engine_works_no_further_than_the_client_reads(network: TcpNetwork) -> None:
    with network.dial("phone", *HOST) as connection:
        connection.recv(100)
        engine = network.engines[0]  # type: ignore[attr-defined]
        blocks = []

        def endless() -> bytes:
            blocks.append(BLOCK)
            return b"x" * BLOCK

        def start() -> None:
            engine.data_to_send = endless
            engine.wake()

        network.thread.call(start)
        network.thread.call(lambda: None)
        assert len(blocks) < 100
        received = sum(len(connection.recv(BLOCK)) for _ in range(200))
        assert received > 0


def test_a_full_engine_is_not_fed_until_it_has_room(network: TcpNetwork) -> None:
    with network.dial("phone", *HOST) as connection, connection.makefile("rwb") as file:
        file.readline()
        engine = network.engines[0]  # type: ignore[attr-defined]

        def fill(full: bool) -> None:
            engine.full = full
            engine.wake()

        network.thread.call(fill, True)
        [link] = network.connections.values()
        assert not link.is_reading()
        network.thread.call(fill, False)
        assert link.is_reading()


def test_the_engine_hears_once_that_the_connection_is_gone(network: TcpNetwork) -> None:
    network.dial("phone", *HOST).close()
    network.thread.run(network.drained())
    assert network.engines[0].lost == 1  # type: ignore[attr-defined]


def test_a_silent_client_that_does_not_even_read_is_cut_off(network: TcpNetwork) -> None:
    with network.dial("phone", *HOST) as connection:
        connection.recv(100)
        engine = network.engines[0]  # type: ignore[attr-defined]
        engine.data_to_send = lambda: b"x" * BLOCK
        network.thread.call(engine.wake)
        [link] = network.connections.values()
        shell = link.tap.inner
        assert isinstance(shell, Shell)

        async def a_long_time_later() -> None:
            shell._idle = 0
            shell._close_if_idle()
            await network._until(lambda: not network.connections)

        network.thread.run(a_long_time_later())
        assert engine.lost == 1
