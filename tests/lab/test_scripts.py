"""Every example works as it stands, typed line by line."""

import pytest

from labkit import Lab
from labkit.lab.doors import DOORS
from labkit.lab.scripts import SCRIPTS, script_for


@pytest.mark.parametrize("port", [25, 587, 110, 143])
def test_an_example_works_to_its_end(lab: Lab, port: int) -> None:
    lab.aya.send()
    door = next(door for door in DOORS if door.port == port)
    talk = lab.talk(door.host)
    answers = [talk.say(line.text) for line in script_for(door).lines]
    assert not talk.open
    refused = ("4", "5", "-ERR", "a1 BAD", "a1 NO", "a2 NO", "a3 BAD", "a4 BAD")
    assert [answer for answer in answers if answer.startswith(refused)] == []
    assert len(lab._world.letters()) + len(lab._world.queue()) >= 1


def test_two_lines_fade_first() -> None:
    assert [sum(line.fades for line in script.lines) for script in SCRIPTS] == [2, 2, 2, 2]
