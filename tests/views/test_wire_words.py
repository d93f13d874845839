import json
from dataclasses import replace

import pytest

from labkit.records import Event, Notice, Span
from labkit.texts import LANGUAGES, Language
from labkit.views import wire_words
from tests.views.wire import NINE, line, session


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_view_is_there_in_each_language(language: Language) -> None:
    assert wire_words.labels(language).keys() == wire_words.labels("en").keys()


def test_a_row_leaves_out_what_is_usual() -> None:
    told = wire_words.row(7, line(event=3), "phone", "en")
    assert told == {
        "i": 7,
        "s": 1,
        "n": 1,
        "e": 3,
        "d": "C",
        "p": "SMTP",
        "w": "phone",
        "t": "NOOP",
        "h": "09:00:00",
        "y": "Nothing to do: are you still there?",
    }


def test_a_reply_has_its_code_in_the_pill_alone() -> None:
    reply = line(text="250-queued", direction="S", pill="ok", code="250", star=True, lost=True)
    told = wire_words.row(1, reply, "phone", "en")
    assert (told["v"], told["c"], told["t"], told["x"], told["l"]) == ("ok", "250", "queued", 1, 1)


def test_a_letter_is_folded_and_counted() -> None:
    letter = line(text="Subject: hello", kind="content", count=14, octets=300)
    told = wire_words.row(1, letter, "phone", "en")
    assert told["m"] == 14
    assert "14 lines" in str(told["f"])


def test_text_of_strangers_is_cleaned_of_what_disguises_it() -> None:
    told = wire_words.row(1, line(text="a\u202eb\ud800c\x07"), "phone", "en")
    assert told["t"] == "abc"
    json.dumps(told, ensure_ascii=False).encode()


def test_parts_cover_the_whole_text_whatever_the_spans_are() -> None:
    spans = [Span(2, 4, "verb", "m"), Span(3, 5, "x"), Span(4, 4, "x"), Span(8, 99, "x")]
    cut = wire_words.parts(line(text="0123456789"), spans, "en")
    assert [part[0] for part in cut] == ["01", "23", "456789"]
    assert cut[1][2] == "m"


def test_meanings_are_told_where_they_are_known() -> None:
    found = wire_words.meanings(["smtp.verb.mail", "smtp.no.such", "nothing", 5], "en")
    assert list(found) == ["smtp.verb.mail"]
    assert len(found["smtp.verb.mail"]) == 3


def test_a_session_names_its_owner_and_the_role_of_its_port() -> None:
    told = wire_words.session(session(), "ken", "en")
    assert (told["who"], told["ownerWord"], told["port"]) == (
        "Phone",
        "Ken",
        "submission, port 587",
    )
    assert (told["tls"], told["track"], told["tone"]) == (False, None, "open")


@pytest.mark.parametrize(
    ("more", "warned"),
    [
        ({"end": "QUIT"}, []),
        ({"end": "closed"}, ["ended without QUIT"]),
        ({"end": "cut", "protocol": "IMAP"}, ["ended without LOGOUT"]),
        ({"bare_lines": 1}, ["one line ends with a bare LF"]),
        ({"lost_octets": 6}, ["6 octets lost on the way"]),
        ({"end": "dropped"}, ["its octets are dropped from the record"]),
    ],
)
def test_what_is_odd_about_a_session_is_said(more: dict[str, object], warned: list[str]) -> None:
    assert wire_words.warnings(replace(session(), **more), "en") == warned


def test_an_event_is_told_by_its_number() -> None:
    event = Event(3, NINE, "lab", Notice("event.wait", {"time": "09:15"}))
    assert wire_words.event_words(event, "en").startswith("3 ")
