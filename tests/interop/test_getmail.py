"""getmail fetches by POP3 and by IMAP and hands each letter to a small script.

Files have LF where the wire has CRLF. getmail takes a letter apart and writes it again, with fields
of its own: a Return-Path where there was none, and by IMAP the mailbox.
"""

import re

import pytest

from labkit.world.scene import KEN
from tests.interop.desk import Desk
from tests.interop.letters import (
    NO_FINAL_NEWLINE,
    UTF8_HEADER,
    WILD,
    as_files,
    big,
    ended,
    without_utf8,
)
from tests.interop.office import Office

pytestmark = pytest.mark.interop

# In writing again getmail closes open boundaries and puts broken headers right.
REWRITTEN = {"broken header", "long header", "nested", "no closing boundary"}
LETTERS = [octets for name, octets in WILD.items() if name not in REWRITTEN]
LETTERS += [big(), NO_FINAL_NEWLINE]
POP3_LETTERS = without_utf8(LETTERS)
_ITS_OWN = re.compile(rb"^(Return-Path|X-getmail-retrieved-from-mailbox): .*\n", re.MULTILINE)
KEEP, TAKE = "read_all = false\ndelete = false", "read_all = true\ndelete = true"


def getmail(
    desk: Desk, office: Office, protocol: str, options: str, password: str = KEN.password
) -> str:
    """Run it once and return what it says."""
    host, port = office.pop if protocol == "POP3" else office.imap
    mailboxes = 'mailboxes = ("INBOX", "会議")\n' if protocol == "IMAP" else ""
    desk.write(
        ".getmail/getmailrc",
        f"[retriever]\ntype = Simple{protocol}Retriever\nserver = {host}\nport = {port}\n"
        f"username = {KEN.address}\npassword = {password}\n{mailboxes}"
        f"[destination]\ntype = MDA_external\npath = {desk.deliver()}\nunixfrom = false\n"
        "allow_root_commands = true\n"  # a container's only user may be root
        f"[options]\n{options}\ndelivered_to = false\nreceived = false\nverbose = 2\n",
    )
    done = desk.run("getmail", f"--getmaildir={desk.home}/.getmail", code=None)
    return (done.stdout + done.stderr).decode()


def delivered(desk: Desk) -> list[bytes]:
    return [_ITS_OWN.sub(b"", octets) for octets in desk.delivered()]


def test_pop3_leaves_letters_and_takes_each_once(office: Office, desk: Desk):
    office.put(POP3_LETTERS)
    said = getmail(desk, office, "POP3", KEEP)
    assert delivered(desk) == as_files(ended(POP3_LETTERS)), said
    assert "0 messages (0 bytes) retrieved" in getmail(desk, office, "POP3", KEEP)
    office.put([WILD["plain"]])
    getmail(desk, office, "POP3", KEEP)
    assert delivered(desk) == as_files(ended([*POP3_LETTERS, WILD["plain"]]))
    assert len(office.letters()) == len(POP3_LETTERS) + 1


def test_pop3_deletes_what_it_took(office: Office, desk: Desk):
    office.put(POP3_LETTERS)
    said = getmail(desk, office, "POP3", TAKE)
    assert delivered(desk) == as_files(ended(POP3_LETTERS)), said
    assert office.letters() == []


def test_pop3_leaves_a_letter_that_it_cannot_take(office: Office, desk: Desk):
    # RFC 6856 section 5: getmail does not say UTF8, so that letter stays where it is.
    office.put([WILD["plain"], UTF8_HEADER])
    said = getmail(desk, office, "POP3", TAKE)
    assert "[UTF8]" in said
    assert delivered(desk) == as_files([WILD["plain"]])
    assert UTF8_HEADER in office.letters()


def test_imap_leaves_letters_and_takes_each_once(office: Office, desk: Desk):
    office.put(LETTERS)
    office.put([WILD["lone dots"]], "会議")
    said = getmail(desk, office, "IMAP", KEEP)
    assert delivered(desk) == as_files([*LETTERS, WILD["lone dots"]]), said
    getmail(desk, office, "IMAP", KEEP)
    assert len(desk.delivered()) == len(LETTERS) + 1
    assert office.letters() == LETTERS


def test_imap_deletes_what_it_took(office: Office, desk: Desk):
    office.put(LETTERS)
    office.put(LETTERS[:3], "会議")
    said = getmail(desk, office, "IMAP", TAKE)
    assert delivered(desk) == as_files([*LETTERS, *LETTERS[:3]]), said
    assert office.letters() == office.letters("会議") == []


@pytest.mark.parametrize("protocol", ["POP3", "IMAP"])
def test_wrong_password_is_told(office: Office, desk: Desk, protocol: str):
    office.put([WILD["plain"]])
    said = getmail(desk, office, protocol, KEEP, "guess")
    assert ("[AUTH]" if protocol == "POP3" else "[AUTHENTICATIONFAILED]") in said
    assert desk.delivered() == []
