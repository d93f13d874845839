"""Every row of the engine's tables has its sentences, and every sentence has a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from labkit.mail.flags import SYSTEM_FLAGS
from labkit.mail.names import SPECIAL_USE
from labkit.protocols import imap
from labkit.protocols.imap import meanings, stories
from labkit.protocols.imap.capabilities import CAPABILITIES
from labkit.protocols.imap.commands import COMMANDS
from labkit.protocols.imap.commands.authenticated import STATUS_ITEMS
from labkit.protocols.imap.commands.listing import RETURN_OPTIONS, SELECTION_OPTIONS
from labkit.protocols.imap.fetch_items import MACROS, NAMED, STATIC
from labkit.protocols.imap.search_keys import KEYS
from labkit.texts import LANGUAGES, Language, explained
from labkit.texts import meanings as told
from tests.protocols.imap.parts import client, server
from tests.protocols.imap.talk import TRANSCRIPTS

KNOWN = [key for key in told("en") if key.startswith("imap.")]
FOLDER = Path(imap.__file__).parent
WRITTEN = {
    key
    for path in [*FOLDER.glob("spans*.py"), FOLDER / "meanings.py"]
    for key in re.findall(r'"(imap\.[a-z_]+\.[a-z0-9_]+)"', path.read_text(encoding="utf-8"))
}
# Put together where they are said: "imap.set.uids" with or without "_to_last".
SETS = {f"imap.set.{which}{last}" for which in ("numbers", "uids") for last in ("", "_to_last")}
ROWS = [(name, word) for name, table in meanings.TABLES.items() for word in table]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "word"), ROWS)
def test_every_row_has_both_sentences_and_a_source(
    name: str, word: str, language: Language
) -> None:
    plain, curious, source = explained(language, meanings.TABLES[name][word])
    assert plain
    assert curious
    assert source.startswith("RFC ")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("verb", [row.verb for row in COMMANDS.values()]),
        ("capability", [row.name for row in CAPABILITIES]),
        ("flag", SYSTEM_FLAGS),
        ("fetch", [*MACROS, *STATIC, *NAMED, "UID", "FLAGS"]),
        ("search", KEYS),
        ("status", STATUS_ITEMS),
        ("list", SPECIAL_USE.values()),
        ("list_option", [*SELECTION_OPTIONS, *RETURN_OPTIONS]),
        ("untagged", stories.TOLD_UNTAGGED),
        ("code", stories.TOLD_CODES),
    ],
)
def test_the_tables_hold_all_that_the_engine_knows(table: str, words: list[str]) -> None:
    assert {word.upper() for word in words} - set(meanings.TABLES[table]) == set()


def test_every_code_that_the_server_says_is_explained() -> None:
    said = "".join(path.read_text("utf-8") for path in TRANSCRIPTS)
    sent = re.findall(r"^.S: \S+ (?:OK|NO|BAD|BYE) \[([A-Z-]+)", said, re.MULTILINE)
    assert set(sent) - set(meanings.CODES) == set()


@pytest.mark.parametrize("row", COMMANDS.values(), ids=lambda row: row.verb)
def test_the_example_of_every_command_is_understood(row: object) -> None:
    example = row.example.partition("\r\n")[0]  # type: ignore[attr-defined]
    found = client(f"a1 {example}")
    assert found[1] == (row.verb, meanings.VERBS[row.verb][5:])  # type: ignore[attr-defined]
    assert [part for part in found if part[1].startswith("unknown")] == []


@pytest.mark.parametrize("code", meanings.CODES)
def test_every_code_is_read(code: str) -> None:
    assert server(f"a1 NO [{code}] x", "reply")[2] == (code, meanings.CODES[code][5:])


def test_no_meaning_is_orphaned_and_none_is_missing() -> None:
    rows = {key for table in meanings.TABLES.values() for key in table.values()}
    assert (rows | WRITTEN | SETS) ^ set(KNOWN) == set()


@pytest.mark.parametrize(
    ("group", "word", "key"),
    [
        ("capability", "LITERAL+", "imap.capability.literal_plus"),
        ("capability", "LITERAL-", "imap.capability.literal_minus"),
        ("capability", "QUOTA=RES-MESSAGE", "imap.capability.quota_res_message"),
        ("verb", "UID FETCH", "imap.verb.uid_fetch"),
        ("flag", "$MDNSent", "imap.flag.mdnsent"),
        ("list", "\\HasChildren", "imap.list.haschildren"),
    ],
)
def test_keys_are_made_of_words(group: str, word: str, key: str) -> None:
    assert meanings.key_of(group, word) == key
