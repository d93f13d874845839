"""getmail fetches by POP3 and by IMAP into a Maildir.

Files have LF where the wire has CRLF, and getmail puts its own fields on top when told to; here it
is told not to.
"""

from pathlib import Path

import pytest

from labkit.world.scene import KEN
from tests.interop.desk import Desk
from tests.interop.letters import NO_FINAL_NEWLINE, WILD, big
from tests.interop.office import Office

pytestmark = pytest.mark.interop

LETTERS = [*WILD.values(), big(), NO_FINAL_NEWLINE]


def getmail(
    desk: Desk, office: Office, protocol: str, options: str, password: str = KEN.password
) -> str:
    host, port = office.pop if protocol == "POP3" else office.imap
    for folder in ("cur", "new", "tmp"):
        (desk.home / "maildir" / folder).mkdir(parents=True, exist_ok=True)
    desk.write(
        ".getmail/getmailrc",
        f"[retriever]\ntype = Simple{protocol}Retriever\nserver = {host}\nport = {port}\n"
        f"username = {KEN.address}\npassword = {password}\n"
        + ("" if protocol == "POP3" else 'mailboxes = ("INBOX", "会議")\n')
        + f"[destination]\ntype = Maildir\npath = {desk.home}/maildir/\n"
        f"[options]\n{options}\ndelivered_to = false\nreceived = false\nverbose = 2\n",
    )
    getmail_dir = f"--getmaildir={desk.home}/.getmail"
    done = desk.run("getmail", getmail_dir, code=None)
    return (done.stdout + done.stderr).decode()


def got(desk: Desk) -> list[bytes]:
    def delivered(path: Path) -> tuple[float, str]:
        return path.stat().st_mtime, path.name

    paths = sorted((desk.home / "maildir" / "new").iterdir(), key=delivered)
    return [path.read_bytes() for path in paths]
