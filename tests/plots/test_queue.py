"""The queue as a table: text and HTML say the same, and nothing in it is markup."""

import re
from datetime import datetime, timedelta

import pytest

from labkit.plots.queue import QueueTable
from labkit.records import QueueRow
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import HOSTILE, NINE

ROW = QueueRow(
    "B", "smtp.sakura.example", "ken@fuji.example", NINE, 2, NINE + timedelta(minutes=30),
    "451 4.4.1 mx.fuji.example: no answer",
)  # fmt: skip


def test_each_letter_is_a_row() -> None:
    assert repr(QueueTable([ROW], "en")) == (
        "Letters that wait at a server (queue)\n"
        "letter | to | held by | since | tries | next try | last reply\n"
        "B | ken@fuji.example | smtp.sakura.example | 2026-04-06 09:00 | 2 | 2026-04-06 09:30 | "
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
