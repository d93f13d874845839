"""LANG: nothing that the server says is left untranslated, and nothing translated is unsaid."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import labkit.protocols.pop3
from labkit.protocols import lines
from labkit.protocols.pop3.language import JAPANESE, LANGUAGES, PREFERRED, wanted
from tests.protocols.pop3.maildrops import (
    TRANSCRIPTS,
    OneAccount,
    letter,
    logged_in,
    say,
    sentences,
)

FOLDER = Path(labkit.protocols.pop3.__file__).parent
SPEAKERS = {"Reply", "Phrase", "CommandRefused", "SyntaxRefused", "LoginRefused"}
MODULES = [path for path in FOLDER.glob("*.py") if path.name != "language.py"]


def said_in(path: Path) -> Iterator[str]:
    """Yield the sentences in *path*: what is handed to a reply or a refusal, or is kept for one."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SPEAKERS:
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in (
            "words",
            "_NOT_UTF8",
        ):
            for kept in ast.walk(node.value):
                if isinstance(kept, ast.Constant) and isinstance(kept.value, str):
                    yield kept.value


SENTENCES = {
    sentence
    for path in [*MODULES, Path(lines.__file__)]
    for sentence in said_in(path)
    if " " in sentence.strip() and "POP3 server ready" not in sentence
}


def test_every_sentence_has_its_japanese() -> None:
    assert len(SENTENCES) > 30
    assert SENTENCES - set(JAPANESE) == set()


def test_every_japanese_sentence_is_said() -> None:
    source = "\n".join(path.read_text("utf-8") for path in [*MODULES, Path(lines.__file__)])
    assert [english for english in JAPANESE if f'"{english}"' not in source] == []


@pytest.mark.parametrize("english", JAPANESE)
def test_both_want_the_same_values_and_japanese_is_well_set(english: str) -> None:
    japanese = JAPANESE[english]
    wants = [
        {name for _, name, _, _ in string.Formatter().parse(text)} for text in (english, japanese)
    ]
    assert wants[0] - {None} == wants[1] - {None}
    assert "[" not in japanese  # RFC 2449 section 3: brackets are for codes
    assert not re.search(
        "[ぁ-んァ-ヶ一-龠] [A-Za-z0-9{]|[,.!?;](\\s|$)", japanese.replace("{tag} ", "")
    )


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_whole_conversations_in_japanese(path: Path) -> None:
    accounts = OneAccount(letter("one"), letter("two"))
    for session in (accounts.session(), logged_in(accounts)):
        say(session, b"LANG ja\r\n")
        heard = [line for line in next(sentences(path)).splitlines() if b"LANG" not in line.upper()]
        for line in heard:
            said = say(session, line + b"\r\n").partition(b"\r\n")[0].decode()
            words = re.sub(r"^(\+OK|-ERR)? ?(\[[A-Z/-]+\])? ?", "", said)
            assert re.search("[ぁ-ん一-龠]|オクテット", words) or re.fullmatch(
                "[0-9 -]*|\\+ ", words
            ), said


@pytest.mark.parametrize(
    ("asked", "tag"),
    [("ja", "ja"), ("JA", "ja"), ("ja-JP", "ja"), ("en-GB-oed", "en"), ("*", PREFERRED.tag)],
)
def test_a_language_range_finds_its_language(asked: str, tag: str) -> None:
    found = wanted(asked)
    assert found is not None
    assert found.tag == tag


@pytest.mark.parametrize(
    "asked", ["", "-", "mul", "jap", "j", "ja_JP", "x-ja", "**", "ja en", "日本語"]
)
def test_nor_does_it_find_another_one(asked: str) -> None:
    assert wanted(asked) is None


def test_listings_have_a_tag_a_space_and_a_name() -> None:
    # RFC 6856 section 3.2
    assert all(re.fullmatch("[A-Za-z-]+ [^ ]+", f"{each.tag} {each.name}") for each in LANGUAGES)
