"""curl speaks all three: smtp://, pop3:// and imap://, one errand a call."""

import pytest

from labkit.world.scene import AYA, KEN
from tests.interop.desk import Desk
from tests.interop.letters import NO_FINAL_NEWLINE, UTF8_HEADER, WILD, big, without_utf8
from tests.interop.office import Office, arrived

pytestmark = pytest.mark.interop

LETTERS = [*WILD.values(), big()]


def curl(desk: Desk, where: tuple[str, int], path: str, *options: str, said: bytes = b"") -> bytes:
    scheme, _, rest = path.partition("://")
    url = f"{scheme}://{where[0]}:{where[1]}/{rest}"
    user = AYA if scheme == "smtp" else KEN
    login = f"{user.address}:{user.password}"
    return desk.run("curl", "-sS", "-m", 20, "-u", login, *options, url, said=said).stdout


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_submits(office: Office, desk: Desk, mechanism: str):
    options = ["--mail-from", AYA.address, "--mail-rcpt", KEN.address, "-T", "-"]
    login = ["--login-options", f"AUTH={mechanism}"]
    sent = [WILD[name] for name in ("plain", "lone dots", "nested", "all octets", "empty body")]
    for octets in [*sent, big()]:
        curl(desk, office.smtp, "smtp://aya-pc", *login, *options, said=octets)
    for stored, octets in zip(office.letters(), [*sent, big()], strict=True):
        assert b" with ESMTPA id " in arrived(stored, octets)


def test_submission_refuses_a_wrong_password_and_a_foreign_recipient(office: Office, desk: Desk):
    url = "smtp://{}:{}/aya-pc".format(*office.smtp)
    envelope = ["--mail-from", AYA.address, "--mail-rcpt", "x@example.org", "-T", "-"]
    wrong = desk.run("curl", "-sS", "-u", f"{AYA.address}:guess", *envelope, url, code=67)
    assert b"Login denied" in wrong.stderr
    login = f"{AYA.address}:{AYA.password}"
    refused = desk.run("curl", "-sS", "-u", login, *envelope, url, said=WILD["plain"], code=55)
    assert b"550" in refused.stderr


def test_pop3_lists_retrieves_and_deletes(office: Office, desk: Desk):
    office.put(LETTERS)
    listing = curl(desk, office.pop, "pop3://").splitlines()
    assert listing == [b"%d %d" % row for row in enumerate(map(len, LETTERS), 1)]
    for octets in without_utf8(LETTERS):
        assert curl(desk, office.pop, f"pop3://{LETTERS.index(octets) + 1}") == octets
    assert len(curl(desk, office.pop, "pop3://", "-X", "UIDL").splitlines()) == len(LETTERS)
    top = curl(desk, office.pop, "pop3://", "-X", "TOP 1 0")
    assert top == WILD["plain"].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    curl(desk, office.pop, "pop3://1", "-X", "DELE", "-I")
    assert office.letters() == LETTERS[1:]


def test_pop3_is_refused_a_letter_for_which_it_should_have_said_utf8(office: Office, desk: Desk):
    office.put([UTF8_HEADER])
    url = "pop3://{}:{}/1".format(*office.pop)
    done = desk.run("curl", "-sS", "-u", f"{KEN.address}:{KEN.password}", url, code=None)
    assert done.returncode
    assert done.stdout == b""
    assert office.letters() == [UTF8_HEADER]


def test_pop3_gives_an_unfinished_line_its_end(office: Office, desk: Desk):
    office.put([NO_FINAL_NEWLINE])
    assert curl(desk, office.pop, "pop3://1") == NO_FINAL_NEWLINE + b"\r\n"


def test_imap_fetches_octet_by_octet(office: Office, desk: Desk):
    office.put([*LETTERS, NO_FINAL_NEWLINE])
    for uid, octets in enumerate([*LETTERS, NO_FINAL_NEWLINE], 1):
        assert curl(desk, office.imap, f"imap://INBOX;UID={uid}") == octets
    head, _, body = LETTERS[2].partition(b"\r\n\r\n")
    assert curl(desk, office.imap, "imap://INBOX;MAILINDEX=3;SECTION=TEXT") == body
    assert curl(desk, office.imap, "imap://INBOX;UID=3;SECTION=HEADER") == head + b"\r\n\r\n"
    assert curl(desk, office.imap, "imap://INBOX;UID=1;PARTIAL=5.10") == LETTERS[0][5:15]


def test_imap_appends_octet_by_octet(office: Office, desk: Desk):
    for octets in [*LETTERS, NO_FINAL_NEWLINE]:
        curl(desk, office.imap, "imap://Drafts", "-T", desk.write("letter", octets))
    assert office.letters("Drafts") == [*LETTERS, NO_FINAL_NEWLINE]


def test_imap_lists_searches_and_commands(office: Office, desk: Desk):
    office.put(LETTERS)
    office.put([], "会議")
    listing = curl(desk, office.imap, "imap://")
    assert listing.count(b"* LIST ") == len(office.names())
    assert b"&TxqLcA-" in listing
    assert curl(desk, office.imap, "imap://INBOX?SUBJECT%20dots") == b"* SEARCH 3\r\n"
    assert curl(desk, office.imap, "imap://INBOX?FLAGGED").rstrip() == b"* SEARCH"
    curl(desk, office.imap, "imap://", "-X", "CREATE &ZeVnLIqe-")
    assert "日本語" in office.names()
    curl(desk, office.imap, "imap://INBOX", "-X", "STORE 1 +FLAGS \\Deleted")
    curl(desk, office.imap, "imap://INBOX", "-X", "EXPUNGE")
    assert office.letters() == LETTERS[1:]
    examined = curl(desk, office.imap, "imap://", "-X", "EXAMINE INBOX")
    assert b"* %d EXISTS" % (len(LETTERS) - 1) in examined
