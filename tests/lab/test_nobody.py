"""M14, "It said sent, so they got it": a letter to nobody, by the twins that a notebook calls."""

from __future__ import annotations

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble

QUIET = "Letters that wait at a server (queue)\nNo letter waits: every server has handed over"


def test_at_another_provider_her_own_server_tells_her_by_an_error_mail(lab: Lab) -> None:
    lab.aya.send("nobody@fuji.example")
    assert "C: RCPT TO:<nobody@fuji.example>" in repr(lab.ladder("mx.fuji.example"))
    assert "S: 550 5.1.1 nobody here is called nobody" in repr(lab.ladder("mx.fuji.example"))
    lab.aya.sync()
    [letter] = [row for row in lab.aya.letters() if row.tile.shelf == "INBOX"]
    assert letter.letter == "B"
    assert letter.sender == "MAILER-DAEMON@smtp.sakura.example"
    lab.aya.open("B")
    [held] = [each for each in lab.aya.held() if each.letter == "B"]
    assert held.message.octets.startswith(b"Return-Path: <>\r\n")
    assert repr(lab.queue()).startswith(QUIET)


def test_the_journeys_say_who_is_responsible(lab: Lab) -> None:
    lab.aya.send("nobody@fuji.example")
    refused, error = repr(lab.journey("A")), repr(lab.journey("B"))
    assert "3 mx.fuji.example | refused it, 550 5.1.1" in refused
    assert "responsible" not in refused
    assert "Its sender is told so by an error mail." in refused
    assert "Aya's mailbox is responsible for it." in error
    assert "Envelope: From <>, To <aya@sakura.example>" in error


def test_at_her_own_provider_it_is_refused_at_once(lab: Lab) -> None:
    with pytest.raises(Trouble, match=r"550 5\.1\.1"):
        lab.aya.send("nobody@sakura.example")
    lab.aya.sync()
    assert [row for row in lab.aya.letters() if row.tile.shelf == "INBOX"] == []
    assert repr(lab.queue()).startswith(QUIET)
