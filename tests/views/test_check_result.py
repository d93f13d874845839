"""What came of a check: a shape and a word for each claim, then the three things that help."""

from labkit.views.check_result import result_html, result_text
from labkit.views.markup import html
from tests.views.lesson_rows import NOT_YET, PASSED, UNTRIED


def test_not_yet_names_what_is_seen_waited_for_and_where_to_look() -> None:
    assert result_text(NOT_YET, "en").splitlines() == [
        "Check 03.2 Pull the cable",
        "not yet",
        "  [not yet] A session of the tablet asked to delete and ended without QUIT",
        "  [holds] Letter A is still on the server",
        "What I see: The tablet's session 4 ended with QUIT.",
        "I wait for: a session that asks for deletion but never says goodbye.",
        "Where to look: the run cell, at the moment when the cable is pulled.",
    ]


def test_claims_have_a_shape_and_a_word() -> None:
    drawn = html(result_html(NOT_YET, "en"))
    assert drawn.count("<svg") == 3  # the badge, and one a claim
    assert (drawn.count(">holds<"), drawn.count("labkit-holds")) == (1, 1)


def test_passed_opens_key_line_and_reason() -> None:
    assert "Remember: DELE marks; QUIT removes." in result_text(PASSED, "en")
    assert "覚えておこう：DELEは印を付けるだけ" in result_text(PASSED, "ja")


def test_untried_says_what_to_do() -> None:
    assert 'lab.reset("03.2")' in result_text(UNTRIED, "en")


def test_the_first_line_gives_nothing_away() -> None:
    for language in ("en", "ja"):
        heads = {result_text(r, language).splitlines()[0] for r in (NOT_YET, PASSED, UNTRIED)}
        assert len(heads) == 1
