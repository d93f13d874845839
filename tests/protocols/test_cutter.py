"""A text is walked through from left to right, and each part is put down once."""

from labkit.protocols.cutter import Cutter
from labkit.protocols.showing import SHOWN
from labkit.records import Span


def cut(cutter: Cutter) -> list[str]:
    return [cutter.text[span.start : span.end] for span in cutter.spans()]


def test_blanks_belong_to_no_part() -> None:
    cutter = Cutter("  MAIL   one two  ", "x.cut")
    cutter.take_word("verb", "x.verb")
    cutter.rest("argument", "x.rest")
    assert cut(cutter) == ["MAIL", "one two"]
    assert cutter.word() == ""


def test_an_end_may_be_set_nearer_and_nothing_is_taken_behind_it() -> None:
    cutter = Cutter("one two three", "x.cut")
    cutter.end = 5
    cutter.take_word("text", "x.text")
    assert cutter.word() == "t"
    cutter.take(99, "text", "x.text")
    cutter.take(1, "text", "x.text")
    assert cut(cutter) == ["one", "t"]


def test_what_the_view_has_left_out_is_a_part_of_its_own() -> None:
    cutter = Cutter("x" * SHOWN + "…", "x.cut")
    cutter.rest("text", "x.text")
    assert cutter.spans() == (
        Span(0, SHOWN, "text", "x.text"),
        Span(SHOWN, SHOWN + 1, "cut", "x.cut"),
    )


def test_an_ellipsis_that_somebody_wrote_is_none_of_ours() -> None:
    cutter = Cutter("well…", "x.cut")
    cutter.rest("text", "x.text")
    assert cut(cutter) == ["well…"]
