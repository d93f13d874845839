"""Who said what, read back from the drawing."""

import time
from dataclasses import replace

import pytest

from labkit.plots.ladder import ladder
from labkit.records import Ladder, Notice
from labkit.texts import LANGUAGES, Language, say
from tests.plots.scenes import KNOWS, SMTP, TYPED, line, picture, session, tree, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_phases_headers_and_end(language: Language) -> None:
    shown = words(picture("ladder-smtp", language))
    phases = [
        say(language, f"ladder.phase.{p}") for p in ("hello", "envelope", "letter", "goodbye")
    ]
    assert [text for text in shown if text in phases] == phases
    assert "smtp.sakura.example" in shown
    assert say(language, "ladder.end.quit") in shown


@pytest.mark.parametrize(
    ("end", "words_at_the_end"),
    [
        ("open", "still open"),
        ("LOGOUT", "ended with LOGOUT"),
        ("cut", "cable pulled: ended without QUIT"),
        ("closed", "ended without QUIT"),
        ("something new", "something new"),
    ],
)
def test_every_end_has_its_badge(end: str, words_at_the_end: str) -> None:
    record = Ladder(session(end=end), ())
    assert words(ladder(record, "en"))[-1] == words_at_the_end


def test_the_gutter_tells_what_was_learned_and_a_refusal_changes_nothing() -> None:
    shown = words(picture("ladder-smtp", "en"))
    assert shown.count("Aya") == 1
    assert shown.count("Ken") == 1
    assert shown.count("unchanged") == 2  # 550 and 452


def test_where_responsibility_passes_stands_one_star() -> None:
    told = Notice("film.footer", {"label": "★", "what": "it is mine now"})
    for knows, said in (((), "responsible from here on"), ((told,), "it is mine now")):
        starred = replace(SMTP.lines[14], knows=knows)
        shown = words(ladder(Ladder(session(), (starred,)), "en"))
        assert shown.count(said) == 1
        assert not any("★" in text for text in shown)


def test_a_server_that_forgets_says_so() -> None:
    lines = (line(1, "S", "x", knows=KNOWS), line(2, "S", "y"))
    assert "–" in words(ladder(Ladder(session(), lines), "en"))


def test_a_relay_is_called_by_its_host() -> None:
    relay = replace(session(), who="smtp.sakura.example", host="mx.fuji.example", port=25)
    shown = words(ladder(Ladder(relay, SMTP.lines[:2]), "en"))
    assert "smtp.sakura.example" in shown
    assert "Smtp.sakura.example" not in shown
    assert "smtp" in shown


def test_rows_light_up_with_their_event_and_with_nothing_else() -> None:
    svg = ladder(TYPED, "en").svg
    # A band under the rows, and the rows.
    assert svg.count('<g class="labkit-e3"') == svg.count('<g class="labkit-e4"') == 2
    assert "labkit-e" not in ladder(SMTP, "en").svg  # nobody knows in which event they passed


def test_a_thousand_lines_are_quick_and_not_endless() -> None:
    lines = tuple(replace(line(n, "CS"[n % 2], f"line {n}"), phase="work") for n in range(1000))
    timed = []
    for _ in range(5):
        begun = time.perf_counter()
        shown = ladder(Ladder(session(), lines), "en")
        html = shown.html
        timed.append(time.perf_counter() - begun)
    assert "840 more lines" in html
    assert html.count("<tr>") == 1001
    assert float(tree(shown).get("height", "0")) < 5000
    # The aim is 50 ms; what fails here is a ladder that has become slow, not a busy machine.
    assert min(timed) < 1
