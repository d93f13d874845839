"""The whole world, by its front doors: real sockets, real clients."""

from __future__ import annotations

import smtplib
import threading
from datetime import timedelta

import pytest

from labkit.agents.trouble import Trouble
from labkit.records import Notice
from labkit.wire.clock import START
from labkit.wire.tcp import TcpNetwork
from labkit.world import scene
from labkit.world.world import World
from tests.world.retold import retold

LETTER = "From: aya@sakura.example\r\nTo: {}\r\nSubject: hello\r\n\r\nHi.\r\n"


def hand_in(world: World, to: str = "ken@fuji.example") -> None:
    """Send a letter as a program of one's own would."""
    host, port = world.network.address("smtp.sakura.example", 587)
    with smtplib.SMTP(host, port, local_hostname="program.example") as client:
        client.login(scene.AYA.address, scene.AYA.password)
        client.sendmail(scene.AYA.address, [to], LETTER.format(to))


def test_a_letter_handed_in_lies_in_kens_mailbox_when_the_world_is_quiet(world: World) -> None:
    hand_in(world)
    world.settle()
    [row] = world.mailbox(scene.KEN)
    assert (row.letter, row.subject, row.tile.seen) == ("A", "hello", False)
    assert [hop.station for hop in world.hops("A")] == ["submission", "mx", "mailbox"]


def test_it_carries_one_postmark_for_each_server_and_its_envelopes_sender(world: World) -> None:
    hand_in(world)
    world.settle()
    message = world.stored("A")
    assert message is not None
    assert message.octets.startswith(b"Return-Path: <aya@sakura.example>\r\n")
    assert message.octets.count(b"\r\nReceived: ") == 2


def test_an_event_has_the_sessions_that_happened_in_it(world: World) -> None:
    hand_in(world)
    event = world.record("pc", Notice("event.send"), (), frozenset())
    assert event.sessions == (1, 2)
    hand_in(world)
    assert world.record("pc", Notice("event.send"), (), frozenset()).sessions == (3, 4)


def test_the_clock_moves_when_told_and_nobody_waits(world: World) -> None:
    until = START + timedelta(days=5)
    assert not world.pass_time(until)  # nothing falls due
    assert world.now() == until


def test_reset_brings_back_the_very_same_start(world: World) -> None:
    def run() -> tuple[object, ...]:
        hand_in(world)
        world.record("pc", Notice("event.send"), (), frozenset())
        message = world.stored("A")
        assert message is not None
        wire = [world.lines(session.id) for session in world.sessions()]
        return wire, retold(world), message.octets

    first = run()
    world.reset()
    assert world.mailbox(scene.KEN) == ()
    assert world.sessions() == ()
    # A Message-ID that the letter did not bring is made by the server: the same one again.
    assert run() == first


def test_a_program_that_stays_connected_is_no_part_of_the_new_story(world: World) -> None:
    host, port = scene.FUJI.imap, scene.IMAP
    with world.network.dial("guest", host, port) as line, line.makefile("rwb") as file:
        file.write(b"a LOGIN ken mountain-view\r\nb SELECT INBOX\r\nc IDLE\r\n")
        file.flush()
        while not file.readline().startswith(b"+"):
            pass
        world.reset()
        event = world.record("lab", Notice("event.start"), (), frozenset())
        assert event.sessions == ()
        assert b"* BYE" in file.read()


def test_a_world_that_cannot_open_leaves_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_port(*listening: object) -> None:
        raise OSError("no port left")

    monkeypatch.setattr(TcpNetwork, "listen", no_port)
    before = threading.active_count()
    with pytest.raises(OSError, match="no port left"):
        World("test")
    assert threading.active_count() == before


def test_a_closed_world_says_so_in_one_sentence(world: World) -> None:
    world.close()
    assert world.closed
    with pytest.raises(Trouble, match="closed"):
        world.now()


def test_closing_leaves_no_thread_even_twice() -> None:
    before = threading.active_count()
    world = World("test")
    assert threading.active_count() == before + 1
    world.close()
    world.close()
    assert threading.active_count() == before
