"""The header explained: every field with a sentence, postmarks from the bottom up."""

import pytest

from labkit.texts import LANGUAGES, explained, meanings
from labkit.views.markup import el, html
from labkit.views.message_header import draw_header, meaning, postmark, postmarks, told
from tests.views.letters import letter


def drawn(octets: bytes | None = None) -> str:
    root = el(None, "div")
    draw_header(root, letter() if octets is None else letter(octets), "en")
    return html(root)


def test_postmarks_are_numbered_from_the_oldest() -> None:
    first, second = postmarks(letter())
    assert (first.came_from, first.by) == ("pc.sakura.example", "smtp.sakura.example")
    assert (second.by, second.taker) == ("mx.fuji.example", "ken@fuji.example")
    assert second.date == "Mon, 6 Apr 2026 09:00:02 +0900"
    assert told(second, "en") == (
        "mx.fuji.example took the letter from smtp.sakura.example, for ken@fuji.example"
    )
    page = drawn()
    assert page.index("smtp.sakura.example took") < page.index("mx.fuji.example took")


def test_a_postmark_of_an_odd_shape_is_shown_as_it_stands() -> None:
    assert told(postmark("<script>"), "en") == "<script>"
    assert told(postmark("by x; y"), "en") == "x took the letter"
    assert postmark("from " * 2000).by == ""


def test_each_field_is_explained_and_an_unknown_one_said_so() -> None:
    page = drawn()
    assert "Who wrote the letter, or says so." in page
    assert "RFC 5322 section 3.6.2" in page
    assert "Not a field that this lab explains." in page


def test_what_is_no_field_and_no_header_at_all() -> None:
    assert "it is no header field" in drawn(b"no field\r\n\r\n")
    assert "no header at all" in drawn(b"")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_our_servers_and_apps_write_is_known(language: str) -> None:
    ours = ["From", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To",
            "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
            "Content-Disposition", "Received", "Return-Path", "Auto-Submitted"]  # fmt: skip
    for name in ours:
        assert meaning(name, language), name


def test_both_languages_know_the_same_fields_each_with_its_source() -> None:
    names = [[key for key in meanings(lg) if key.startswith("header.")] for lg in LANGUAGES]
    assert names[0] == names[1]
    assert len(names[0]) >= 30
    for key in names[0]:
        en, ja = (explained(language, key) for language in LANGUAGES)
        assert en.source == ja.source
        assert en.plain.endswith(".")
        assert en.curious.endswith((".", "?"))
        assert ja.plain.endswith("。")
        assert ja.curious.endswith("。")
