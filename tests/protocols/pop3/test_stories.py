"""Each command, each response code and each capability has a sentence, in both languages."""

from __future__ import annotations

import pytest

from labkit.mail.policy import Policy
from labkit.protocols.pop3 import COMMANDS
from labkit.protocols.pop3.capabilities import capabilities
from labkit.protocols.pop3.stories import of_capability, of_command, of_refusal
from labkit.texts import LANGUAGES, tell
from tests.protocols.pop3.maildrops import TRANSCRIPTS


@pytest.mark.parametrize("verb", COMMANDS)
@pytest.mark.parametrize("argument", ["", "x y"])
def test_commands(verb: str, argument: str) -> None:
    for before_login in (True, False):
        story = of_command(verb, argument, before_login)
        assert all(tell(language, story) for language in LANGUAGES)
        assert story.key != "story.pop3.unknown"


def test_every_code_of_the_transcripts_has_a_sentence_of_its_own() -> None:
    said = "\n".join(path.read_text("utf-8") for path in TRANSCRIPTS).splitlines()
    refusals = {line.partition("S: ")[2] for line in said if "S: -ERR [" in line}
    codes = {refusal.partition("]")[0] for refusal in refusals}
    assert len(codes) == 6
    stories = {of_refusal("PASS", refusal).key for refusal in refusals}
    assert len(stories) == 6
    assert "story.pop3.err" not in stories


@pytest.mark.parametrize(
    ("verb", "text", "story"),
    [
        ("PASS", "-ERR [in-use] x", "err_in_use"),
        ("PASS", "-ERR [SYS/TEMP/DISK] x", "err_sys_temp"),
        ("QUIT", "-ERR [SYS/TEMP] x", "err_not_removed"),
        ("QUIT", "-ERR [SYS/PERM] x", "err_sys_perm"),
        ("RETR", "-ERR [UTF8] x", "err_utf8"),
        ("", "-ERR [SYS] x", "err"),
        ("", "-ERR [SYS/TEMPORARY] x", "err"),
        ("", "-ERR [AUTH x", "err"),
        ("", "-ERR x [AUTH]", "err"),
        ("", "-ERR", "err"),
    ],
)
def test_refusals(verb: str, text: str, story: str) -> None:
    assert of_refusal(verb, text).key == f"story.pop3.{story}"


@pytest.mark.parametrize("days", [None, 0, 3])
def test_capabilities(days: int | None) -> None:
    for line in capabilities(Policy(expire_days=days, login_delay=60)):
        story = of_capability(line)
        assert all(tell(language, story) for language in LANGUAGES)
        assert story.key != "story.pop3.capability.other"


def test_how_long_letters_may_stay_and_what_nobody_knows() -> None:
    keys = [of_capability(line).key for line in ("EXPIRE NEVER", "expire 0 USER", "EXPIRE 14")]
    assert [key.rpartition(".")[2] for key in keys] == ["expire_never", "expire_0", "expire"]
    for line in ("", "XTND", "STLS", "\0"):
        assert of_capability(line).key == "story.pop3.capability.other"
