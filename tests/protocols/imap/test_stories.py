import pytest

from labkit.protocols.imap import stories
from labkit.protocols.imap.commands import COMMANDS
from labkit.texts import LANGUAGES, Language, catalogue, tell


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


def test_both_languages_tell_the_same_stories() -> None:
    keys = [
        {key for key in catalogue(language) if key.startswith(("story.pop3", "story.imap"))}
        for language in LANGUAGES
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 100
