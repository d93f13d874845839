"""fetchmail fetches by POP3 and by IMAP and hands each letter to a small script.

Files have LF where the wire has CRLF, and a last line without an end gets one. Nothing else may
differ.
"""

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

LETTERS = [*WILD.values(), big(), NO_FINAL_NEWLINE]
POP3_LETTERS = without_utf8(LETTERS)
NOTHING_NEW = 1


def fetchmail(
    desk: Desk, office: Office, protocol: str, options: str, password: str = KEN.password
) -> int:
    host, port = office.pop if protocol == "POP3" else office.imap
    script = desk.deliver()
    desk.write(
        ".fetchmailrc",
        f"set invisible\nset no bouncemail\n"
        f"poll {host} service {port} protocol {protocol} no dns uidl timeout 20 bad-header accept\n"
        f'  user "{KEN.address}" password "{password}" sslproto ""\n'
        f'  {options} no rewrite mda "{script}"\n',
    )
    return desk.run("fetchmail", "--nodetach", "--nosyslog", code=None).returncode


def test_pop3_leaves_letters_and_takes_each_once(office: Office, desk: Desk):
    office.put(POP3_LETTERS)
    assert fetchmail(desk, office, "POP3", "keep") == 0
    assert desk.delivered() == as_files(ended(POP3_LETTERS))
    assert fetchmail(desk, office, "POP3", "keep") == NOTHING_NEW
    office.put([WILD["plain"]])
    assert fetchmail(desk, office, "POP3", "keep") == 0
    assert desk.delivered() == as_files(ended([*POP3_LETTERS, WILD["plain"]]))
    assert len(office.letters()) == len(POP3_LETTERS) + 1


def test_pop3_deletes_what_it_took(office: Office, desk: Desk):
    office.put(POP3_LETTERS)
    assert fetchmail(desk, office, "POP3", "nokeep fetchall") == 0
    assert desk.delivered() == as_files(ended(POP3_LETTERS))
    assert office.letters() == []
    assert fetchmail(desk, office, "POP3", "nokeep fetchall") == NOTHING_NEW


def test_pop3_goes_on_behind_a_letter_that_it_cannot_take(office: Office, desk: Desk):
    # RFC 6856 section 5: fetchmail does not say UTF8, so that letter stays where it is.
    office.put(LETTERS)
    fetchmail(desk, office, "POP3", "nokeep fetchall")
    assert desk.delivered() == as_files(ended(POP3_LETTERS))
    assert office.letters() == [UTF8_HEADER]


def test_imap_leaves_letters_and_marks_them_seen(office: Office, desk: Desk):
    office.put(LETTERS)
    assert fetchmail(desk, office, "IMAP", "keep") == 0
    assert desk.delivered() == as_files(ended(LETTERS))
    assert office.flags() == {uid: {"\\Seen"} for uid in range(1, len(LETTERS) + 1)}
    assert fetchmail(desk, office, "IMAP", "keep") == NOTHING_NEW
    assert office.letters() == LETTERS


def test_imap_deletes_what_it_took(office: Office, desk: Desk):
    office.put(LETTERS, "会議")
    assert fetchmail(desk, office, "IMAP", 'folder "&TxqLcA-" nokeep fetchall') == 0
    assert desk.delivered() == as_files(ended(LETTERS))
    assert office.letters("会議") == []


@pytest.mark.parametrize("protocol", ["POP3", "IMAP"])
def test_wrong_password_is_an_authorization_failure(office: Office, desk: Desk, protocol: str):
    office.put([WILD["plain"]])
    assert fetchmail(desk, office, protocol, "keep", "guess") == 3
