"""imaplib: each of its commands that the server announces."""

import imaplib
import time

import pytest

from labkit.world.scene import KEN
from tests.interop.letters import NO_FINAL_NEWLINE, WILD, big
from tests.interop.office import Office

pytestmark = pytest.mark.interop

LETTERS = [*WILD.values(), big(), NO_FINAL_NEWLINE]


@pytest.fixture
def client(office: Office):
    with connect(office) as connected:
        yield connected


def connect(office: Office) -> imaplib.IMAP4:
    client = imaplib.IMAP4(*office.imap, timeout=20)
    ok(client.login(KEN.address, KEN.password))
    return client


def ok(answer: tuple[str, list]) -> list:
    assert answer[0] == "OK", answer
    return answer[1]


def test_append_and_fetch_keep_every_octet(office: Office, client: imaplib.IMAP4):
    for octets in LETTERS:
        ok(client.append("Drafts", r"(\Seen)", imaplib.Time2Internaldate(time.time()), octets))
    assert office.letters("Drafts") == LETTERS
    assert ok(client.select("Drafts")) == [b"%d" % len(LETTERS)]
    rows = [row for row in ok(client.fetch("1:*", "(UID RFC822)")) if isinstance(row, tuple)]
    assert [octets for _, octets in rows] == LETTERS
    rows = [row for row in ok(client.uid("FETCH", "1:*", "BODY[]")) if isinstance(row, tuple)]
    assert [octets for _, octets in rows] == LETTERS
    [(_, part), _] = ok(client.fetch("1", "(BODY.PEEK[]<4.10>)"))
    assert part == LETTERS[0][4:14]


def test_folders(office: Office, client: imaplib.IMAP4):
    start = office.names()
    ok(client.create('"R&-D"'))
    ok(client.create('"&ZeVnLIqe-"'))
    assert {"R&D", "日本語"} <= set(office.names())
    ok(client.rename('"R&-D"', '"R&-D old"'))
    ok(client.subscribe('"R&-D old"'))
    assert any(b"R&-D old" in row for row in ok(client.lsub()))
    ok(client.unsubscribe('"R&-D old"'))
    assert len(ok(client.list())) == len(start) + 2
    assert ok(client.list('""', '"&ZeVnLIqe-"'))[0].endswith(b"&ZeVnLIqe-")
    ok(client.delete('"&ZeVnLIqe-"'))
    ok(client.delete('"R&-D old"'))
    assert office.names() == start
    assert client.delete("INBOX")[0] == "NO"
    ok(client.namespace())


def test_flags_copy_and_expunge(office: Office, client: imaplib.IMAP4):
    office.put(LETTERS[:4])
    ok(client.select())
    ok(client.store("1:2", "+FLAGS", r"(\Deleted \Flagged)"))
    ok(client.store("2", "-FLAGS", r"(\Deleted)"))
    ok(client.uid("STORE", "3", "FLAGS.SILENT", r"(\Answered)"))
    ok(client.copy("1:2", "Trash"))
    ok(client.uid("COPY", "3", "Junk"))
    assert ok(client.expunge()) == [b"1"]
    assert office.letters() == LETTERS[1:4]
    assert office.letters("Trash") == LETTERS[:2]
    assert office.letters("Junk") == [LETTERS[2]]
    assert office.flags() == {2: {"\\Flagged"}, 3: {"\\Answered"}, 4: set()}
    ok(client.uid("MOVE", "4", "Trash"))
    assert office.letters() == LETTERS[1:3]
    ok(client.store("1", "+FLAGS", r"\Deleted"))
    ok(client.close())
    assert office.letters() == LETTERS[2:3]


def test_look_without_touching(office: Office, client: imaplib.IMAP4):
    office.put(LETTERS[:3])
    ok(client.select("INBOX", readonly=True))
    ok(client.fetch("1:*", "(RFC822)"))
    assert client.store("1", "+FLAGS", r"\Seen")[0] == "NO"
    assert office.flags() == {1: set(), 2: set(), 3: set()}
    ok(client.check())
    ok(client.noop())
    ok(client.unselect())
    [status] = ok(client.status("INBOX", "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY RECENT)"))
    assert b"MESSAGES 3 " in status


def test_search(office: Office, client: imaplib.IMAP4):
    office.put(LETTERS)
    ok(client.select())
    assert ok(client.search(None, "SUBJECT", '"plain"')) == [b"1"]
    client.literal = "富士山".encode()
    found = ok(client.uid("SEARCH", "CHARSET", "UTF-8", "BODY"))
    assert found == [b"%d" % (1 + list(WILD).index("utf-8 body"))]
    assert client.search("X-KLINGON", "ALL")[0] == "NO"


def test_news_comes_with_the_next_command(office: Office, client: imaplib.IMAP4):
    office.put(LETTERS[:2])
    ok(client.select())
    with connect(office) as other:
        ok(other.select())
        ok(other.append("INBOX", None, None, LETTERS[2]))
        ok(other.store("1", "+FLAGS", r"\Deleted"))
        ok(other.expunge())
    ok(client.noop())
    assert client.response("EXPUNGE")[1] == [b"1"]
    assert client.response("EXISTS")[1][-1] in (b"2", b"3")  # before or after the EXPUNGE
    [(_, octets), _] = ok(client.fetch("2", "(RFC822)"))
    assert octets == LETTERS[2]


def test_authenticate_and_wrong_password(office: Office):
    said = f"\0{KEN.address}\0{KEN.password}".encode()
    with imaplib.IMAP4(*office.imap, timeout=20) as client:
        with pytest.raises(imaplib.IMAP4.error):
            client.login(KEN.address, "guess")
        ok(client.authenticate("PLAIN", lambda challenge: said))
        assert "IDLE" in ok(client.capability())[0].decode()
        ok(client.enable("CONDSTORE"))
        ok(client.xatom("ID", "NIL"))
        with pytest.raises(imaplib.IMAP4.error):
            client.getacl("INBOX")


def test_quota(office: Office, client: imaplib.IMAP4):
    office.put(LETTERS[:2])
    assert ok(client.getquotaroot("INBOX")) == [[b"INBOX"], [None]]
    office.limit(3)
    roots, quotas = ok(client.getquotaroot("INBOX"))
    assert (roots, quotas) == ([b"INBOX account"], [b"account (MESSAGE 2 3)"])
    assert ok(client.getquota("account")) == quotas
    assert client.setquota("account", "(MESSAGE 9)")[0] == "NO"
    ok(client.select("INBOX"))
    assert client.copy("1:2", "Trash") == (
        "NO",
        [b"[OVERQUOTA] the mailbox is full: 2 of 3 letters"],
    )
    ok(client.append("INBOX", "", "", LETTERS[0]))
    status, said = client.append("INBOX", "", "", LETTERS[0])
    assert (status, said[0][:11]) == ("NO", b"[OVERQUOTA]")
    ok(client.noop())


def test_a_busy_server_and_one_whose_backup_was_restored(office: Office):
    office.put(LETTERS[:2])
    with imaplib.IMAP4(*office.imap, timeout=20) as client:
        client.login(KEN.address, KEN.password)
        client.select("INBOX")
        office.be_busy("imap.fuji.example")
        with pytest.raises(imaplib.IMAP4.error, match="UNAVAILABLE"):
            imaplib.IMAP4(*office.imap, timeout=20)
        office.restore()
        with pytest.raises(imaplib.IMAP4.abort, match="gone"):
            client.uid("STORE", "1", "+FLAGS", "(\\Deleted)")
    assert office.flags() == {1: set(), 2: set()}


@pytest.mark.skipif(not hasattr(imaplib.IMAP4, "idle"), reason="imaplib learnt IDLE in 3.14")
def test_idle(office: Office, client: imaplib.IMAP4):
    ok(client.select())
    with client.idle(duration=10) as idler, connect(office) as other:
        ok(other.append("INBOX", None, None, LETTERS[0]))
        assert next(idler) == ("EXISTS", [b"1"])
