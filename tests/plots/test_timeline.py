"""Sessions over time, by who held them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labkit.plots import timeline as module
from labkit.plots.timeline import rows_of, timeline
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import at, session

SESSIONS = [
    session("IMAP"),
    replace(session(), id=2, who="smtp.sakura.example", started=at(3), ended=None),
    replace(session("POP3"), id=3, started=at(20), ended=at(20)),
    replace(session(), id=4, who="crow", started=at(21), ended=at(22)),
    replace(session(), id=5, started=at(1)),
]


def test_devices_come_in_their_order_then_servers_and_strangers() -> None:
    assert rows_of(SESSIONS) == ["pc", "phone", "tablet", "smtp.sakura.example", "crow"]


def test_in_words() -> None:
    told = timeline(SESSIONS, "en").text.splitlines()
    assert told[:3] == [
        "Who spoke to a server, and when?",
        "who | protocol | from | until | octets",
        "phone | IMAP | 09:00:00 | 09:00:09 | 300",
    ]
    assert told[-1] == (
        "Sessions: Aya's PC 1, phone 1, tablet 1, smtp.sakura.example 1, the crow 1."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_sessions_in_any_order_give_the_same_bytes(language: Language) -> None:
    assert timeline(SESSIONS, language).html == timeline(SESSIONS[::-1], language).html


def test_colour_is_doubled_by_a_pattern_and_each_session_is_wide_enough_to_be_seen() -> None:
    axes = timeline(SESSIONS, "en").figure.axes[0]
    kinds = {bar.get_hatch() for bars in axes.containers for bar in bars}
    assert kinds == {"", "////", "xxxx"}
    assert all(bar.get_width() > 0 for bars in axes.containers for bar in bars)
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Aya's PC", "Phone", "Tablet", "smtp.sakura.example", "The crow",
    ]  # fmt: skip


def test_no_session_and_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No session yet." in timeline([], "en").text
    monkeypatch.setattr(module, "MOST", 2)
    assert "Earlier sessions are left out: 3." in timeline(SESSIONS, "en").text


def test_a_stranger_with_a_hostile_name_stays_text() -> None:
    odd = [replace(session(), who="<script>$x^$")]
    assert "<script" not in timeline(odd, "en").html


def test_two_ticks_of_a_short_time_say_different_times() -> None:
    short = [replace(session(), ended=at(0)), replace(session("POP3"), started=at(1), ended=at(1))]
    shown = timeline(short, "en").figure
    ticks = [label.get_text() for label in shown.axes[0].get_xticklabels()]
    assert len(ticks) == len(set(ticks))
