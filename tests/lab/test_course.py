"""How things go on: the four steps of a letter one at a time, and queues by hand."""

from __future__ import annotations

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from tests.lab.evidence import Evidence


def test_a_letter_goes_in_four_steps(lab: Lab) -> None:
    seen = Evidence(lab)
    lab.hold()
    lab.aya.send()
    assert [row.host for row in seen.queue()] == ["smtp.sakura.example"]
    assert "mail for fuji.example goes to mx.fuji.example (10)" in repr(lab.step())
    assert "looked up" in repr(lab.journey())
    assert "mx.fuji.example said" in repr(lab.step())
    [kept] = seen.queue()
    assert kept.host == "mx.fuji.example"
    assert kept.after.startswith("250 2.0.0 stored as ")
    assert seen.box() == []
    assert "responsible after 250" in repr(lab.journey())
    assert repr(lab.step()) == "Delivered: letter A is in its mailbox (ken@fuji.example)."
    assert (seen.box(), seen.queue()) == (["A"], ())
    assert repr(lab.step()) == "Nothing is left to do at this moment."


def test_released_everything_goes_on_by_itself(lab: Lab) -> None:
    lab.hold()
    lab.aya.send()
    lab.aya.send()
    lab.step()
    lab.release()
    assert Evidence(lab).box() == ["A", "B"]


def test_held_servers_let_time_pass(lab: Lab) -> None:
    lab.hold()
    lab.aya.send()
    lab.wait(days=2)
    assert [row.letter for row in Evidence(lab).queue()] == ["A"]
    lab.reset()
    lab.aya.send()
    assert Evidence(lab).box() == ["A"]  # a reset ends it


def test_each_step_is_an_event(lab: Lab) -> None:
    lab.hold()
    lab.aya.send()
    for _ in range(4):
        lab.step()
    lab.release()
    head = repr(lab.film()).splitlines()[1]
    assert head.count("looks up") == head.count("hands over") == head.count("is delivered") == 1


def test_a_step_that_nobody_answers_is_not_told_as_done(lab: Lab) -> None:
    lab.faults.down("mx.fuji.example")
    lab.hold()
    lab.aya.send()
    lab.step()
    said = repr(lab.step())
    assert said.startswith("Not handed over to everybody: ken@fuji.example: 451 4.4.1")
    assert "the server can't hand over A" in repr(lab.film())


def test_a_letter_that_waits_is_tried_at_once(lab: Lab) -> None:
    seen = Evidence(lab)
    lab.faults.down("mx.fuji.example")
    lab.aya.send()
    lab.aya.send()
    lab.faults.up("mx.fuji.example")
    assert repr(lab.retry("A")) == "Due now: 1. Each server that is on tries again at once."
    assert seen.box() == ["A"]
    assert repr(lab.retry()) == "Due now: 1. Each server that is on tries again at once."
    assert seen.box() == ["A", "B"]
    with pytest.raises(Trouble, match="No letter waits"):
        lab.retry()


def test_a_letter_is_given_up_with_an_error_mail(lab: Lab) -> None:
    seen = Evidence(lab)
    lab.faults.down("mx.fuji.example")
    lab.aya.send()
    lab.aya.send()
    assert "error mail" in repr(lab.give_up("B"))
    assert [row.letter for row in seen.queue()] == ["A"]
    [error] = seen.entries("aya")
    assert "cancelled" in error.message.parts().text
    with pytest.raises(Trouble, match="does not wait"):
        lab.give_up("B")
    with pytest.raises(Trouble, match="does not wait"):
        lab.give_up("Q")
