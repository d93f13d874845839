"""mbsync keeps Maildirs and the server's mailboxes the same, in both directions.

Files have LF where the wire has CRLF; mbsync adds an X-TUID field to each copy that it makes, to
find it again. Nothing else may differ.
"""

import re
from pathlib import Path

import pytest

from labkit.world.scene import KEN
from tests.interop.desk import Desk
from tests.interop.letters import NO_FINAL_NEWLINE, WILD, as_files, big, letter
from tests.interop.office import Office

pytestmark = pytest.mark.interop

SETTINGS = """IMAPAccount lab
Host {host}
Port {port}
User {user}
Pass {password}
SSLType None
AuthMechs {mechanism}
PipelineDepth {depth}

IMAPStore far
Account lab

MaildirStore near
Path ~/mail/
Inbox ~/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Remove Both
Expunge Both
CopyArrivalDate yes
SyncState *
"""
_TUID = re.compile(rb"X-TUID: [^\r\n]{12}\r?\n")
_UID = re.compile(r",U=([0-9]+)(?::2,(\w*))?$")


class Mirror:
    """Ken's mail, as Maildirs below ``~/mail``."""

    def __init__(self, desk: Desk, office: Office, mechanism: str = "PLAIN", depth: int = 10):
        self.desk = desk
        self.root = desk.home / "mail"
        self.root.mkdir()
        host, port = office.imap
        settings = SETTINGS.format(
            host=host,
            port=port,
            user=KEN.address,
            password=KEN.password,
            mechanism=mechanism,
            depth=depth,
        )
        desk.write(".mbsyncrc", settings)

    def sync(self) -> None:
        self.desk.run("mbsync", "-a")

    def file(self, uid: int, mailbox: str = "INBOX") -> Path:
        return self._files(mailbox)[uid]

    def letters(self, mailbox: str = "INBOX") -> list[bytes]:
        return [plain(path.read_bytes()) for _, path in sorted(self._files(mailbox).items())]

    def flags(self, mailbox: str = "INBOX") -> dict[int, str]:
        return {uid: _flags(path) for uid, path in sorted(self._files(mailbox).items())}

    def mark(self, uid: int, flags: str, mailbox: str = "INBOX") -> None:
        """Set a letter's Maildir flags: D, F, R, S, T."""
        path = self.file(uid, mailbox)
        name = path.name.partition(":")[0]
        path.rename(path.parent.parent / "cur" / f"{name}:2,{flags}")

    def add(self, name: str, octets: bytes, mailbox: str = "INBOX", flags: str = "") -> None:
        for folder in ("cur", "new", "tmp"):
            (self.root / mailbox / folder).mkdir(parents=True, exist_ok=True)
        (self.root / mailbox / "cur" / f"{name}:2,{flags}").write_bytes(as_files([octets])[0])

    def _files(self, mailbox: str) -> dict[int, Path]:
        found = (self.root / mailbox).glob("[cn][ue][rw]/*")
        return {int(match[1]): path for path in found if (match := _UID.search(path.name))}


def _flags(path: Path) -> str:
    return path.name.rpartition(":2,")[2]


def plain(octets: bytes) -> bytes:
    """Return *octets* without mbsync's own field, which stands once in each copy."""
    without, times = _TUID.subn(b"", octets)
    assert times <= 1
    return without


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("depth", [1, 10], ids=["lock-step", "pipelined"])
def test_two_hundred_letters_come_down(office: Office, desk: Desk, mechanism: str, depth: int):
    letters = [*WILD.values(), NO_FINAL_NEWLINE, big()]
    letters += [letter(f"number {n}", number=n) for n in range(200 - len(letters))]
    office.put(letters)
    office.put(letters[:5], "会議/2026年", ["\\Seen"])
    office.put([letters[0]], "R&D 'a' \"b\"")
    mirror = Mirror(desk, office, mechanism, depth)
    mirror.sync()
    assert mirror.letters() == as_files(letters)
    assert mirror.letters("&TxqLcA-/2026&XnQ-") == as_files(letters[:5])
    assert set(mirror.flags("&TxqLcA-/2026&XnQ-").values()) == {"S"}
    assert mirror.letters("R&-D 'a' \"b\"") == as_files(letters[:1])
    before = mirror.flags()
    mirror.sync()
    assert mirror.flags() == before
    assert office.letters() == letters


def test_new_letters_and_mailboxes_go_up(office: Office, desk: Desk):
    mirror = Mirror(desk, office)
    letters = [*WILD.values(), NO_FINAL_NEWLINE, big()]
    for number, octets in enumerate(letters):
        mirror.add(f"{number:04}.aya", octets, flags="FS")
    mirror.add("1.aya", letters[0], "&ZeVnLIqe-/&kAF2hA-", "D")
    mirror.sync()
    assert sorted(map(plain, office.letters())) == sorted(letters)
    assert list(office.flags().values()) == [{"\\Flagged", "\\Seen"}] * len(letters)
    assert [plain(each) for each in office.letters("日本語/送的")] == letters[:1]
    assert office.flags("日本語/送的") == {1: {"\\Draft"}}
    mirror.sync()
    assert len(office.letters()) == len(letters) == len(mirror.letters())


def test_flags_go_both_ways(office: Office, desk: Desk):
    office.put([letter("one", number=n) for n in range(4)])
    mirror = Mirror(desk, office)
    mirror.sync()
    office.mark([1], "\\Flagged", "\\Seen")
    office.mark([4], "\\Answered")
    mirror.mark(2, "FRS")
    mirror.mark(4, "S")
    mirror.sync()
    assert mirror.flags() == {1: "FS", 2: "FRS", 3: "", 4: "RS"}
    assert office.flags() == {
        1: {"\\Flagged", "\\Seen"},
        2: {"\\Flagged", "\\Answered", "\\Seen"},
        3: set(),
        4: {"\\Answered", "\\Seen"},
    }
    mirror.mark(2, "S")
    mirror.sync()
    assert office.flags()[2] == {"\\Seen"}


def test_deletions_go_both_ways(office: Office, desk: Desk):
    letters = [letter("one", number=n) for n in range(6)]
    office.put(letters)
    mirror = Mirror(desk, office)
    mirror.sync()
    office.mark([1], "\\Deleted")
    office.expunge([2])
    mirror.mark(3, "ST")
    mirror.file(4).unlink()
    mirror.sync()
    assert office.letters() == letters[4:]
    assert mirror.letters() == as_files(letters[4:])
    office.put([letters[0]])
    mirror.sync()
    assert mirror.letters() == as_files([*letters[4:], letters[0]])


def test_a_wrong_password_changes_nothing(office: Office, desk: Desk):
    office.put([WILD["plain"]])
    mirror = Mirror(desk, office)
    settings = desk.home / ".mbsyncrc"
    settings.write_text(settings.read_text().replace(KEN.password, "guess"))
    refused = desk.run("mbsync", "-a", code=1)
    assert b"AUTHENTICATIONFAILED" in refused.stderr
    assert mirror.letters() == []
