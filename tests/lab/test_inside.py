"""How a lab's ladder looks into its lines."""

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.inside import inside_of
from labkit.protocols.dissect import dissect
from labkit.records import Direction, RawLine
from labkit.wire.clock import START


def raw(*said: tuple[Direction, bytes]) -> tuple[RawLine, ...]:
    return tuple(RawLine(1, n, who, START, octets) for n, (who, octets) in enumerate(said, 1))


def test_octets_stand_with_the_line_they_passed_in() -> None:
    passed = raw(("S", b"220 hi\r\n"), ("C", b"EHLO a\r\n"), ("S", b"250-b\r\n"), ("S", b"250 c\n"))
    shown, _ = dissect("SMTP", passed)
    inside = inside_of(passed, shown)
    assert [inside.octets(line) for line in shown] == [
        (b"220 hi\r\n",), (b"EHLO a\r\n",), (b"250-b\r\n", b"250 c\n"),
    ]  # fmt: skip
    assert inside.explain(shown[1])


@pytest.mark.parametrize("device", ["aya", "tablet", "phone"])
def test_no_password_is_in_a_stored_output(lab: Lab, device: str) -> None:
    lab.aya.send()
    lab.tablet.get()
    lab.phone.sync()
    shown = lab.ladder(device, depth=3)
    assert "••••" in shown.text
    world = lab._household.world
    said = [r for s in world.sessions() for r in world.lines(s.id) if r.direction == "C"]
    login = next(r.octets for r in said if r.octets.startswith(b"PASS "))
    assert login[5:].strip().decode() not in shown.html + shown.text
    for response in (r.octets for r in said if r.octets.startswith(b"AUTH PLAIN ")):
        assert response[11:].strip().decode() not in shown.html + shown.text


def test_a_password_in_a_literal_is_masked_with_what_follows_it() -> None:
    passed = raw(
        ("S", b"* OK hi\r\n"), ("C", b"a LOGIN ken {6}\r\n"), ("S", b"+ go on\r\n"),
        ("C", b"secret\r\n"), ("S", b"a OK in\r\n"),
    )  # fmt: skip
    shown, _ = dissect("IMAP", passed)
    inside = inside_of(passed, shown)
    assert b"secret\r\n" not in [octets for line in shown for octets in inside.octets(line)]


def test_a_depth_that_is_none_is_answered_with_those_there_are(lab: Lab) -> None:
    lab.aya.send()
    with pytest.raises(Trouble, match="2 shows what each line means"):
        lab.ladder("aya", depth=4)


def test_bare_line_ends_and_lost_octets_are_told(lab: Lab) -> None:
    lab.aya.send()
    lab.tablet.get(cut_before="QUIT")
    assert "6 octets lost on the way" in lab.ladder("tablet").text
