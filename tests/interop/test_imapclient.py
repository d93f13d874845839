"""IMAPClient: everything that it offers and the server announces."""

from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient, exceptions

from labkit.world.scene import KEN
from tests.interop.letters import NO_FINAL_NEWLINE, WILD, big, letter
from tests.interop.office import Office

pytestmark = pytest.mark.interop

LETTERS = [*WILD.values(), big(), NO_FINAL_NEWLINE, b"", b"\r\n"]
BARE = b"bare\nline\rends\r\n\r\nx"  # IMAPClient itself puts this right in APPEND
FOLDERS = ["会議/2026年", "R&D", 'quo"te\\', "a b", "{5}", "&-", "~peter/mail/台北", "(x)", "é"]


@pytest.fixture
def client(office: Office):
    with connect(office) as connected:
        yield connected


def connect(office: Office) -> IMAPClient:
    client = IMAPClient(*office.imap, ssl=False, timeout=20)
    client.login(KEN.address, KEN.password)
    return client


def test_every_letter_comes_octet_by_octet(office: Office, client: IMAPClient):
    letters = [*LETTERS, BARE]
    office.put(letters)
    client.select_folder("INBOX", readonly=True)
    items = ["BODY.PEEK[]", "RFC822.SIZE", "ENVELOPE", "BODYSTRUCTURE", "FLAGS", "INTERNALDATE"]
    found = client.fetch(client.search(), items)
    assert [row[b"BODY[]"] for row in found.values()] == letters
    assert [row[b"RFC822.SIZE"] for row in found.values()] == [len(each) for each in letters]


def test_sections_and_partials_join_to_the_letter(office: Office, client: IMAPClient):
    office.put(LETTERS)
    client.select_folder("INBOX")
    found = client.fetch(client.search(), ["BODY.PEEK[HEADER]", "BODY.PEEK[TEXT]", "RFC822"])
    assert [row[b"BODY[HEADER]"] + row[b"BODY[TEXT]"] for row in found.values()] == LETTERS
    assert [row[b"RFC822"] for row in found.values()] == LETTERS
    uid = 1 + list(WILD).index("nested")
    parts = client.fetch(uid, ["BODY[1.1]", "BODY[2.HEADER]", "BODY[2.1.MIME]", "BODY[]<7.5>"])
    row = parts[uid]
    assert row[b"BODY[1.1]"] == b"caf=C3=A9 =\r\n--soft break"
    assert row[b"BODY[2.HEADER]"].startswith(b"From: Mika <mika@fuji.example>\r\n")
    assert row[b"BODY[2.1.MIME]"].startswith(b"Content-Type: image/png; name*0*=")
    assert row[b"BODY[]<7>"] == WILD["nested"][7:12]


def test_append_keeps_octets_flags_and_date(office: Office, client: IMAPClient):
    when = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)
    for octets in LETTERS:
        answer = client.append("Drafts", octets, (b"\\Seen", b"$Forwarded"), when)
        assert b"APPENDUID" in answer
    assert office.letters("Drafts") == LETTERS
    client.select_folder("Drafts")
    client.normalise_times = False
    row = client.fetch(1, ["INTERNALDATE", "FLAGS"])[1]
    assert row[b"INTERNALDATE"] == when
    assert set(row[b"FLAGS"]) >= {b"\\Seen", b"$Forwarded"}
    with pytest.raises(exceptions.IMAPClientError, match="TRYCREATE"):
        client.append("nowhere", LETTERS[0])


def test_folders_have_any_name(office: Office, client: IMAPClient):
    start = office.names()
    for name in FOLDERS:
        client.create_folder(name)
        assert client.select_folder(name)[b"EXISTS"] == 0
        assert client.folder_exists(name)
    assert {name for _, _, name in client.list_folders()} == set(office.names())
    assert set(FOLDERS) <= set(office.names())
    client.subscribe_folder("R&D")
    assert "R&D" in [name for _, _, name in client.list_sub_folders()]
    client.unsubscribe_folder("R&D")
    assert "R&D" not in office.subscribed()
    client.unselect_folder()
    client.rename_folder("会議", "打ち合わせ")
    assert "打ち合わせ/2026年" in office.names()
    for name in sorted(set(office.names()) - set(start), reverse=True):
        client.delete_folder(name)
    assert office.names() == start


def test_special_folders_namespace_id_and_enable(client: IMAPClient):
    assert client.find_special_folder(b"\\Sent") == "Sent"
    assert client.find_special_folder(b"\\Trash") == "Trash"
    assert client.namespace().personal == (("", "/"),)
    assert client.id_({"name": "IMAPClient"}) == ((b"name", b"labkit"),)
    assert client.noop()[1] == []
    assert client.enable("UTF8=ACCEPT") == []
    assert client.has_capability("IDLE")
    for absent in ("SORT", "THREAD=REFERENCES", "ACL", "STARTTLS", "COMPRESS=DEFLATE"):
        assert not client.has_capability(absent)


def test_quota(office: Office, client: IMAPClient):
    assert client.has_capability("QUOTA")
    office.put(LETTERS[:2])
    assert client.get_quota_root("INBOX")[0].quota_roots == []
    assert client.get_quota("INBOX") == []
    office.limit(3)
    (quota,) = client.get_quota("INBOX")
    assert (quota.quota_root, quota.resource, quota.usage, quota.limit) == (
        *("account", "MESSAGE", 2, 3),
    )
    with pytest.raises(exceptions.IMAPClientError):
        client.set_quota([quota])
    client.select_folder("INBOX")
    client.add_flags([1], [b"\\Deleted"], silent=True)
    assert client.folder_status("INBOX", ["DELETED"]) == {b"DELETED": 1}
    with pytest.raises(exceptions.IMAPClientError, match="OVERQUOTA"):
        client.copy([1, 2], "Trash")
    client.expunge()
    client.append("INBOX", LETTERS[0])
    client.append("INBOX", LETTERS[0])
    with pytest.raises(exceptions.IMAPClientError, match="OVERQUOTA"):
        client.append("INBOX", LETTERS[0])
    client.move([2], "Trash")
    assert len(office.letters("Trash")) == 1


def test_flags(office: Office, client: IMAPClient):
    office.put(LETTERS[:5])
    assert client.select_folder("INBOX")[b"UIDNEXT"] == 6
    told = client.add_flags([1, 2, 3], [b"\\Flagged", b"$Work"])
    assert [set(told[uid]) - {b"\\Recent"} for uid in (1, 2, 3)] == [{b"\\Flagged", b"$Work"}] * 3
    client.remove_flags([2], b"\\Flagged")
    client.set_flags([4], [b"\\Answered"], silent=True)
    client.fetch([5], ["BODY[]"])
    assert office.flags() == {
        1: {"\\Flagged", "$Work"},
        2: {"$Work"},
        3: {"\\Flagged", "$Work"},
        4: {"\\Answered"},
        5: {"\\Seen"},
    }
    status = client.folder_status("INBOX")
    assert (status[b"MESSAGES"], status[b"UNSEEN"], status[b"UIDNEXT"]) == (5, 4, 6)


def test_copy_move_delete_expunge(office: Office, client: IMAPClient):
    office.put(LETTERS[:6])
    client.select_folder("INBOX")
    client.copy([1, 2], "Drafts")
    client.move([3, 4], "Trash")
    client.delete_messages([1, 5])
    client.uid_expunge([5])
    assert office.letters() == [LETTERS[0], LETTERS[1], LETTERS[5]]
    client.expunge()
    assert office.letters() == [LETTERS[1], LETTERS[5]]
    assert office.letters("Drafts") == LETTERS[:2]
    assert office.letters("Trash") == LETTERS[2:4]
    client.delete_messages([2])
    client.close_folder()
    assert office.letters() == [LETTERS[5]]


def test_search(office: Office, client: IMAPClient):
    office.put(LETTERS)
    office.mark([2], "\\Flagged", "$Work")
    client.select_folder("INBOX")
    number = {name: uid for uid, name in enumerate(WILD, 1)}
    assert client.search(["SUBJECT", "plain"]) == [number["plain"]]
    assert client.search(["BODY", "富士山"], "UTF-8") == [number["utf-8 body"]]
    assert client.search(["SUBJECT", "会議"], "UTF-8") == [number["utf-8 header"]]
    assert client.search(["TEXT", "日本語"], "UTF-8") == [number["iso-2022-jp"]]
    assert client.search(["KEYWORD", "$Work", "FLAGGED"]) == [2]
    assert client.search(["LARGER", 1_000_000]) == [len(WILD) + 1]
    assert client.search(["NOT", ["UID", "2:*"]]) == [1]
    assert client.search('OR SUBJECT "dots" HEADER Message-ID "plain@"') == [1, 3]
    since = datetime(2026, 1, 1, tzinfo=UTC).date()
    assert number["plain"] in client.search(["SENTSINCE", since])


def test_idle_hears_what_another_client_does(office: Office, client: IMAPClient):
    office.put(LETTERS[:2])
    client.select_folder("INBOX")
    with connect(office) as other:
        other.select_folder("INBOX")
        client.idle()
        other.append("INBOX", LETTERS[0])
        assert heard(client, (3, b"EXISTS"))
        other.add_flags([1], b"\\Flagged")
        [(_, _, told)] = [row for row in heard(client, (1, b"FETCH")) if row[1] == b"FETCH"]
        assert b"\\Flagged" in told[1]
        other.delete_messages([2])
        other.expunge()
        assert heard(client, (2, b"EXPUNGE"))[-1] == (2, b"EXPUNGE")
        client.idle_done()
    assert client.search() == [1, 3]


def heard(client: IMAPClient, wanted: tuple[int, bytes]) -> list[tuple]:
    """Wait until *wanted* is pushed; return what was."""
    rows: list[tuple] = []
    while wanted not in [row[:2] for row in rows]:
        more = client.idle_check(timeout=10)
        assert more, f"only {rows}"
        rows += more
    return rows


def test_wrong_password_and_authenticate_plain(office: Office):
    with IMAPClient(*office.imap, ssl=False, timeout=20) as client:
        with pytest.raises(exceptions.LoginError, match="AUTHENTICATIONFAILED"):
            client.login(KEN.address, "guess")
        client.plain_login(KEN.address, KEN.password)
        assert client.select_folder("INBOX")[b"EXISTS"] == 0


def test_many_letters_in_one_fetch(office: Office, client: IMAPClient):
    letters = [letter(f"number {n}", number=n) for n in range(2000)]
    office.put(letters)
    client.select_folder("INBOX")
    found = client.fetch(client.search(), "BODY.PEEK[]")
    assert [row[b"BODY[]"] for row in found.values()] == letters
