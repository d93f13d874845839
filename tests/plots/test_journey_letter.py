"""Postmarks, and what envelope and letter say differently."""

from dataclasses import replace

import pytest

from labkit.plots.journey_letter import height, marks_of, rows_of
from tests.plots.scenes import FORGED, HOSTILE, SENT, WRITTEN, picture, words


def test_postmarks_newest_on_top_without_comments() -> None:
    first, second = marks_of(SENT)
    assert first == (
        "from smtp.sakura.example by mx.fuji.example with ESMTP id F00002 for <ken@fuji.example>",
        "Mon, 06 Apr 2026 09:00:02 +0900",
    )
    assert second[0].startswith("from pc.sakura.example")


def test_a_postmark_without_a_date_stands_as_it_is() -> None:
    assert marks_of(replace(SENT, postmarks=("from here",))) == (("from here", ""),)
    assert marks_of(replace(SENT, postmarks=(HOSTILE,)))[0][1].count("\x00") == 0


@pytest.mark.parametrize(
    ("header_from", "header_to", "differs"),
    [
        ("Aya <aya@sakura.example>", "ken@fuji.example", (False, False)),
        ("AYA@Sakura.Example", "Ken <ken@fuji.example>", (False, False)),
        ("prime-minister@kantei.example", "ken@fuji.example", (True, False)),
        ("aya@sakura.example", "mika@fuji.example", (False, True)),
        ("aya@sakura.example", "ken@fuji.example, mika@fuji.example", (False, True)),
        ("", "", (False, False)),
    ],
)
def test_a_differing_address_is_marked(
    header_from: str, header_to: str, differs: tuple[bool, bool]
) -> None:
    record = replace(SENT, header_from=header_from, header_to=header_to)
    assert tuple(field.differs for field in rows_of(record, "en")) == differs


def test_the_null_reverse_path_is_an_address_too() -> None:
    sender, _ = rows_of(replace(SENT, mail_from=""), "en")
    assert sender.envelope == "<>"
    assert sender.differs


def test_before_it_is_sent_a_letter_has_no_envelope() -> None:
    assert [field.envelope for field in rows_of(WRITTEN, "en")] == ["", ""]
    assert "No postmark yet: no server has taken the letter." in words(
        picture("journey-written", "en")
    )


def test_forged_is_marked_twice_and_stays_in_its_box() -> None:
    shown = words(picture("journey-forged", "en"))
    assert shown.count("differs from the envelope") == 2
    assert all(len(text) < 200 for text in shown)


def test_room_for_six_postmarks_at_most() -> None:
    marks = marks_of(FORGED)
    assert len(marks) == 11
    strip = rows_of(SENT, "en")
    assert (
        height(marks, strip, "A") == height(marks[:6], strip, "A") > height(marks[:2], strip, "A")
    )


def test_an_address_is_never_cut_where_a_name_stands_before_it() -> None:
    assert "<prime-minister@kantei.example>" in words(picture("journey-stranger", "en"))
    assert {"<ken@fuji.example>,", "<nobody@fuji.example>,", "<full@fuji.example>"} <= set(
        words(picture("journey-several", "en"))
    )


def test_a_letter_that_came_back_is_inside_its_error_mail() -> None:
    assert "The letter is inside error mail B now; its postmarks are there." in words(
        picture("journey-error-arrived", "en")
    )
