"""A program that fetches, and the crow that sends: protocols without a screen."""

from __future__ import annotations

import email
from email.policy import default

import pytest

from labkit.agents.device import Device
from labkit.agents.outsiders import Crow, Program
from labkit.agents.trouble import Trouble
from labkit.mail.flags import SEEN
from labkit.texts import tell
from tests.agents.household import DOORS, KEN, MX, Household


@pytest.fixture
def program(house: Household) -> Program:
    return Program(KEN, DOORS, house)


@pytest.fixture
def crow(house: Household) -> Crow:
    return Crow("crow.example", "x@crow.example", MX, house)


def test_to_fetch_a_body_marks_it_and_to_peek_does_not(
    house: Household, program: Program, phone: Device
) -> None:
    house.arrive()
    house.arrive()
    assert repr(program.fetch("b", peek=True)) == (
        "A program: fetched the whole of B with BODY.PEEK[]."
    )
    assert house.said()[-2:] == ["a4 UID FETCH 2 (BODY.PEEK[])", "a5 LOGOUT"]
    assert house.flags() == {"A": frozenset(), "B": frozenset()}
    outcome = program.fetch("B")
    assert repr(outcome) == "A program: fetched the whole of B with BODY[]."
    assert (outcome.letters, house.flags()) == (("B",), {"A": frozenset(), "B": {SEEN}})
    assert house.happenings == [("program", "event.program", 0)] * 2
    phone.sync()
    assert [tile.seen for tile in phone.tiles()] == [False, True]


@pytest.mark.parametrize("letter", ["Q", "", None, "x" * 5000])
def test_a_letter_that_is_not_there(house: Household, program: Program, letter: str) -> None:
    assert "in the inbox" in repr(program.fetch(letter))
    house.arrive()
    outcome = program.fetch(letter)
    assert len(repr(outcome)) < 100
    assert not any("BODY" in line and "MESSAGE-ID" not in line for line in house.said())
    assert house.flags() == {"A": frozenset()}


def test_a_program_is_told_what_went_wrong(house: Household, program: Program) -> None:
    house.account.password = "another"
    with pytest.raises(Trouble, match="did not let it in"):
        program.fetch("A")
    house.network.set_up("imap.fuji.example", False)
    with pytest.raises(Trouble, match="does not answer"):
        program.fetch("A")
    assert repr(program) == "<program: ken@fuji.example, IMAP>"


def test_the_crow_borrows_a_name_and_nobody_asks(house: Household, crow: Crow) -> None:
    outcome = crow.send()
    assert repr(outcome) == "The crow: handed A in at mx.fuji.example for ken@fuji.example."
    assert tell("ja", outcome.notice) == (
        "カラス：ken@fuji.example宛てのAをmx.fuji.exampleに預けました。"
    )
    [(recipients, octets)] = house.mx.letters
    letter = email.message_from_bytes(octets, policy=default)
    assert recipients == ("ken@fuji.example",)
    assert letter["from"] == "Prime Minister <prime-minister@kantei.example>"
    said = house.said()
    assert said[0] == "EHLO crow.example"
    assert said[1].startswith("MAIL FROM:<x@crow.example>")
    assert not any("AUTH" in line for line in house.wire())
    assert house.happenings == [("crow", "event.crow", 0)]
    assert repr(crow) == "<crow: crow.example>"


def test_any_name_can_be_written(house: Household, crow: Crow) -> None:
    crow.send(header_from="Aya <aya@sakura.example>", subject="hello", body="Hi!")
    crow.send("ken@fuji.example", "aya@sakura.example", mail_from="aya@sakura.example")
    first, second = (
        email.message_from_bytes(octets, policy=default) for _, octets in house.mx.letters
    )
    assert (first["from"], second["from"]) == ("Aya <aya@sakura.example>", "aya@sakura.example")
    assert first["subject"] == "A: hello"
    assert house.said()[1].startswith("MAIL FROM:<aya@sakura.example>")
    crow.send(mail_from="")
    assert house.said()[1].startswith("MAIL FROM:<>")


@pytest.mark.parametrize("odd", ["", "ken", None, 5, "a@x.example\r\nBcc: b@x.example"])
def test_what_is_no_address_is_refused_unsent(house: Household, crow: Crow, odd: str) -> None:
    with pytest.raises(Trouble, match=r"is not a mail address|needs somebody"):
        crow.send(header_from=odd)
    for given in ({"to": odd}, {"mail_from": odd}):
        if odd or (odd is not None and "to" in given):
            with pytest.raises(Trouble, match=r"is not a mail address|needs somebody"):
                crow.send(**given)
    assert house.mx.letters == []
    assert crow.send().letters == ("A",)


def test_the_crow_is_refused_like_anybody(house: Household, crow: Crow) -> None:
    with pytest.raises(Trouble, match="accepted none of the recipients"):
        crow.send("nobody@fuji.example")
    assert "Refused: nobody@fuji.example: 550" in repr(
        crow.send("nobody@fuji.example, ken@fuji.example")
    )
    house.network.set_up(MX[0], False)
    with pytest.raises(Trouble, match="does not answer at port 25"):
        crow.send()
