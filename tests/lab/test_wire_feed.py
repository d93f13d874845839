"""The live wire of a real lab: what passes is shown as it passes, without a cell, and bounded."""

from __future__ import annotations

import asyncio
import smtplib
import socket
from collections.abc import Callable
from typing import Any

import pytest

from labkit import Lab
from labkit.lab import wire_feed
from labkit.protocols.dissect import dissect
from labkit.views.wire import WireView
from tests.views.wire import Page


def said(view: WireView) -> list[str]:
    return [line.text for line in view._kept.lines.values()]


def end_of(view: WireView, who: str) -> Any:
    return next(each for each in view._kept.sessions.values() if each.who == who)


def test_a_wire_shows_what_was_before_it_and_what_comes(lab: Lab) -> None:
    lab.aya.send()
    view = lab.wire()
    before = len(said(view))
    assert "DATA" in said(view)
    lab.tablet.get()
    assert any("RETR 1" in text for text in said(view)[before:])
    assert end_of(view, "tablet").end == "QUIT"


def test_all_wires_show_the_same(lab: Lab) -> None:
    first = lab.wire()
    lab.aya.send()
    second = lab.wire()
    lab.phone.sync()
    assert sorted(said(first)) == sorted(said(second))
    assert repr(first) == repr(second)


def test_every_line_is_dissected_as_if_the_session_were_read_at_once(lab: Lab) -> None:
    view = lab.wire()
    lab.aya.send(attachment=200_000)  # more than is read at once
    lab.phone.sync()
    world = lab._household.world
    for session in world.sessions():
        shown = [line for line in view._kept.lines.values() if line.session == session.id]
        assert tuple(shown) == dissect(session.protocol, world.lines(session.id))[0]


def test_a_cut_session_warns_and_shows_what_was_lost(lab: Lab) -> None:
    view = lab.wire()
    lab.aya.send()
    lab.faults.cut("tablet", before="QUIT")
    with pytest.raises(Exception, match="broke off"):
        lab.tablet.get()
    record = end_of(view, "tablet")
    assert (record.end, record.lost_octets > 0) == ("cut", True)
    assert any(line.lost for line in view._kept.lines.values())


def test_octets_that_never_arrived_replace_what_was_shown(lab: Lab) -> None:
    view = lab.wire()
    session = lab._household.world.change(lambda: _half_lost(lab))
    lab.phone.sync()
    mine = [line for line in view._kept.lines.values() if line.session == session]
    assert [(line.text, line.lost) for line in mine] == [("+OK", False), ("+OK bye", True)]


def _half_lost(lab: Lab) -> int:
    transcript = lab._household.world.transcript
    session = transcript.open("tablet", "pop.fuji.example", 110, "POP3")
    transcript.record(session, "S", b"+OK\r\n")
    transcript.record(session, "S", b"+OK bye\r\n")
    transcript.mark_lost(session, 9)
    transcript.close(session, "cut")
    return session


def test_a_bare_line_feed_is_noted(lab: Lab) -> None:
    view = lab.wire()
    address = lab._household.world.network.address("pop.fuji.example", 110)
    with socket.create_connection(address) as line:
        line.sendall(b"CAPA\nQUIT\r\n")
        while line.recv(4096):
            pass
    lab.phone.sync()
    assert end_of(view, "guest").bare_lines == 1


def test_after_a_reset_the_wire_is_empty_and_goes_on(lab: Lab) -> None:
    view = lab.wire()
    lab.aya.send()
    lab.reset()
    assert said(view) == []
    lab.aya.send()
    assert "DATA" in said(view)


def test_raw_octets_are_those_that_passed(lab: Lab) -> None:
    lab.aya.send()
    view = lab.wire()
    feed = lab._feed
    assert feed is not None
    shown = list(view._kept.lines.values())
    [letter] = [line for line in shown if line.kind == "content" and line.session == 1]
    octets = b"".join(line.octets for line in feed.raw(letter))
    assert octets.endswith(b"\r\n.\r\n")
    assert len(octets) == letter.octets
    [login] = [line for line in shown if line.kind == "secret"]
    assert feed.raw(login)[0].octets.startswith(b"AUTH PLAIN A")


def test_a_closed_lab_says_so_when_octets_are_asked_for(lab: Lab) -> None:
    lab.aya.send()
    page = Page(lab.wire())
    lab.close()
    assert "lab" in page.ask("raw", rows=[1])["text"]


def test_readings_of_sessions_that_are_over_are_bounded(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire_feed, "SESSIONS", 2)
    view = lab.wire()
    for _ in range(4):
        lab.tablet.get()
    assert lab._feed is not None
    assert len(lab._feed._readings) == 2
    assert len(view._kept.sessions) == 4


def while_no_cell_runs(
    talk: Callable[[tuple[str, int]], None], enough: Callable[[Page], bool]
) -> Page:
    """Let a program talk to the submission server; return a page when it was told *enough*."""

    async def main() -> Page:
        lab = Lab(language="en")
        view = lab.wire()
        page, over = Page(view), asyncio.Event()
        page.ask("whole")
        heard = view.page.send

        def told(content: dict[str, Any], buffers: object = None) -> None:
            heard(content)
            if enough(page):
                over.set()

        view.page.send = told
        address = lab._household.world.network.address("smtp.sakura.example", 587)
        await asyncio.to_thread(talk, address)
        await asyncio.wait_for(over.wait(), 10)
        lab.close()
        return page

    return asyncio.run(main())


def texts(page: Page) -> list[str]:
    return [row["t"] for message in page.all("rows") for row in message["rows"]]


def test_lines_of_an_open_session_show_while_no_cell_runs() -> None:
    open_lines: list[smtplib.SMTP] = []

    def talk(address: tuple[str, int]) -> None:
        client = smtplib.SMTP(*address, local_hostname="program.example")
        client.noop()
        open_lines.append(client)  # it says no goodbye

    page = while_no_cell_runs(talk, lambda page: "noop" in texts(page))
    assert page.all("sessions")[-1]["sessions"][-1]["tone"] == "open"
    open_lines[0].close()


def test_many_lines_come_in_few_messages_and_none_is_lost() -> None:
    def talk(address: tuple[str, int]) -> None:
        with smtplib.SMTP(*address, local_hostname="program.example") as client:
            for _ in range(200):
                client.noop()

    page = while_no_cell_runs(talk, lambda page: "QUIT" in texts(page))
    assert texts(page).count("noop") == 200
    serials = [row["i"] for message in page.all("rows") for row in message["rows"]]
    assert serials == list(range(1, len(serials) + 1))
    assert len(page.told) < 200
