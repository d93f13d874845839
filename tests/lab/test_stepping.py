"""An engine that a cell feeds, byte by byte, without any server."""

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.protocols.imap.states import ImapState
from labkit.protocols.pop3 import Pop3State
from labkit.texts import say
from labkit.world import scene


@pytest.fixture
def lab():
    lab = Lab()
    yield lab
    lab.close()


def test_a_line_is_said_and_answered(lab):
    pop3 = lab.engine("pop3")
    assert pop3.say("USER ken@fuji.example").startswith("+OK")
    assert pop3.say("PASS mountain-view").startswith("+OK maildrop locked, 3 messages")
    assert pop3.session.state is Pop3State.TRANSACTION


def test_byte_by_byte_nothing_is_answered_before_the_line_ends(lab):
    pop3 = lab.engine("pop3")
    line = b"CAPA\r\n"
    said = [pop3.feed(line[at : at + 1]) for at in range(len(line))]
    assert said[:-1] == [b""] * (len(line) - 1)
    assert said[-1].startswith(b"+OK")


def test_half_a_line_is_said_to_wait(lab):
    pop3 = lab.engine("pop3")
    pop3.feed(b"USER")
    assert say("en", "states.waits", count=4) in repr(pop3)
    assert say("en", "states.waits", count=4) in pop3._repr_html_()
    pop3.feed(b" ken@fuji.example\r\n")
    assert "The engine waits" not in repr(pop3)


def test_imap_is_stepped_too(lab):
    imap = lab.engine("imap")
    imap.say("a LOGIN ken@fuji.example mountain-view")
    assert "* 3 EXISTS" in imap.say("b SELECT INBOX")
    assert imap.session.state is ImapState.SELECTED
    assert "the session is here" in repr(imap.states())


def test_it_shows_itself_as_a_ladder_with_its_states(lab):
    pop3 = lab.engine("pop3")
    pop3.say("USER ken@fuji.example")
    pop3.say("PASS mountain-view")
    pop3.say("QUIT")
    assert "mountain-view" not in repr(pop3)
    assert "PASS" in repr(pop3)
    assert "UPDATE (what was marked is removed): the session ended here" in repr(pop3)
    assert pop3._repr_html_().count("<svg") == 2
    assert pop3.say("NOOP") == ""


def test_nothing_in_the_lab_changes(lab):
    lab.engine("imap").say("a LOGIN ken@fuji.example mountain-view")
    assert lab._world.sessions() == ()
    assert lab._world.mailbox(scene.KEN) == ()


def test_what_is_kept_of_a_conversation_is_bounded(lab):
    pop3 = lab.engine("pop3")
    for _ in range(20):
        pop3.feed(b"x" * 200_000)
    assert pop3._octets <= 1_000_000 + 1000


def test_smtp_has_no_engine_to_step_and_says_so(lab):
    with pytest.raises(Trouble, match="aiosmtpd"):
        lab.engine("smtp")
    with pytest.raises(Trouble, match="gopher"):
        lab.engine("gopher")
