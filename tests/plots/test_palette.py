"""The contrasts that the visual language promises, measured."""

import pytest

from labkit.plots.palette import CODE, HERE, INK, MUTED, PAPER, PILLS, PROTOCOLS, REFUSAL


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("protocol", ["SMTP", "POP3", "IMAP"])
def test_protocols_can_be_seen_and_read(protocol: str) -> None:
    ink = PROTOCOLS[protocol]  # type: ignore[index]
    assert contrast(ink.stroke, PAPER) >= 3
    assert contrast(ink.text, PAPER) >= 4.5
    assert contrast(ink.text, ink.tint) >= 4.5
    assert contrast(INK, ink.tint) >= 4.5


def test_words_can_be_read() -> None:
    assert contrast(INK, PAPER) == pytest.approx(16.6, abs=0.1)
    assert contrast(MUTED, PAPER) == pytest.approx(6.3, abs=0.1)
    assert contrast(INK, HERE) >= 15
    assert contrast(MUTED, HERE) >= 4.5
    assert contrast(REFUSAL, PAPER) >= 4.5


def test_white_words_on_pills() -> None:
    assert all(contrast(PAPER, colour) >= 4.5 for colour in PILLS.values())


def test_colour_is_always_doubled_by_the_line() -> None:
    lines = {(ink.dash, ink.heads) for ink in PROTOCOLS.values()}
    assert len(lines) == len(PROTOCOLS)
    assert PROTOCOLS["IMAP"].heads == 2


def test_code_has_a_true_backslash() -> None:
    latin, *_ = CODE.split(",")
    assert latin == "Menlo"
    assert "CJK" not in CODE
