"""The queue as records."""

from datetime import timedelta

from labkit.agents.queue import QueuedLetter
from labkit.mail.envelope import Envelope
from labkit.records import QueueRow
from labkit.wire.clock import START
from labkit.world.waiting import waiting
from labkit.world.world import World

HOST, KEN, MIKA = "smtp.sakura.example", "ken@fuji.example", "mika@fuji.example"


def test_a_row_for_each_recipient_who_must_still_be_reached() -> None:
    letter = QueuedLetter(
        "Q1", Envelope("a@b.example", (KEN, MIKA)), b"", START, "<a@b>", "250 ok", 3
    )
    letter.note(KEN, "handed over", "250 ok", "mx", START)
    letter.note(MIKA, "deferred", "451 4.7.1 later", "mx", START)
    letter.next_try = START + timedelta(minutes=15)
    assert waiting(HOST, [letter], {"<a@b>": "A"}.__getitem__) == (
        QueueRow("A", HOST, MIKA, START, 0, letter.next_try, "451 4.7.1 later", "250 ok", 3),
    )


def test_a_quiet_world_has_nothing_waiting(world: World) -> None:
    assert world.queue() == ()
