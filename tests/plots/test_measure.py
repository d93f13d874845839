"""Widths are estimates on the wide side: what is shortened by them fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.plots.measure import ELLIPSIS, balanced, shorten, width_of, wrap


def test_japanese_is_one_em_and_code_is_even() -> None:
    assert width_of("メール", 12) == 36
    assert width_of("il", 10, code=True) == width_of("WM", 10, code=True)
    assert width_of("il", 10) < width_of("WM", 10)
    assert width_of("abc", 10, bold=True) > width_of("abc", 10)


@given(text=st.text(max_size=80), width=st.integers(20, 300))
def test_what_is_shortened_fits(text: str, width: int) -> None:
    shown = shorten(text, width, 12)
    assert width_of(shown, 12) <= width or shown == ELLIPSIS
    assert shown == text or shown.endswith(ELLIPSIS)


@given(text=st.text(max_size=120), width=st.integers(40, 300), lines=st.integers(1, 4))
def test_what_is_wrapped_fits(text: str, width: int, lines: int) -> None:
    for wrapped in (wrap(text, width, 12, lines), balanced(text, width, 12, lines)):
        assert len(wrapped) <= lines
        assert all(width_of(line, 12) <= width + 12 for line in wrapped)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("laptop: IMAP delete B", 110, ["laptop: IMAP", "delete B"]),
        ("タブレット：POP3で受信（残す）", 130, ["タブレット：POP3で", "受信（残す）"]),
        ("mx.fuji.exampleの電源", 95, ["mx.fuji.", "exampleの電源"]),
        ("POP3で受信（サーバーに残す）", 120, ["POP3で受信", "（サーバーに残す）"]),
        ("タブレット：取り出す（POP3）", 120, ["タブレット：", "取り出す（POP3）"]),
        ("short", 130, ["short"]),
        ("", 130, []),
    ],
)
def test_lines_break_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, 12.5, 3) == lines


def test_no_line_begins_with_a_closing_mark_or_a_particle() -> None:
    for line in wrap("ケンのメールを、サーバーに残す。もう一度、読む。", 70, 12, 9)[1:]:
        assert line[0] not in "、。ーのをに"


def test_balanced_lines_are_about_as_long() -> None:
    first, second = balanced("one two three four five six B", 150, 12, 2)
    assert abs(len(first) - len(second)) < 8
    assert balanced("one", 200, 12, 2) == ["one"]


def test_no_japanese_word_is_torn_to_balance_lines() -> None:
    lines = balanced("タブレット：取り出す（POP3）", 77, 12, 4, bold=True)
    assert lines == ["タブレット：", "取り出す", "（POP3）"]


def test_an_endless_text_costs_no_endless_time() -> None:
    assert len(shorten("x" * 10_000_000, 100, 12)) < 40
