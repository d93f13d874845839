from __future__ import annotations

from labkit.wire.clock import LabClock
from labkit.wire.tap import Tap
from labkit.wire.transcript import Transcript
from tests.wire.test_layer import Listener, Memory


def test_a_tap_records_both_directions_in_order_and_passes_them_on() -> None:
    transcript = Transcript(LabClock())
    outside, inside = Memory(), Listener()
    tap = Tap(inside, transcript)
    tap.session = transcript.open("tablet", "h", 110, "POP3")
    tap.connection_made(outside)
    tap.data_received(b"STAT\r\n")
    tap.write(b"+OK 0 0\r\n")
    assert (inside.heard, outside.asked) == ([b"STAT\r\n"], [b"+OK 0 0\r\n"])
    assert [(chunk.direction, chunk.data) for chunk in transcript.chunks(1)] == [
        ("C", b"STAT\r\n"),
        ("S", b"+OK 0 0\r\n"),
    ]
