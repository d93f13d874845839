"""A person speaks: whole answers, mistakes forgiven, nothing sent that must not be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labkit.agents.talk import Conversation
from labkit.agents.trouble import Trouble
from labkit.records import Protocol
from tests.agents.household import DOORS, KEN, MX, Household

Call = Callable[..., Conversation]


@pytest.fixture
def call(house: Household) -> Call:
    def call(protocol: Protocol, door: tuple[str, int]) -> Conversation:
        return Conversation(protocol, *door, house, [KEN.password], house.on_server)

    return call


def test_a_wrong_order_is_told_and_the_session_goes_on(call: Call, house: Household) -> None:
    talk = call("SMTP", MX)
    assert talk.greeting.startswith("220 ")
    assert talk.say("EHLO me.example").count("\n") > 3
    assert talk.say("DATA").startswith("503")
    told = talk.say("MAIL FROM:<x@crow.example>", "RCPT TO:<ken@fuji.example>", "DATA")
    assert [line[:3] for line in told.split("\n")] == ["250", "250", "354"]
    assert talk.say("Subject: hi", "", "..dot") == ""
    assert talk.say(".").startswith("250")
    assert talk.say("QUIT").startswith("221")
    assert not talk.open
    [(_, octets)] = house.mx.letters
    assert octets.endswith(b"\r\n.dot\r\n")


def test_a_letter_is_sent_whole_its_dots_doubled(call: Call, house: Household) -> None:
    with call("SMTP", MX) as talk:
        with pytest.raises(Trouble, match="DATA first"):
            talk.letter("too early")
        talk.say("EHLO me", "MAIL FROM:<x@crow.example>", "RCPT TO:<ken@fuji.example>", "DATA")
        assert talk.letter("Subject: dot\n\n.\nend").startswith("250")
    assert house.mx.letters[0][1].endswith(b"\r\n\r\n.\r\nend\r\n")


def test_answers_of_many_lines_come_whole(call: Call, house: Household) -> None:
    house.arrive("one\r\ntwo")
    with call("POP3", DOORS.pop) as talk:
        talk.say("USER ken@fuji.example", f"PASS {KEN.password}")
        assert talk.say("RETR 1").endswith("one\ntwo\n.")


def test_imap_literals_and_news_in_idle(call: Call, house: Household) -> None:
    with call("IMAP", DOORS.imap) as talk:
        assert talk.say("a LOGIN ken@fuji.example {13}").startswith("+")
        assert talk.say(KEN.password).startswith("a OK")
        assert talk.say("b SELECT INBOX", "c IDLE").split("\n")[-1].startswith("+")
        house.arrive()
        assert "* 1 EXISTS" in talk.hear()
        assert talk.say("DONE").startswith("c OK")


def test_a_password_of_ones_own_never_leaves(call: Call, house: Household) -> None:
    with call("POP3", DOORS.pop) as talk:
        talk.say("USER ken@fuji.example")
        with pytest.raises(Trouble, match="never your own"):
            talk.say("PASS hunter2")
        with pytest.raises(Trouble, match="never your own"):
            talk.say(b"PASS hunter2")
        assert talk.say(f"PASS {KEN.password}").startswith("+OK")
    assert "hunter2" not in "".join(house.whole_wire())


def test_a_bare_lf_can_be_asked_for(call: Call, house: Household) -> None:
    with call("SMTP", MX) as talk:
        talk.say("NOOP", end="\n")
        with pytest.raises(Trouble):
            talk.say("NOOP", end="")
    assert house.network.transcript.lines(1)[1].octets == b"NOOP\n"


def test_a_change_on_the_server_and_the_end_are_events(call: Call, house: Household) -> None:
    house.arrive()
    talk = call("IMAP", DOORS.imap)
    talk.say(f"a LOGIN ken@fuji.example {KEN.password}", "b SELECT INBOX")
    assert house.happenings == []
    talk.say(r"c STORE 1 +FLAGS (\Deleted)", "d EXPUNGE")
    talk.hang_up()
    talk.hang_up()
    assert [event[:2] for event in house.happenings] == [
        ("you", "talk.event_said"),
        ("you", "talk.event_ended"),
    ]


def test_a_closed_line_says_so_in_a_sentence(call: Call) -> None:
    talk = call("SMTP", MX)
    talk.hang_up()
    for speak in (lambda: talk.say("NOOP"), lambda: talk.letter("x"), talk.hear):
        with pytest.raises(Trouble, match="is closed"):
            speak()
