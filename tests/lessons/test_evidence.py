"""What a check may look at, asked in short words."""

from __future__ import annotations

from datetime import UTC, datetime

from labkit.lessons.evidence import Evidence, Talk
from labkit.records import RawLine, SessionRecord

NINE = datetime(2026, 4, 6, 9, tzinfo=UTC)


def talk(*lines: str, who: str = "tablet", lost: int = 0) -> Talk:
    record = SessionRecord(7, who, "pop.fuji.example", 110, "POP3", NINE, NINE, "QUIT", 0, 0)
    raw = [
        RawLine(7, number, "C" if line[0] == "C" else "S", NINE, f"{line[3:]}\r\n".encode(),
                lost=number > len(lines) - lost)
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    return Talk(record, tuple(raw))


def test_a_lost_word_was_not_said() -> None:
    assert talk("C: DELE 1", "S: +OK", "C: QUIT").verbs == ("DELE", "QUIT")
    assert talk("C: DELE 1", "S: +OK", "C: QUIT", lost=1).verbs == ("DELE",)


def test_an_imap_tag_and_uid_are_left_out() -> None:
    assert talk("C: a1 UID fetch 3 BODY[]", "C: a22 LOGOUT").verbs == ("FETCH", "LOGOUT")


def test_sessions_are_found_by_what_was_said_and_by_whom() -> None:
    first, second = talk("C: STAT", "S: +OK 1 200"), talk("C: QUIT", who="laptop")
    seen = Evidence(NINE, {}, {}, sessions=(first, second))
    assert seen.talks("laptop") == (second,)
    assert seen.talks() == (first, second)
    assert seen.saying("QUIT") == (second,)
    assert seen.saying("QUIT", "tablet") == ()
    assert seen.answering("1 200") == (first,)


def test_untouched_is_without_sessions_actions_answers_and_resets() -> None:
    assert Evidence(NINE, {}, {}).is_untouched
    assert not Evidence(NINE, {}, {}, sessions=(talk("C: QUIT"),)).is_untouched
    assert not Evidence(NINE, {}, {}, answers=("x",)).is_untouched
    assert not Evidence(NINE, {}, {}, resets=1).is_untouched
