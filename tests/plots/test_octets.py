"""Octets by protocol, each way."""

from dataclasses import replace

import pytest

from labkit.plots.octets import loads_of, octets
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import session

SESSIONS = [session(), session("IMAP"), replace(session(), id=2, client_octets=1900)]


def test_sessions_are_summed_up() -> None:
    smtp, imap = loads_of(SESSIONS)
    assert (smtp.sessions, smtp.client, smtp.server) == (2, 2000, 400)
    assert imap.protocol == "IMAP"


def test_in_words() -> None:
    assert octets(SESSIONS, "en").text.splitlines() == [
        "How many octets did each protocol carry?",
        "protocol | sessions | clients said | servers said",
        "SMTP | 2 | 2000 | 400",
        "IMAP | 1 | 100 | 200",
        "In octets: SMTP 2,400, IMAP 300.",
    ]
    assert "No session yet." in octets([], "en").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_sessions_give_the_same_bytes_and_not_too_many(language: Language) -> None:
    first = octets(SESSIONS, language)
    assert first.html == octets(SESSIONS, language).html
    assert len(first.svg) < 100_000


def test_the_two_ways_differ_by_a_pattern() -> None:
    axes = octets(SESSIONS, "en").figure.axes[0]
    assert [bar.get_hatch() for bars in axes.containers for bar in bars] == [None, "////"] * 2
