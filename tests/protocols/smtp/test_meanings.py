"""Whatever our servers know, say or announce stands in the tables of meanings, with its texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from labkit.protocols.smtp import meanings
from labkit.protocols.smtp.replies import ENHANCED, ENHANCED_OF_VERB
from labkit.protocols.smtp.states import BY_VERB
from labkit.protocols.smtp.stories import CODES, NO
from labkit.texts import LANGUAGES, explained

ROOT = Path(__file__, "../../../..").resolve()
AGENTS = "\n".join(path.read_text("utf-8") for path in ROOT.glob("labkit/agents/*.py"))
SENT = {*re.findall(r'Refused\([0-9]{3}, "([0-9.]+)"', AGENTS), *ENHANCED_OF_VERB.values()}
TRANSCRIPTS = "\n".join(
    path.read_text("utf-8") for path in sorted(ROOT.glob("tests/transcripts/smtp/*.txt"))
)
ANNOUNCED = sorted(set(re.findall(r"^S: 250[ -]([0-9A-Z]+)(?= |$)", TRANSCRIPTS, re.MULTILINE)))


def is_told(meaning: str) -> bool:
    return all(explained(language, meaning) for language in LANGUAGES)


@pytest.mark.parametrize("verb", BY_VERB)
def test_commands(verb: str) -> None:
    assert meanings.of_verb(verb.lower()) == f"smtp.verb.{verb.lower()}"
    assert is_told(meanings.of_verb(verb))


@pytest.mark.parametrize("code", sorted({*CODES, *ENHANCED, *(code for code, _ in NO)}))
def test_reply_codes(code: str) -> None:
    assert meanings.of_code(code) == f"smtp.code.{code}"
    assert is_told(meanings.of_code(code))


@pytest.mark.parametrize("code", sorted({*SENT, *ENHANCED.values(), *(code for _, code in NO)}))
def test_enhanced_codes(code: str) -> None:
    ((part, meaning),) = meanings.of_enhanced(code)
    assert part == code
    assert is_told(meaning)


def test_an_enhanced_code_of_a_stranger_is_told_in_three_parts() -> None:
    assert meanings.of_enhanced("4.2.77") == (
        ("4", "smtp.enhanced.class_4"),
        ("2", "smtp.enhanced.subject_2"),
        ("77", "smtp.enhanced.other"),
    )
    assert meanings.of_enhanced("5.9.1")[1] == ("9", "smtp.enhanced.other")


def test_a_reply_code_of_a_stranger_is_told_by_its_first_digit() -> None:
    codes = [meanings.of_code(code) for code in ("299", "399", "499", "599")]
    assert codes == [f"smtp.code.class_{digit}" for digit in "2345"]


@pytest.mark.parametrize("keyword", ANNOUNCED)
def test_capabilities_that_we_announce(keyword: str) -> None:
    assert meanings.of_capability(keyword.lower()) == f"smtp.capability.{keyword.lower()}"
    assert is_told(meanings.of_capability(keyword))


def test_the_value_of_a_parameter_counts_where_it_is_known() -> None:
    said = ("body=8bitmime", "BODY=8BITMIME2", "SIZE=9", "SMTPUTF8", "XVERP")
    assert [meanings.of_parameter(word).rpartition(".")[2] for word in said] == [
        *("body_8bitmime", "body", "size", "smtputf8", "other")
    ]
