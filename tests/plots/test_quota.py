"""The server's mailbox after each event, against its quota."""

import pytest

from labkit.plots import quota as module
from labkit.plots.quota import levels_of, quota
from labkit.records import Snapshot
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import event, tiles

EVENTS = [event(number) for number in range(4)]
HELD = (("", None), ("A", 2), ("AB", 2), ("B", 2))
SNAPSHOTS = [
    Snapshot(number, "server", None, tiles(held, "original"), number, quota=most)
    for number, (held, most) in enumerate(HELD)
]


def test_levels_follow_the_servers_snapshots() -> None:
    levels = levels_of(EVENTS, SNAPSHOTS)
    assert [(x.letters, x.quota, x.full) for x in levels] == [
        (0, None, False), (1, 2, False), (2, 2, True), (1, 2, False),
    ]  # fmt: skip


def test_in_words() -> None:
    told = quota(EVENTS, SNAPSHOTS, "en").text.splitlines()
    assert told[1] == "event | letters | quota"
    assert told[2].endswith("| 0 | no quota")
    assert told[-1] == "Letters in the mailbox: 1 of 2 that fit."
    full = quota(EVENTS[:3], SNAPSHOTS[:3], "en").text
    assert full.endswith("The mailbox is full: 2 letters, and 2 fit.")
    assert quota(EVENTS[:1], SNAPSHOTS[:1], "en").text.endswith("It has no quota.")
    assert quota([], [], "en").text.endswith("Nothing has happened yet.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_records_give_the_same_bytes(language: Language) -> None:
    assert quota(EVENTS, SNAPSHOTS, language).html == quota(EVENTS, SNAPSHOTS, language).html


def test_a_full_mailbox_has_a_pattern_and_a_word() -> None:
    axes = quota(EVENTS, SNAPSHOTS, "en").figure.axes[0]
    hatches = [bar.get_hatch() for bars in axes.containers for bar in bars]
    assert hatches == ["", "", "////", ""]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "in the mailbox", "full", "quota",
    ]  # fmt: skip


def test_only_the_latest_events_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    assert "Earlier events are left out: 1." in quota(EVENTS, SNAPSHOTS, "en").text
