"""The message view: all sides, two twins, and nothing hostile in any of them."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given

from labkit.mail.message import Message
from labkit.mail.opened import opened
from labkit.texts import LANGUAGES
from labkit.views.message import MessageView, render, text
from tests.mail.letters import any_octets
from tests.views.hostile_letters import CORPUS, Hostile, octets
from tests.views.letters import NOW, letter, page


def test_the_sides_are_folds_of_which_the_first_is_open() -> None:
    shown = render(letter(), "en")
    assert shown.count("<details") == 5
    assert shown.count("open") == 1
    assert "Letter A, as the phone has it" in shown


def test_a_new_letter_and_another_language_redraw() -> None:
    view = MessageView(letter(), "en")
    view.letter = page("<b>new</b>", "new text")
    assert "new text" in view._shown.value
    view.language = "ja"
    assert "メールA（スマホにあるもの）" in view._shown.value
    assert repr(view).startswith("メールA")


def test_in_words() -> None:
    told = text(letter(), "en")
    assert told.splitlines()[:4] == [
        "Letter A, as the phone has it",
        'From: "Aya" <aya@sakura.example>',
        "To: ken@fuji.example",
        "Subject: A: trains",
    ]
    assert "1. smtp.sakura.example took the letter from pc.sakura.example" in told
    assert "text/plain: 11 octets; 7-bit, as it is; characters as us-ascii" in told


def test_the_static_twin_carries_no_files() -> None:
    octets = b"Content-Type: image/png; name=a.png\r\n\r\nx"
    view = MessageView(letter(octets))
    assert "download" in view._shown.value
    assert "download" not in view._repr_mimebundle_()["text/html"]
    assert "a.png (image/png, 1 octets)" in view._repr_mimebundle_()["text/plain"]


class Elements(HTMLParser):
    """Gathers what a browser would make elements of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


OURS = {
    "div", "span", "details", "summary", "dl", "dt", "dd", "p", "pre", "code", "cite", "ul", "ol",
    "li", "table", "tr", "th", "td", "strong", "a", "iframe",
}  # fmt: skip


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.what)
def test_nothing_hostile_becomes_markup(hostile: Hostile) -> None:
    shown = opened(Message(octets(hostile), NOW), "<b>", "phone")
    for tag, attributes in Elements(render(shown, "en")).seen:
        assert tag in OURS
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        if tag == "iframe":
            assert attributes["sandbox"] == ""
            assert "default-src 'none'" in (attributes["srcdoc"] or "")
        if tag == "a":
            assert attributes["download"]
            assert (attributes["href"] or "").startswith("data:application/octet-stream;base64,")
    assert text(shown, "ja")


@pytest.mark.parametrize("language", LANGUAGES)
@given(any_octets)
def test_a_broken_letter_is_shown_as_it_is(language: str, octets: bytes) -> None:
    shown = opened(Message(octets, NOW), "A", "server")
    assert "labkit-message-card" in render(shown, language)
    assert text(shown, language)
