"""Days on labs of their own, as a notebook shows them."""

from __future__ import annotations

import threading

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble


def test_three_days_stand_one_under_the_other(lab: Lab) -> None:
    lab.aya.send()
    before = threading.active_count()
    days = lab.days()
    assert threading.active_count() == before
    assert [each.name.key for each in days.days] == ["day.all_pop3", "day.all_imap", "day.mixed"]
    told = repr(days)
    assert told.index("All three by POP3") < told.index("All three by IMAP")
    html = days._repr_mimebundle_()["text/html"]
    assert html.count("<figure") == html.count("</figure>") == 3
    assert repr(lab.days()) == told


def test_a_day_of_ones_own_choice(lab: Lab) -> None:
    day = lab.day(laptop="POP3 delete")
    assert "laptop: A COPY, B COPY" in day.film.twin.answer
    assert (
        day.film.twin.title
        == "Phone by IMAP, laptop by POP3 delete, tablet by IMAP: who holds what?"
    )
    assert repr(day) == day.film.text == day._repr_mimebundle_()["text/plain"]


def test_a_way_that_is_none_is_told(lab: Lab) -> None:
    with pytest.raises(Trouble, match="FTP is none of them"):
        lab.day(phone="FTP")


def test_days_speak_the_language_of_their_lab(lab: Lab) -> None:
    lab.language = "ja"
    assert "だれが何を持っている" in repr(lab.day())
