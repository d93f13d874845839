"""lab.talk: typed sessions in the history, consoles side by side, and a lab that goes away."""

from __future__ import annotations

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble

LETTER = (
    *("EHLO me.example", "MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA"),
    *("Subject: typed", "", "Hello", ".", "QUIT"),
)


def test_a_typed_letter_arrives_and_the_history_knows_that_it_was_typed(lab: Lab) -> None:
    talk = lab.talk("smtp")
    assert talk.say(*LETTER).endswith("Bye")
    lab.phone.sync()
    assert len(lab.phone.letters()) == 1
    sessions = lab._world.sessions()
    assert [(s.who, s.typed) for s in sessions] == [("you", True), ("phone", False)]
    events, _ = lab._world.events()
    assert [event.who for event in events] == ["lab", "you", "you", "phone"]
    assert talk.session in events[1].sessions


def test_a_typed_letter_has_its_place_in_the_pictures(lab: Lab) -> None:
    lab.talk("smtp").say(*LETTER)  # without a Message-ID
    assert "A original, unread" in lab.film().text
    assert "hand a letter to mx.fuji.example" in lab.film().text
    assert "IS HERE" in lab.journey("A").text


def test_it_shows_itself_as_the_ladder_of_its_session(lab: Lab) -> None:
    talk = lab.talk("submission")
    talk.say("EHLO me.example")
    assert "C: EHLO me.example" in repr(talk)
    assert "typed by hand" in talk.ladder().svg
    bundle = talk._repr_mimebundle_()
    assert "EHLO me.example" in str(bundle["text/plain"])
    assert repr(lab.ladder("you")) == repr(talk)


@pytest.mark.parametrize(
    ("name", "host"),
    [
        *(("pop3", "pop.fuji.example"), ("IMAP", "imap.fuji.example"), ("mx", "mx.fuji.example")),
        *(("submission", "smtp.sakura.example"), ("mx.sakura.example", "mx.sakura.example")),
    ],
)
def test_whom_one_can_call(lab: Lab, name: str, host: str) -> None:
    with lab.talk(name) as talk:
        assert host in talk.greeting
    assert not talk.open


def test_nobody_is_called_who_is_not_there(lab: Lab) -> None:
    with pytest.raises(Trouble, match="no server smpt"):
        lab.talk("smpt")
    lab.faults.down("mx.fuji.example")
    with pytest.raises(Trouble, match="does not answer"):
        lab.talk("smtp")


def test_a_call_to_somebody_else_ends_the_first(lab: Lab) -> None:
    talk = lab.talk("smtp")
    assert talk.call("imap").startswith("* OK")
    assert [s.end for s in lab._world.sessions()] == ["closed", "open"]
    with pytest.raises(Trouble):
        talk.call("nowhere")
    assert talk.open


def test_two_consoles_at_once_each_show_their_own(lab: Lab) -> None:
    first, second = lab.talk("smtp"), lab.talk("imap")
    consoles = first.console(), second.console()
    consoles[0].type("EHLO one.example")
    consoles[1].type("a1 NOOP")
    assert "one.example" in str(consoles[0].keyboard.rows)
    assert "one.example" not in str(consoles[1].keyboard.rows)


def test_a_reset_hangs_up_and_the_console_can_call_again(lab: Lab) -> None:
    talk = lab.talk("pop3")
    console = talk.console()
    lab.reset()
    assert not talk.open
    assert console.keyboard.rows == []
    with pytest.raises(Trouble, match="is closed"):
        talk.say("NOOP")
    console.connect.click()
    assert talk.open
    assert lab._world.sessions()[-1].id == 1


def test_a_closed_lab_says_so(lab: Lab) -> None:
    talk = lab.talk("pop3")
    console = talk.console()
    lab.close()
    with pytest.raises(Trouble, match="The lab is closed"):
        talk.say("NOOP")
    console.type("NOOP")
    assert "The lab is closed" in console.status.text


def test_a_device_in_idle_hears_of_a_typed_letter(lab: Lab) -> None:
    lab.phone.idle()
    lab.talk("smtp").say(*LETTER)
    assert len(lab.phone.letters()) == 1


def test_the_letters_text_stands_in_the_console(lab: Lab) -> None:
    lab.aya.send(body="read me")
    talk = lab.talk("pop3")
    console = talk.console()
    for line in ("USER ken@fuji.example", "PASS mountain-view", "RETR 1"):
        console.type(line)
    assert "read me" in str(console.keyboard.rows)
    assert "mountain-view" not in str(console.keyboard.rows)
