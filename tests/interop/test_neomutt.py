"""neomutt reads, marks, files and sends, its keys pressed by ``push`` on a terminal of its own."""

import pytest

from labkit.world.scene import AYA, KEN
from tests.interop.desk import Desk
from tests.interop.letters import WILD, as_files, big, letter
from tests.interop.office import Office

pytestmark = pytest.mark.interop

# neomutt takes a line that is no field for the start of the body, and writes the empty line.
LETTERS = [octets for name, octets in WILD.items() if name != "broken header"] + [big()]
# No TLS here, and no question that would wait for an answer.
SETTINGS = """set ssl_starttls=no ssl_force_tls=no
set imap_user="{ken}" imap_pass="{password}" imap_authenticators="{mechanism}"
set folder="imap://{imap[0]}:{imap[1]}/" spoolfile="+INBOX"
set from="{aya}" realname="Aya" use_from=yes envelope_from_address="{aya}" use_envelope_from=yes
set smtp_url="smtp://{login}@{smtp[0]}:{smtp[1]}/" smtp_pass="{aya_password}"
set smtp_authenticators="{mechanism}"
set copy={copy} record="+Sent" trash="" postponed="+Drafts"
set resolve=no delete=yes quit=yes move=no confirmappend=no confirmcreate=no abort_unmodified=no
set sleep_time=0 wait_key=no sort=mailbox-order check_new=no pipe_decode=no mark_old=no
set hostname="aya-pc" header_cache="" message_cachedir="" charset="utf-8"
"""


def prepare(desk: Desk, office: Office, mechanism: str = "plain", copy: str = "no") -> None:
    desk.write(
        ".neomuttrc",
        SETTINGS.format(
            ken=KEN.address,
            password=KEN.password,
            imap=office.imap,
            aya=AYA.address,
            login=AYA.address.replace("@", "%40"),
            smtp=office.smtp,
            aya_password=AYA.password,
            mechanism=mechanism,
            copy=copy,
        ),
    )


def press(desk: Desk, keys: str, *options: str) -> None:
    code, painted = desk.run_on_terminal("neomutt", *options, "-e", f'push "{keys}"')
    assert code == 0, painted[-2000:]


def test_reads_octet_by_octet(office: Office, desk: Desk):
    office.put(LETTERS)
    prepare(desk, office)
    # Files get LF where the wire has CRLF.
    once = "<pipe-message>cat > {n}<enter><next-entry>"
    press(desk, "<first-entry>" + "".join(once.format(n=n) for n in range(len(LETTERS))) + "<quit>")
    piped = [(desk.home / str(n)).read_bytes() for n in range(len(LETTERS))]
    assert piped == as_files(LETTERS)


@pytest.mark.parametrize("mechanism", ["plain", "login"])
def test_marks_and_deletes(office: Office, desk: Desk, mechanism: str):
    office.put([letter(f"number {n}", number=n) for n in range(5)])
    prepare(desk, office, mechanism)
    press(
        desk,
        "<first-entry><display-message><exit><next-entry><flag-message>"
        "<next-entry><delete-message><sync-mailbox><last-entry><toggle-new><quit>",
    )
    assert office.flags() == {1: {"\\Seen"}, 2: {"\\Flagged"}, 4: set(), 5: {"\\Seen"}}


def test_copies_moves_and_makes_mailboxes(office: Office, desk: Desk):
    letters = [letter(f"number {n}", number=n) for n in range(4)]
    office.put(letters)
    office.put([], "会議")
    prepare(desk, office)
    press(
        desk,
        "<first-entry><copy-message><kill-line>=会議<enter>"
        "<next-entry><save-message><kill-line>=New<enter><sync-mailbox><quit>",
    )
    assert office.letters("会議") == letters[:1]
    assert office.letters("New") == letters[1:2]
    assert office.letters() == [letters[0], *letters[2:]]


def test_searches_on_the_server(office: Office, desk: Desk):
    office.put([letter("x", "needle\n"), letter("y", "hay\n"), letter("z", "a needle\n")])
    prepare(desk, office)
    press(desk, "<delete-pattern>=b needle<enter><sync-mailbox><quit>")
    assert office.letters() == [letter("y", "hay\n")]


@pytest.mark.parametrize("mechanism", ["plain", "login"])
def test_sends_from_a_script(office: Office, desk: Desk, mechanism: str):
    prepare(desk, office, mechanism)
    body = "おはよう\n.\nFrom here\n".encode()
    desk.run("neomutt", "-s", "会議", "--", KEN.address, said=body)
    [stored] = office.letters()
    assert stored.endswith(b"\r\n\r\n" + body.replace(b"\n", b"\r\n"))
    assert b"\r\nSubject: =?utf-8?B?5Lya6K2w?=\r\n" in stored


def test_sends_and_files_a_copy(office: Office, desk: Desk):
    prepare(desk, office, copy="yes")
    desk.write("body", "おはよう\n.\nFrom here\n")
    desk.write("attached.bin", bytes(range(256)))
    press(
        desk,
        f"<mail>{KEN.address}<enter>会議<enter>"
        "<attach-file><kill-line>attached.bin<enter><send-message><quit>",
        *("-e", "set editor='cp body'"),
    )
    [stored], [copy] = office.letters(), office.letters("Sent")
    body = copy.partition(b"\r\n\r\n")[2]
    assert "\r\nおはよう\r\n.\r\nFrom here\r\n".encode() in body
    assert stored.endswith(b"\r\n\r\n" + body)
    assert office.flags("Sent") == {1: {"\\Seen"}}
