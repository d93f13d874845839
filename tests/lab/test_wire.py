from dataclasses import replace

import pytest

from labkit import Lab
from labkit.lab.wire import ladder_of, sender_of, session_of
from labkit.records import Hop, SessionRecord
from labkit.wire.clock import START

ONE = SessionRecord(1, "pc", "smtp.sakura.example", 587, "SMTP", START, START, "closed", 0, 0)
SESSIONS = (
    ONE,
    replace(ONE, id=2, who="smtp.sakura.example", host="mx.fuji.example"),
    replace(ONE, id=3, who="tablet", host="pop.fuji.example"),
    replace(ONE, id=4, who="tablet", host="pop.fuji.example"),
)


@pytest.mark.parametrize(
    ("of", "number"),
    [
        (None, 4),
        ("tablet", 4),
        (3, 3),
        ("aya", 1),
        ("pc", 1),
        ("relay", 2),
        ("mx.fuji.example", 2),
        ("pop.fuji.example", 4),
    ],
)
def test_the_last_session_of_whoever_is_named(of: object, number: int) -> None:
    found = session_of(SESSIONS, of)
    assert found is not None
    assert found.id == number


def test_nobody_is_none() -> None:
    assert session_of(SESSIONS, "phone") is None
    assert session_of((), None) is None


def test_a_goodbye_that_was_said_is_the_end_and_a_cut_stays_a_cut(lab: Lab) -> None:
    lab.aya.send()
    lab.tablet.get(cut_before="QUIT")
    world = lab._household.world
    submission, _, pop3 = world.sessions()
    assert ladder_of(world, submission).session.end == "QUIT"
    assert ladder_of(world, pop3).session.end == "cut"
    assert ladder_of(world, pop3).session.letters == 1
    assert ladder_of(world, pop3).lines[-1].lost


def test_a_part_of_a_header_is_no_letter(lab: Lab) -> None:
    lab.aya.send()
    lab.aya.send()
    lab.program.fetch("A")  # it looks for A by the Message-ID of both
    world = lab._household.world
    assert ladder_of(world, world.sessions()[-1]).session.letters == 1


@pytest.mark.parametrize(
    ("session", "who"), [(1, "pc"), (3, "tablet"), (2, "guest"), (None, "pc"), (99, "pc")]
)
def test_who_handed_a_letter_in(session: int | None, who: str) -> None:
    hop = Hop("A", "submission", "smtp.sakura.example", "queued", START, session=session)
    assert sender_of([hop], SESSIONS) == who
