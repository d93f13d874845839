"""A follower of the transcript hears what passes, once, in order, and never costs without bound."""

from __future__ import annotations

import gc

from labkit.wire import news as module
from labkit.wire.clock import LabClock
from labkit.wire.news import News
from labkit.wire.transcript import Transcript


def followed() -> tuple[Transcript, News, list[str]]:
    transcript, woken = Transcript(LabClock()), []
    follower = transcript.follow(lambda: woken.append("woken"))
    transcript.news(follower)
    return transcript, follower, woken


def begun(transcript: Transcript) -> int:
    return transcript.open("tablet", "pop.fuji.example", 110, "POP3")


def test_a_follower_begins_with_what_has_passed_already() -> None:
    transcript = Transcript(LabClock())
    session = begun(transcript)
    transcript.record(session, "S", b"+OK\r\n")
    batch = transcript.news(transcript.follow(lambda: None))
    assert batch.anew
    assert [chunk.data for chunk in batch.chunks] == [b"+OK\r\n"]
    assert [record.id for record in batch.sessions] == [session]


def test_it_hears_what_is_new_once_in_the_order_in_which_it_passed() -> None:
    transcript, follower, _ = followed()
    first, second = begun(transcript), begun(transcript)
    for session, octets in ((first, b"a"), (second, b"b"), (first, b"c")):
        transcript.record(session, "C", octets)
    batch = transcript.news(follower)
    assert [(chunk.session, chunk.data) for chunk in batch.chunks] == [
        (first, b"a"),
        (second, b"b"),
        (first, b"c"),
    ]
    assert [record.client_octets for record in batch.sessions] == [2, 1]
    assert transcript.news(follower) == (False, (), (), (), False)


def test_it_is_woken_once_until_it_asks() -> None:
    transcript, follower, woken = followed()
    session = begun(transcript)
    for _ in range(10):
        transcript.record(session, "C", b"x")
    assert woken == ["woken"]
    transcript.news(follower)
    transcript.close(session, "closed")
    assert woken == ["woken"] * 2
    assert [record.end for record in transcript.news(follower).sessions] == ["closed"]


def test_what_is_handed_out_at_once_is_bounded_and_the_rest_is_announced() -> None:
    transcript, follower, _ = followed()
    session = begun(transcript)
    for _ in range(5):
        transcript.record(session, "C", b"x" * 100)
    batches = [transcript.news(follower, octets=250) for _ in range(2)]
    assert [(len(batch.chunks), batch.more) for batch in batches] == [(3, True), (2, False)]


def test_who_does_not_follow_begins_anew(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_CHUNKS", 3)
    transcript, follower, woken = followed()
    session = begun(transcript)
    for _ in range(10):
        transcript.record(session, "C", b"x")
    batch = transcript.news(follower)
    assert (batch.anew, len(batch.chunks), len(woken)) == (True, 10, 1)


def test_octets_that_turn_out_lost_are_told_again_with_their_session() -> None:
    transcript, follower, _ = followed()
    session = begun(transcript)
    transcript.record(session, "S", b"+OK\r\n")
    transcript.news(follower)
    transcript.record(session, "S", b"bye\r\n")
    transcript.mark_lost(session, 5)
    batch = transcript.news(follower)
    [(revised, chunks)] = batch.revised
    assert (revised, [(chunk.data, chunk.lost) for chunk in chunks]) == (
        session,
        [(b"+OK\r\n", False), (b"bye\r\n", True)],
    )
    assert batch.chunks == ()


def test_after_a_reset_it_begins_anew() -> None:
    transcript, follower, _ = followed()
    transcript.record(begun(transcript), "C", b"x")
    transcript.clear()
    assert transcript.news(follower).anew


def test_a_follower_that_is_gone_is_forgotten() -> None:
    transcript, follower, woken = followed()
    del follower
    gc.collect()
    transcript.record(begun(transcript), "C", b"x")
    assert woken == []
