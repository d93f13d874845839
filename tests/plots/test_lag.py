"""How long each device took to see what changed on the server."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from labkit.plots import lag as module
from labkit.plots.lag import changes_of, lag
from labkit.records import Snapshot
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import at, event, tiles

EVENTS = [event(number) for number in range(4)]
SNAPSHOTS = [
    snapshot
    for number, server, phone, tablet in (
        (0, "", None, None),
        (1, "A", None, None),
        (2, "A", 2, None),
        (3, "AB", 2, None),
    )
    for snapshot in (
        Snapshot(number, "server", None, tiles(server, "original"), number),
        Snapshot(number, "phone", "IMAP", (), phone),
        Snapshot(number, "tablet", "POP3", (), tablet),
    )
]


def seconds(number: int) -> list[tuple[int, dict[str, object]]]:
    return [(c.event.number, dict(c.seen)) for c in changes_of(EVENTS[:number], SNAPSHOTS)]


def test_a_device_sees_a_change_when_it_is_next_in_step() -> None:
    assert seconds(4) == [
        (1, {"phone": at(10), "tablet": None}),
        (3, {"phone": None, "tablet": None}),
    ]
    assert seconds(1) == []


def test_in_words() -> None:
    told = lag(EVENTS, SNAPSHOTS, "en").text.splitlines()
    assert told[1] == "change on the server | phone | tablet"
    assert told[2].endswith("| 0:00:05 | not yet")
    assert told[3].endswith("| not yet | not yet")
    assert told[-1] == "The longest wait was 0:00:05. Not seen yet: 3."
    assert "Nothing has changed" in lag(EVENTS[:1], SNAPSHOTS[:3], "en").text
    assert "Nothing has changed" in lag([], [], "en").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_records_give_the_same_bytes(language: Language) -> None:
    assert lag(EVENTS, SNAPSHOTS, language).html == lag(EVENTS, SNAPSHOTS, language).html


def styles(lines: Sequence[object]) -> set[str]:
    return {line.get_linestyle() for line in lines}  # type: ignore[attr-defined]


def test_what_is_not_seen_yet_is_dotted() -> None:
    axes = lag(EVENTS, SNAPSHOTS, "en").figure.axes[0]
    assert "--" in styles(axes.get_lines())
    assert axes.get_yticklabels()[0].get_text() == "Phone (IMAP)"


def test_only_the_latest_changes_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    told = lag(EVENTS, SNAPSHOTS, "en").text
    assert "Earlier changes are left out: 1." in told
