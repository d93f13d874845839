"""The lines under the picture, read back from the HTML."""

import re
from dataclasses import replace

import pytest

from labkit.plots.ladder import ladder
from labkit.plots.ladder_entry import Inside
from labkit.plots.ladder_list import DEPTHS, id_of, key_of
from labkit.records import Ladder
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import HOSTILE, INSIDE, TYPED, line, session, tree

XLINK = "{http://www.w3.org/1999/xlink}href"


def opened(html: str) -> int:
    return len(re.findall(r"<details[^>]* open", html))


def test_each_line_of_the_drawing_leads_to_its_entry() -> None:
    shown = ladder(TYPED, "en", INSIDE)
    links = [node.get(XLINK, "") for node in tree(shown).iter("a")]
    assert links == [f"#{id_of(key_of(TYPED, 'en'), n)}" for n in range(1, 8)]
    assert all(f'id="{link[1:]}"' in shown.html for link in links)


def test_deeper_is_more_open_and_the_same_every_time() -> None:
    counts = [opened(ladder(TYPED, "en", INSIDE, depth).html) for depth in DEPTHS]
    assert counts[0] == 0
    assert counts[0] < counts[1] < counts[2]
    assert ladder(TYPED, "ja", INSIDE, 3).html == ladder(TYPED, "ja", INSIDE, 3).html


def test_on_paper_everything_is_open() -> None:
    printed = ladder(TYPED, "en", INSIDE).html.partition("@media print{")[2]
    assert "::details-content{content-visibility:visible" in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_meanings_stand_with_their_parts_and_sources_once(language: Language) -> None:
    html = ladder(TYPED, language, INSIDE).html
    assert html.count("<cite>RFC 5321") == 2  # HELO and QUIT; what nobody explains has none


def test_plain_text_says_what_is_open() -> None:
    assert "[LF]" not in ladder(TYPED, "en", INSIDE, 2).text
    deep = ladder(TYPED, "en", INSIDE, 3).text
    assert "    HELO [E9][00]ya[LF]" in deep  # a bare LF, a byte that is no character
    assert "    ••••" in deep


def test_two_sessions_never_share_an_id() -> None:
    other = Ladder(replace(TYPED.session, id=2), TYPED.lines)
    assert len({key_of(TYPED, "en"), key_of(TYPED, "ja"), key_of(other, "en")}) == 3


def test_hostile_lines_stay_text() -> None:
    inside = Inside(lambda _: (), lambda _: (HOSTILE.encode("utf-8", "replace"),))
    record = Ladder(session(), (line(1, "C", HOSTILE),))
    html = ladder(record, "en", inside, 3).html
    assert "<script" not in html
    assert "\u202e" not in html


def test_without_a_way_to_look_inside_there_is_no_list() -> None:
    assert "labkit-lines" not in ladder(TYPED, "en").html


def test_of_a_long_session_the_drawn_lines_open() -> None:
    lines = tuple(line(n, "CS"[n % 2], f"line {n}") for n in range(1, 1001))
    html = ladder(Ladder(session(), lines), "en", INSIDE).html
    assert html.count('class="labkit-inside"') == 80
    assert "920 more lines are in the table only." in html
