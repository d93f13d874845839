from hypothesis import given
from hypothesis import strategies as st

from labkit.records import Chunk
from labkit.wire.clock import START, STEP, LabClock
from labkit.wire.transcript import MAX_SESSIONS, OVERHEAD, Transcript, lines


def new(limit: int = 1 << 20) -> tuple[Transcript, LabClock]:
    clock = LabClock()
    return Transcript(clock, limit), clock


def test_sessions_are_numbered_and_know_who_and_when() -> None:
    transcript, clock = new()
    first = transcript.open("tablet", "pop.fuji.example", 110, "POP3")
    transcript.record(first, "S", b"+OK ready\r\n")
    transcript.record(first, "C", b"QUIT\r\n")
    clock.tick()
    transcript.close(first, "closed")
    [session] = transcript.sessions()
    assert (session.id, session.who, session.host, session.port) == (
        1,
        "tablet",
        "pop.fuji.example",
        110,
    )
    assert (session.client_octets, session.server_octets) == (6, 11)
    assert (session.started, session.ended, session.end) == (START, START + STEP, "closed")


def test_the_first_end_of_a_session_counts() -> None:
    transcript, _ = new()
    session = transcript.open("phone", "imap.fuji.example", 143, "IMAP")
    transcript.close(session, "cut")
    transcript.close(session, "closed")
    assert transcript.sessions()[0].end == "cut"


def test_over_the_limit_the_oldest_session_is_dropped_whole_and_says_so() -> None:
    transcript, _ = new(limit=2 * (100 + OVERHEAD))
    for _ in range(3):
        session = transcript.open("guest", "h", 25, "SMTP")
        transcript.record(session, "C", b"x" * 100)
        transcript.close(session, "closed")
    assert [session.end for session in transcript.sessions()] == ["dropped", "closed", "closed"]
    assert transcript.lines(1) == ()
    assert transcript.sessions()[0].client_octets == 100


def test_a_session_that_alone_is_too_large_is_dropped_and_records_no_more() -> None:
    transcript, _ = new(limit=1000)
    session = transcript.open("guest", "h", 25, "SMTP")
    for _ in range(100):
        transcript.record(session, "C", b"x" * 100)
    assert transcript.chunks(session) == ()
    assert transcript.sessions()[0].client_octets == 10_000


def test_of_sessions_without_number_the_last_are_kept() -> None:
    transcript, _ = new()
    stays = transcript.open("guest", "h", 25, "SMTP")
    for _ in range(MAX_SESSIONS + 100):
        session = transcript.open("guest", "h", 25, "SMTP")
        transcript.record(session, "C", b"x")
        transcript.close(session, "closed")
    kept = [session.id for session in transcript.sessions()]
    assert len(kept) == MAX_SESSIONS
    assert (kept[0], kept[1], kept[-1]) == (stays, 103, session)


def test_clear_forgets_what_has_ended_and_keeps_what_is_open() -> None:
    transcript, _ = new()
    ended = transcript.open("a", "h", 25, "SMTP")
    is_open = transcript.open("b", "h", 25, "SMTP")
    transcript.close(ended, "closed")
    transcript.clear()
    assert [session.id for session in transcript.sessions()] == [is_open]


def test_what_the_client_never_got_is_marked_lost_even_across_chunks() -> None:
    transcript, _ = new()
    session = transcript.open("a", "h", 25, "SMTP")
    transcript.record(session, "S", b"one\r\n")
    transcript.record(session, "S", b"two\r\n")
    transcript.mark_lost(session, 7)
    assert [(chunk.data, chunk.lost) for chunk in transcript.chunks(session)] == [
        (b"one", False),
        (b"\r\n", True),
        (b"two\r\n", True),
    ]


@given(st.lists(st.binary(min_size=1, max_size=6), max_size=6), st.data())
def test_lines_do_not_depend_on_how_the_octets_were_cut(
    texts: list[bytes], data: st.DataObject
) -> None:
    whole = b"".join(text.replace(b"\n", b"") + b"\r\n" for text in texts)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)))))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    chunks = tuple(Chunk(1, "C", START, piece) for piece in pieces)
    assert [line.octets for line in lines(chunks)] == [
        text.replace(b"\n", b"") + b"\r\n" for text in texts
    ]


def test_both_directions_keep_lines_of_their_own_and_a_rest_comes_last() -> None:
    chunks = (
        Chunk(1, "C", START, b"NO"),
        Chunk(1, "S", START, b"* BYE\r\n"),
        Chunk(1, "C", START, b"OP"),
    )
    assert [(line.number, line.direction, line.octets) for line in lines(chunks)] == [
        (1, "S", b"* BYE\r\n"),
        (2, "C", b"NOOP"),
    ]
