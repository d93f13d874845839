"""Whose exemplar is shown, and what the lab still knows of the envelope."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.views.message_sides import sides


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab(language="en")
    yield lab
    lab.close()


def test_the_last_letter_as_its_recipients_mailbox_has_it(lab: Lab) -> None:
    lab.aya.send()
    lab.aya.sent = "upload"
    lab.aya.send()
    shown = lab.message().letter
    assert (shown.letter, shown.where) == ("B", "server")
    assert [name for name, _ in shown.fields].count("Received") == 2


def test_each_holder_has_an_exemplar_of_its_own(lab: Lab) -> None:
    lab.aya.send(cc="mika@fuji.example")
    lab.phone.bodies = False
    lab.phone.sync()
    lab.tablet.get()
    wheres = (lab.phone, "tablet", "MIKA", "server")
    shown = [lab.message("a", where=where).letter for where in wheres]
    assert [letter.where for letter in shown] == ["phone", "tablet", "mika", "server"]
    assert [letter.whole for letter in shown] == [False, True, True, True]


def test_a_letter_that_waits_is_shown_from_the_queue(lab: Lab) -> None:
    lab.faults.down("mx.fuji.example")
    lab.aya.send()
    assert lab.message("A").letter.where == "queue"


def test_the_envelope_is_remembered(lab: Lab) -> None:
    lab.aya.send(bcc="boss@sakura.example")
    shown = lab.message("A").letter
    assert shown.mail_from == "aya@sakura.example"
    assert shown.rcpt_tos == ("ken@fuji.example", "boss@sakura.example")
    lab.crow.send()
    sender, _ = sides(lab.message().letter, "en")
    assert sender.envelope == "<x@crow.example>"
    assert sender.differs


def test_what_nobody_has_is_said_kindly(lab: Lab) -> None:
    with pytest.raises(Trouble, match="Send one first"):
        lab.message()
    lab.aya.send()
    with pytest.raises(Trouble, match="Nobody holds letter A there"):
        lab.message("A", where="phone")
    with pytest.raises(Trouble, match="Nobody holds letter Z there"):
        lab.message("Z")
    with pytest.raises(Trouble, match="is no place where letters lie"):
        lab.message("A", where="<moon>")


def test_it_speaks_another_language_at_run_time(lab: Lab) -> None:
    lab.aya.send()
    view = lab.message("A")
    lab.language = "ja"
    assert repr(view).startswith("メールA（サーバーの原本）")


def test_what_is_on_display_follows_what_happens(lab: Lab) -> None:
    lab.aya.send()
    lab.phone.bodies = False
    lab.phone.sync()
    view = lab.message("A", where="phone")
    assert not view.letter.whole
    lab.phone.open("A")
    assert view.letter.whole
    lab.phone.expunge("A")
    assert view.letter.whole, "gone, but it was open"
