"""The live wire without a browser: lines and traits in, messages out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from labkit.records import Event, Notice
from labkit.texts import LANGUAGES, Language
from labkit.views import wire as module
from labkit.views.wire import WireView
from tests.views.wire import LOGIN, NINE, SECRET, Page, explain, line, raw, session


def wire(*lines: object, language: Language = "en") -> WireView:
    return WireView(lines, [session()], language, raw, explain, {"phone": "ken"})


def test_nothing_is_sent_as_long_as_nobody_looks() -> None:
    view = wire()
    page = Page(view)
    view.append([line()])
    view.note_sessions([session()])
    view.restart()
    assert page.told == []
    assert not view.watched


def test_a_page_asks_for_the_whole_and_gets_what_is_appended_after_it() -> None:
    view = wire(line(), line(number=2))
    page = Page(view)
    whole = page.ask("whole")
    assert [row["i"] for row in whole["rows"]] == [1, 2]
    assert (whole["last"], whole["page"]) == (2, "page")
    assert whole["sessions"][0]["who"] == "Phone"
    view.append([line(number=3)])
    assert [row["i"] for row in page.told[-1]["rows"]] == [3]
    page.ask("leave")
    view.append([line(number=4)])
    assert len(page.all("rows")) == 1


def test_of_many_lines_at_once_the_last_are_sent_and_pages_ask_for_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    view = wire()
    page = Page(view)
    page.ask("whole")
    view.append([line(number=n) for n in range(1, 9)])
    assert (page.told[-1]["is"], [row["n"] for row in page.told[-1]["rows"]]) == (
        "whole",
        [6, 7, 8],
    )


def test_a_page_says_that_it_begins_to_look() -> None:
    woken: list[int] = []
    Page(WireView(wake=lambda: woken.append(1))).ask("whole")
    assert woken == [1]


def test_older_lines_come_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    page = Page(wire(*[line(number=n) for n in range(1, 9)]))
    assert [row["n"] for row in page.ask("whole")["rows"]] == [6, 7, 8]
    assert [row["n"] for row in page.ask("before", serial=6)["rows"]] == [3, 4, 5]
    assert page.ask("before", serial="x")["rows"] == []


def test_a_line_is_cut_into_parts_when_it_is_opened() -> None:
    page = Page(wire(line(text="NOOP now")))
    told = page.ask("parts", rows=[1, 99, "x"])
    [found] = told["found"]
    assert [part[0] for part in found["parts"]] == ["NOOP", " now"]
    assert found["parts"][0][2] == "smtp.verb.noop"
    assert "smtp.verb.noop" in page.ask("meanings", keys=["smtp.verb.noop"])["meanings"]


def test_octets_are_sent_as_they_passed_one_character_each() -> None:
    page = Page(wire(line()))
    [found] = page.ask("raw", rows=[1])["found"]
    assert found == {"i": 1, "raw": ["NOOP \x00\xe3\x81\x82\r\n"], "more": 0}


def test_of_very_long_lines_the_beginning_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_RAW", 4)
    [found] = Page(wire(line())).ask("raw", rows=[1])["found"]
    assert (found["raw"], found["more"]) == (["NOOP"], 7)


def test_a_secret_leaves_python_only_when_it_is_asked_for() -> None:
    view = wire(line(), LOGIN)
    page = Page(view)
    page.ask("whole")
    page.ask("parts", rows=[1, 2])
    [_, masked] = page.ask("raw", rows=[1, 2])["found"]
    assert masked["raw"] == [None]
    secret = SECRET.decode().strip()
    assert secret.split()[-1] not in json.dumps([*page.told, view.page.get_state(["labels"])])
    [shown] = page.ask("secret", rows=[2])["found"]
    assert shown["raw"] == [secret + "\r\n"]


def test_a_session_that_was_told_otherwise_is_replaced() -> None:
    view = wire(line(), line(session=2))
    page = Page(view)
    page.ask("whole")
    view.replace(1, [line(text="NOOP", lost=True)])
    assert [each["is"] for each in page.told[-2:]] == ["gone", "rows"]
    assert (page.told[-2]["session"], page.told[-1]["rows"][0]["l"]) == (1, 1)


def test_a_lab_that_began_anew_has_an_empty_wire() -> None:
    view = wire(line())
    page = Page(view)
    page.ask("whole")
    view.restart()
    assert (page.told[-1]["is"], page.told[-1]["rows"]) == ("whole", [])
    assert view.twin_text() == "The live wire: 0 lines"


@pytest.mark.parametrize(
    "message", [None, 5, {}, {"ask": "no"}, {"ask": "parts"}, {"ask": "raw", "rows": {"a": 1}}]
)
def test_a_broken_message_is_dropped(message: object) -> None:
    view = wire(line())
    page = Page(view)
    view.page._handle_custom_msg(message, [])
    assert all(each.get("found") == [] for each in page.told)


def test_what_a_closed_lab_says_is_told_to_the_learner() -> None:
    class Closed(Exception):
        notice = Notice("lab.closed")

    def closed(_: object) -> tuple[()]:
        raise Closed("The lab is closed.")

    page = Page(WireView([line()], raw=closed))
    assert page.ask("raw", rows=[1])["text"] == "The lab is closed."


def test_a_line_can_be_gone_to_by_its_reference() -> None:
    view = wire(line(number=12))
    assert view.show(1, 12) is view
    assert view.page.selected == [1, 12]
    with pytest.raises(LookupError, match="no line 13"):
        view.show(1, 13)


def test_events_are_offered_by_number_and_words() -> None:
    view = wire()
    view.show_events([Event(0, NINE, "lab", Notice("event.start"))])
    assert view.page.events == [[0, "0 start"]]


def test_the_language_changes_labels_events_and_rows() -> None:
    view = wire(line())
    view.show_events([Event(0, NINE, "lab", Notice("event.start"))])
    page = Page(view)
    english = page.ask("whole")["rows"][0]["y"]
    view.language = "ja"
    assert view.page.labels["pause"] == "一時停止"
    assert view.page.events[0][1] != "0 start"
    assert page.told[-1]["rows"][0]["y"] != english


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_twin_is_the_same_each_time_and_begins_with_no_result(language: Language) -> None:
    said = [line(2, 1, "RSET"), line(1, 2, "QUIT"), line(1, 1, "NOOP")]
    here, there = wire(*said, language=language), wire(*reversed(said), language=language)
    assert repr(here) == repr(there)
    assert [row.split()[0] for row in repr(here).splitlines()[1:]] == ["S1:1", "S1:2", "S2:1"]
    bundle = here._repr_mimebundle_()
    assert bundle["text/plain"] == repr(here)


def test_the_table_of_the_twin_has_the_last_fifty_lines_and_escapes_them() -> None:
    view = wire(*[line(number=n, text="<img src=x onerror=alert(1)>") for n in range(1, 61)])
    table = view.twin_html()
    assert table.count("<tr") == 1 + 50
    assert "<img" not in table


def test_a_line_that_is_not_of_a_known_session_still_shows() -> None:
    page = Page(WireView([replace(line(), session=9)]))
    assert page.ask("whole")["rows"][0]["w"] == "?"
