from dataclasses import replace

import pytest

from labkit.views import wire_lines
from labkit.views.wire_lines import Kept
from tests.views.wire import line, session


def test_lines_are_numbered_and_a_number_is_never_given_twice() -> None:
    kept = Kept()
    assert kept.add([line(), line()]) == [1, 2]
    kept.clear()
    assert kept.add([line()]) == [3]


def test_of_too_many_lines_the_oldest_go_and_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_lines, "MOST", 3)
    kept = Kept()
    assert kept.add([line()] * 5) == [3, 4, 5]
    assert (list(kept.lines), kept.gone) == ([3, 4, 5], 2)


def test_older_lines_are_found_page_by_page() -> None:
    kept = Kept()
    kept.add([line()] * 10)
    assert kept.before(11, 4) == [7, 8, 9, 10]
    assert kept.before(3, 4) == [1, 2]
    assert kept.before(1, 4) == []


def test_a_session_that_is_told_anew_is_dropped() -> None:
    kept = Kept()
    kept.add([line(session=1), line(session=2), line(session=1)])
    kept.drop(1)
    assert list(kept.lines) == [2]


def test_of_too_many_sessions_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_lines, "MOST_SESSIONS", 2)
    kept = Kept()
    kept.note([replace(session(), id=number) for number in (1, 2, 3)])
    assert list(kept.sessions) == [2, 3]


def test_it_knows_which_raw_lines_hold_a_secret() -> None:
    kept = Kept()
    kept.add([line(number=3, kind="secret", count=2), line(number=5), line(2, 4, kind="secret")])
    assert kept.secrets(1, "C") == {3, 4}
    assert kept.secrets(1, "S") == set()
