"""Conversations with the SMTP servers from text files: ``tests/transcripts/smtp``.

``S:`` must come and ``C:`` is said. A line ``# key: value`` is done where it stands: see ACTS.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from labkit.agents import patience
from labkit.mail.account import Account
from tests.agents.post import Post
from tests.agents.talk import Talk

TRANSCRIPTS = sorted(Path(__file__, "../../transcripts/smtp").resolve().glob("*.txt"))
_ACT = re.compile(r"# (?P<act>[a-z]+): (?P<value>.+)")
# What issue and RFCs want to be seen at least once.
WANTED = (
    *("220 ", "221 ", "235 ", "250 ", "252 ", "334", "354 ", "421 4.3.2", "421 4.7.0"),
    *("451 4.7.1", "452 4.2.2", "452 4.3.1", "452 4.5.3"),
    *("500 ", "501 ", "502 ", "503 ", "504 ", "530 5.7.0", "535 5.7.8"),
    *("550 5.1.1", "550 5.1.2", "550 5.7.1", "552 5.2.2", "552 5.3.4", "553 ", "554 ", "555 "),
)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "STEP", 0.0)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_conversation(post: Post, path: Path) -> None:
    conversation = Conversation(post)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("C:"):
            said = line[3:].replace("␀", "\0").replace("␊", "\n")
            conversation.talk.say(said.encode() + b"\r\n")
        elif line.startswith("S:"):
            assert f"S: {conversation.talk.line()}".rstrip() == line
            if line.startswith(("S: 221", "S: 421")):
                assert conversation.talk.line() == ""
        elif act := _ACT.fullmatch(line):
            ACTS[act["act"]](conversation, act["value"])
        else:
            assert line.startswith("# ")
    conversation.talk.close()


def test_every_reply_has_been_seen() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    assert [code for code in WANTED if f"S: {code}" not in text] == []


class Conversation:
    """One file being read: who talks, and what else happens."""

    talk: Talk

    def __init__(self, post: Post) -> None:
        self.post = post

    def server(self, host: str) -> None:
        self.talk = Talk(self.post, host)

    def full(self, value: str) -> None:
        name, code = value.split()
        account = self._account(name)
        account.store.quota = account.store.used
        account.when_full = 552 if code == "552" else 452

    def holds(self, value: str) -> None:
        name, count = value.split()
        assert self._account(name).store.used == int(count)

    def greylist(self, minutes: str) -> None:
        self.post.fuji.policy.greylist = timedelta(minutes=int(minutes))

    def wait(self, minutes: str) -> None:
        self.post.clock.advance(timedelta(minutes=int(minutes)))

    def busy(self, host: str) -> None:
        self.post.fuji.policy.busy.add(host)

    def disk(self, state: str) -> None:
        for directory in (self.post.fuji, self.post.sakura):
            directory.policy.disk_full = state == "full"

    def size(self, octets: str) -> None:
        self.post.fuji.policy.size_limit = int(octets)

    def recipients(self, count: str) -> None:
        """Name so many of Ken's addresses; all are taken."""
        for number in range(int(count)):
            self.talk.say(b"RCPT TO:<ken+%d@fuji.example>\r\n" % number)
            assert self.talk.line() == "250 2.1.5 OK"

    def _account(self, name: str) -> Account:
        return cast(Account, self.post.fuji.find(f"{name}@fuji.example"))


ACTS = {
    act.__name__: act
    for act in (
        Conversation.server,
        Conversation.full,
        Conversation.holds,
        Conversation.greylist,
        Conversation.wait,
        Conversation.busy,
        Conversation.disk,
        Conversation.size,
        Conversation.recipients,
    )
}
