"""A letter to nobody (M14): who tells Aya, and how? By real sockets, through all servers."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest

from labkit.mail.message import Message
from labkit.world import scene
from labkit.world.world import World

LETTER = "From: aya@sakura.example\r\nTo: {}\r\nSubject: hello\r\n\r\nHi.\r\n"
NOBODY = "nobody@fuji.example"


def hand_in(world: World, to: str) -> None:
    host, port = world.network.address("smtp.sakura.example", 587)
    with smtplib.SMTP(host, port, local_hostname="program.example") as client:
        client.login(scene.AYA.address, scene.AYA.password)
        client.sendmail(scene.AYA.address, [to], LETTER.format(to))
    world.settle()


def queued(world: World) -> int:
    return sum(len(provider.relay.queue) for provider in world._providers.values())


def error_mail(world: World) -> Message:
    (row,) = world.mailbox(scene.AYA)
    found = world.stored(row.letter)
    assert found is not None
    return found


def test_nobody_at_another_provider_ends_in_an_error_mail(world: World) -> None:
    hand_in(world, NOBODY)
    at_rcpt = [line.octets for line in world.lines(2)]
    assert b"550 5.1.1 nobody here is called nobody\r\n" in at_rcpt
    [row] = world.mailbox(scene.AYA)
    assert (row.letter, row.subject) == ("B", "Not delivered: hello")
    assert row.sender == "MAILER-DAEMON@smtp.sakura.example"
    assert error_mail(world).octets.startswith(b"Return-Path: <>\r\n")
    assert queued(world) == 0


def test_it_travels_by_smtp_from_the_empty_sender(world: World) -> None:
    hand_in(world, NOBODY)
    record = world.sessions()[-1]
    assert (record.who, record.host) == ("smtp.sakura.example", "mx.sakura.example")
    said = [line.octets for line in world.lines(record.id) if line.direction == "C"]
    assert any(octets.startswith(b"MAIL FROM:<> ") for octets in said)
    assert b"RCPT TO:<aya@sakura.example>\r\n" in said


def test_nobody_at_her_own_provider_is_refused_at_once(world: World) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused, match=r"5\.1\.1"):
        hand_in(world, "nobody@sakura.example")
    world.settle()
    assert world.mailbox(scene.AYA) == ()
    assert queued(world) == 0
    assert world.letters() == ()


def test_the_ways_of_both_letters(world: World) -> None:
    hand_in(world, NOBODY)
    assert [(hop.station, hop.state) for hop in world.hops("A")] == [
        ("submission", "queued"),
        ("mx", "refused"),
        ("submission", "returned"),
    ]
    assert [(hop.station, hop.state, hop.recipient) for hop in world.hops("B")] == [
        ("submission", "written", "aya@sakura.example"),
        ("mx", "stored", "aya@sakura.example"),
        ("mailbox", "stored", "aya@sakura.example"),
    ]


def test_it_speaks_the_language_of_the_moment(world: World) -> None:
    world.language = "ja"
    hand_in(world, NOBODY)
    assert error_mail(world).subject == "配送できませんでした：hello"
    assert "宛先nobody@fuji.example：届きませんでした。" in error_mail(world).parts().text


def test_after_reset_it_is_the_very_same_again(world: World) -> None:
    hand_in(world, NOBODY)
    first = error_mail(world).octets
    world.reset()
    hand_in(world, NOBODY)
    assert error_mail(world).octets == first


def test_an_answer_to_it_is_refused_at_once(world: World) -> None:
    hand_in(world, NOBODY)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        hand_in(world, "MAILER-DAEMON@smtp.sakura.example")


def wait(world: World, duration: timedelta) -> None:
    until = world.now() + duration
    while world.pass_time(until):
        pass


def test_five_days_are_nothing_to_wait_for(world: World) -> None:
    mx = world._providers["fuji.example"]._exchanger
    world.thread.call(setattr, mx, "recipient", _later)
    hand_in(world, "ken@fuji.example")
    [row] = world.queue()
    assert (row.letter, row.host, row.to) == ("A", "smtp.sakura.example", "ken@fuji.example")
    assert (row.tries, row.reply) == (1, "451 4.7.1 come again later")
    wait(world, timedelta(hours=9))
    assert [row.subject for row in world.mailbox(scene.AYA)] == ["Not delivered yet: hello"]
    wait(world, timedelta(days=5))
    subjects = [row.subject for row in world.mailbox(scene.AYA)]
    assert subjects == ["Not delivered yet: hello", "Not delivered: hello"]
    assert queued(world) == 0


def _later(*_: object) -> None:
    from labkit.protocols.smtp.replies import Refused

    raise Refused(451, "4.7.1", "come again later")


def test_an_error_mail_is_known_by_the_letter_it_is_about_and_by_where_it_lies(
    world: World,
) -> None:
    hand_in(world, NOBODY)
    ((way, lies),) = world.errors("A")
    assert [hop.state for hop in way] == ["written", "stored", "stored"]
    assert (way[0].letter, way[0].about, lies) == ("B", "A", True)
    assert world.errors("B") == ()
    assert world.holders("B") == {scene.AYA.address}
    assert world.holders("A") == frozenset()
