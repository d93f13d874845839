"""The queue as a table: text and HTML say the same, and nothing in it is markup."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from labkit.plots.queue import QueueTable
from labkit.records import QueueRow
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import HOSTILE, NINE

ROW = QueueRow(
    "B", "smtp.sakura.example", "ken@fuji.example", NINE, 2, NINE + timedelta(minutes=30),
    "451 4.4.1 mx.fuji.example: no answer", "250 2.0.0 queued as S1", 3,
)  # fmt: skip


def test_each_letter_is_a_row() -> None:
    assert repr(QueueTable([ROW], "en")) == (
        "Letters that wait at a server (queue)\n"
        "letter | to | held by | since | after which reply | tries | next try | last reply\n"
        "B | ken@fuji.example | smtp.sakura.example | 2026-04-06 09:00 | "
        "250 2.0.0 queued as S1 (session 3) | 2 | 2026-04-06 09:30 | "
        "451 4.4.1 mx.fuji.example: no answer\n"
        "Each server is responsible for a letter until another one has taken it."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_says_what_the_text_says(language: Language) -> None:
    table = QueueTable([ROW], language)
    html = table._repr_html_()
    assert f'lang="{language}"' in html
    for cell in re.split(r"\n| \| ", repr(table)):
        assert cell in html


def test_a_letter_that_the_server_wrote_came_with_no_reply() -> None:
    assert " | written here | 2 | " in repr(
        QueueTable([replace(ROW, after="", session=None)], "en")
    )
    assert " | 250 2.0.0 queued as S1 | " in repr(QueueTable([replace(ROW, session=None)], "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_queue_is_one_sentence(language: Language) -> None:
    table = QueueTable([], language)
    assert "<table>" not in table._repr_html_()
    assert len(repr(table).split("\n")) == 2


def test_what_a_server_said_is_no_markup() -> None:
    row = QueueRow(
        "A", HOSTILE, HOSTILE, datetime(2026, 1, 1, tzinfo=NINE.tzinfo), 1, None, HOSTILE
    )
    html = QueueTable([row], "en")._repr_html_()
    assert "<script>" not in html
    assert "\u202e" not in html
