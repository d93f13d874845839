import re

import pytest

from labkit.protocols.imap import stories
from labkit.protocols.imap.commands import COMMANDS
from labkit.texts import LANGUAGES, Language, catalogue, tell
from tests.protocols.imap.talk import TRANSCRIPTS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", COMMANDS.values(), ids=lambda row: row.verb)
def test_each_verb_has_its_sentences(row: object, language: Language) -> None:
    verb = row.verb  # type: ignore[attr-defined]
    assert stories.of_command(verb, "x").key != "story.imap.unknown"
    assert tell(language, stories.of_command(verb, "x"))
    assert all(tell(language, stories.of_reply(verb, status)) for status in ("OK", "NO", "BAD"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_untagged_word_has_its_sentence(language: Language) -> None:
    for word in (*stories.TOLD_UNTAGGED, "SOMETHING"):
        assert tell(language, stories.of_untagged(f"* {word} x"))
        assert tell(language, stories.of_untagged(f"* 5 {word} x"))
    assert tell(language, stories.of_untagged("*"))


@pytest.mark.parametrize(
    ("verb", "argument", "key"),
    [
        ("FETCH", "1 (FLAGS)", "fetch"),
        ("UID FETCH", "1 (FLAGS BODY[])", "fetch_read"),
        ("UID FETCH", "1 (BODY.PEEK[HEADER])", "fetch_peek"),
        ("FETCH", "1 RFC822.SIZE", "fetch"),
        ("FETCH", "1 RFC822", "fetch_read"),
        ("STORE", "1 +FLAGS.SILENT (\\Seen)", "store_seen_on"),
        ("UID STORE", "1:* -FLAGS \\Deleted", "store_deleted_off"),
        ("STORE", "1 FLAGS (\\Answered)", "store"),
        ("XYZZY", "", "unknown"),
    ],
)
def test_the_same_verb_can_mean_different_things(verb: str, argument: str, key: str) -> None:
    assert stories.of_command(verb, argument).key == f"story.imap.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", stories.TOLD_CODES)
def test_each_code_of_a_refusal_has_its_sentence(code: str, language: Language) -> None:
    told = stories.of_reply("APPEND", "NO", f"[{code}]")
    assert told.key == f"story.imap.no_{code.lower().replace('-', '_')}"
    assert tell(language, told)
    assert stories.of_reply("APPEND", "OK", f"[{code}]") != told


def test_every_code_of_the_transcripts_is_told_and_the_reverse() -> None:
    said = "".join(path.read_text("utf-8") for path in TRANSCRIPTS)
    sent = set(re.findall(r"^.S: \S+ NO \[([A-Z-]+)", said, re.MULTILINE))
    assert sent - {"AUTHENTICATIONFAILED"} == set(stories.TOLD_CODES)  # no_login tells that one


@pytest.mark.parametrize(
    ("verb", "status", "code", "key"),
    [
        ("APPEND", "NO", "[OVERQUOTA]", "no_overquota"),
        ("UID COPY", "NO", "[overquota]", "no_overquota"),
        ("SEARCH", "NO", "[BADCHARSET (US-ASCII)]", "no_badcharset"),
        ("SEARCH", "OK", "[EXPUNGEISSUED]", "ok_expungeissued"),
        ("STORE", "NO", "[EXPUNGEISSUED]", "no_expungeissued"),
        ("FETCH", "BAD", "[TOOBIG]", "no_toobig"),
        ("LOGIN", "NO", "[AUTHENTICATIONFAILED]", "no_login"),
        ("LOGIN", "NO", "[UNAVAILABLE]", "no_unavailable"),
        ("AUTHENTICATE", "NO", "[CANNOT]", "no_cannot"),
        ("APPEND", "OK", "[APPENDUID 1 2]", "ok_append"),
        ("SELECT", "OK", "[READ-ONLY]", "ok_select"),
        ("CREATE", "NO", "[SOMETHING-NEW]", "no"),
        ("CREATE", "NO", "", "no"),
    ],
)
def test_a_code_is_told_where_it_says_more(verb: str, status: str, code: str, key: str) -> None:
    assert stories.of_reply(verb, status, code).key == f"story.imap.{key}"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("* OK [CAPABILITY IMAP4rev1] hello", "greeting"),
        ("* BYE [UNAVAILABLE] too busy", "greeting_bye"),
        ("* PREAUTH hello ken", "untagged_preauth"),
        ("* ", "greeting"),
    ],
)
def test_a_greeting_may_be_a_goodbye(line: str, key: str) -> None:
    assert stories.of_greeting(line).key == f"story.imap.{key}"


def test_figures_are_told_with_the_quota() -> None:
    told = stories.of_untagged("* QUOTA account (MESSAGE 2 3)")
    assert "how much there may be: MESSAGE 2 3." in tell("en", told)
    assert tell("ja", told).endswith("：MESSAGE 2 3")
    assert stories.of_untagged("* QUOTA account").key == "story.imap.untagged"
    assert stories.of_untagged("* QUOTAROOT a").key == "story.imap.untagged_quotaroot"


def test_status_tells_of_deleted_only_where_it_stands() -> None:
    deleted = "story.imap.untagged_status_deleted"
    assert stories.of_untagged("* STATUS a (DELETED 2)").key == deleted
    assert stories.of_untagged("* STATUS a (MESSAGES 3 DELETED 2)").key == deleted
    assert stories.of_untagged("* STATUS DELETED (MESSAGES 3)").key != deleted


def test_both_languages_tell_the_same_stories() -> None:
    keys = [
        {key for key in catalogue(language) if key.startswith(("story.pop3", "story.imap"))}
        for language in LANGUAGES
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 100
