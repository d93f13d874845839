"""Each verb and each code that our servers send has a sentence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from labkit.protocols.smtp import stories
from labkit.protocols.smtp.knowledge import DOT
from labkit.protocols.smtp.states import BY_VERB
from labkit.texts import LANGUAGES, Language, tell

ROOT = Path(__file__, "../../../..").resolve()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_and_reply_can_be_told(language: Language) -> None:
    for verb in [*BY_VERB, "unknown", "", DOT]:
        if verb != DOT:
            assert tell(language, stories.of_command(verb))
        for code in [*stories.CODES, "250", "", "299", "399", "499", "599", "999"]:
            for enhanced in ["", *(enhanced for _, enhanced in stories.NO), "5.9.9"]:
                assert tell(language, stories.of_reply(verb, code, enhanced))


def test_every_code_in_the_servers_has_its_own_sentence() -> None:
    sources = [*ROOT.glob("labkit/agents/*.py"), ROOT / "labkit/protocols/smtp/replies.py"]
    sent = {
        code
        for source in sources
        for code in re.findall(r'(?:Refused\(|")([2-5]\d\d)[, "]', source.read_text("utf-8"))
    }
    assert {"250", "354", "550", "452"} <= sent
    assert sent - {"250", "450", "454"} <= stories.CODES


def test_full_for_now_full_for_good_and_a_full_disk_are_told_apart() -> None:
    told = {
        stories.of_reply("RCPT", code, enhanced).key
        for code, enhanced in (("452", "4.2.2"), ("552", "5.2.2"), ("452", "4.3.1"), ("452", ""))
    }
    assert len(told) == 4


def test_pills_by_class() -> None:
    assert [stories.pill(code) for code in ("250", "354", "451", "550", "")] == [
        "ok",
        "go",
        "later",
        "no",
        "info",
    ]
