"""The experiments of the curriculum, by the devices' one-line twins, each with its Check.

What is asserted positively must hold; what stands under "not" must not have happened. The lessons
stand on these.
"""

from __future__ import annotations

from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from tests.lab.evidence import Evidence


@pytest.fixture
def seen(lab: Lab) -> Evidence:
    """The lab's evidence; the usual set-up is phone and laptop by IMAP, tablet by POP3."""
    return Evidence(lab)


def test_m01_dele_marks_and_quit_removes(lab: Lab, seen: Evidence) -> None:
    lab.aya.send()
    lab.tablet.get()  # (i) RETR, QUIT
    assert seen.box() == ["A"]

    lab.tablet.get(delete=True, cut_before="QUIT")  # (ii) RETR, DELE, the cable
    session = seen.sessions("tablet")[-1]
    assert "DELE" in seen.verbs(session)
    assert "QUIT" not in seen.verbs(session)
    assert session.end == "cut"
    assert seen.box() == ["A"]

    lab.tablet.get(delete=True)  # (iii) DELE, QUIT
    assert {"DELE", "QUIT"} <= set(seen.verbs(seen.sessions("tablet")[-1]))
    assert seen.holdings(lab.tablet) == {"A": "copy"}
    # Not on the server any more.
    assert seen.box() == []


def test_m02_ask_who_took_it_not_who_lost_it(lab: Lab, seen: Evidence) -> None:
    lab.laptop.use("POP3")
    lab.aya.send()
    lab.aya.send()
    lab.phone.sync()
    assert seen.names(lab.phone) == ["A", "B"]
    lab.laptop.get(delete=True)
    lab.phone.sync()
    assert seen.box() == []
    assert seen.holdings(lab.laptop) == {"A": "copy", "B": "copy"}
    assert seen.names(lab.phone) == []
    culprit, look = seen.sessions("laptop")[-1], seen.sessions("phone")[-1]
    assert culprit.id < look.id
    assert {"DELE", "QUIT"} <= set(seen.verbs(culprit))
    # Not the phone: it has asked for no removal.
    assert not seen.ever_said("STORE", "phone")
    assert not seen.ever_said("EXPUNGE", "phone")


@pytest.mark.parametrize("cause", ["forget", "move the server"])
def test_m03_the_app_remembers_what_was_fetched(lab: Lab, seen: Evidence, cause: str) -> None:
    lab.aya.send()
    lab.aya.send()
    lab.tablet.get()
    lab.tablet.get()
    assert seen.names(lab.tablet) == ["A", "B"]
    if cause == "forget":
        lab.tablet.forget()
    else:
        lab.faults.restore("ken")
    lab.tablet.get()
    ids = [held.message.message_id for held in lab.tablet.held()]
    assert len(ids) == 4
    assert all(ids.count(each) == 2 for each in ids)
    assert sorted(seen.box()) == ["A", "B"]
    # Not a deletion.
    assert not seen.ever_said("DELE")

    lab.tablet.remove_doubles()  # the cure
    lab.tablet.get()
    ids = [held.message.message_id for held in lab.tablet.held()]
    assert len(ids) == len(set(ids)) == 2
    # The server has not changed.
    assert sorted(seen.box()) == ["A", "B"]


def test_m04_a_full_mailbox_makes_letters_wait(lab: Lab, seen: Evidence) -> None:
    lab.faults.full("ken", letters=3, code=452)
    for _ in range(3):
        lab.aya.send()
    lab.tablet.get()
    lab.aya.send()
    assert seen.said_by_servers("452 4.2.2") != []
    [waiting] = seen.queue()
    assert (waiting.letter, waiting.tries) == ("D", 1)
    assert seen.box() == ["A", "B", "C"]

    lab.phone.sync()
    lab.phone.expunge("A")
    lab.wait(minutes=20)
    assert seen.box() == ["B", "C", "D"]
    assert seen.queue() == ()
    everywhere = set(seen.box()) | set(seen.holdings(lab.tablet))
    assert everywhere == {"A", "B", "C", "D"}
    # No error mail to Aya.
    assert seen.box("aya") == []


def test_m04_twin_5xx_gives_up(lab: Lab, seen: Evidence) -> None:
    lab.faults.full("ken", letters=3, code=552)
    for _ in range(4):
        lab.aya.send()
    assert seen.said_by_servers("552 5.2.2") != []
    [error] = seen.entries("aya")
    assert error.message.octets.startswith(b"Return-Path: <>\r\n")
    # D is not queued, and not in the box.
    assert seen.queue() == ()
    assert seen.box() == ["A", "B", "C"]


def test_m05_pop3_carries_letters_not_marks(lab: Lab, seen: Evidence) -> None:
    lab.laptop.use("POP3")
    lab.aya.send()
    lab.tablet.get()
    lab.tablet.open("A")
    lab.laptop.get()
    assert [tile.seen for tile in lab.tablet.tiles()] == [True]
    assert [(tile.holding, tile.seen) for tile in lab.laptop.tiles()] == [("copy", False)]
    assert {s.protocol for who in ("tablet", "laptop") for s in seen.sessions(who)} == {"POP3"}
    # Nobody set a mark.
    assert not seen.ever_said("STORE")
    assert not seen.is_read("A")


def test_m05_for_experts_a_server_that_marks_what_is_fetched(lab: Lab, seen: Evidence) -> None:
    lab.faults.seen_on_retr("fuji.example")
    lab.aya.send()
    lab.tablet.get()
    lab.phone.sync()
    assert [tile.seen for tile in lab.phone.tiles()] == [True]
    assert not seen.ever_said("STORE")


def test_m06_with_imap_all_look_at_one_box_each_in_its_time(lab: Lab, seen: Evidence) -> None:
    lab.tablet.use("IMAP")
    lab.aya.send()
    lab.aya.send()
    for device in (lab.phone, lab.laptop, lab.tablet):
        device.sync()
    lab.phone.expunge("B")
    assert "EXPUNGE" in seen.verbs(seen.sessions("phone")[-1])
    assert seen.box() == ["A"]
    assert seen.names(lab.laptop) == ["A", "B"]  # until it syncs
    lab.laptop.sync()
    assert seen.names(lab.laptop) == ["A"]
    assert seen.names(lab.tablet) == ["A", "B"]
    lab.tablet.sync()
    assert seen.names(lab.tablet) == ["A"]
    # No deletion by the others.
    assert not seen.ever_said("STORE", "laptop", "tablet")
    assert not seen.ever_said("EXPUNGE", "laptop", "tablet")


def test_m07_three_things_are_called_delete(lab: Lab, seen: Evidence) -> None:
    for _ in range(4):
        lab.aya.send()
    lab.phone.sync()
    gone = seen.message("D").message_id
    lab.phone.mark("B")
    lab.phone.trash("C")
    lab.phone.expunge("D")
    assert "\\Deleted" in seen.flags("B")
    assert (seen.box(), seen.box(shelf="Trash")) == (["A", "B"], ["C"])

    lab.phone.unmark("B")
    lab.phone.move("C", "INBOX")
    assert "\\Deleted" not in seen.flags("B")
    assert "C" in seen.box()
    shelves = ("INBOX", "Sent", "Drafts", "Trash", "Junk")
    ids = [e.message.message_id for shelf in shelves for e in seen.entries(shelf=shelf)]
    assert gone not in ids
    # Expunged once, and no mailbox closed with CLOSE.
    expunges = sum(seen.verbs(s).count("EXPUNGE") for s in seen.sessions("phone"))
    assert expunges == 1
    assert not seen.ever_said("CLOSE")


def test_m08_sync_repeats_mistakes_a_backup_does_not(
    lab: Lab, seen: Evidence, tmp_path: Path
) -> None:
    def accident() -> None:
        lab.aya.send()
        lab.laptop.sync()
        lab.phone.sync()
        lab.laptop.go_offline()

    accident()
    lab.phone.expunge("A")
    lab.laptop.go_online()
    assert seen.names(lab.laptop) == ["A"]
    lab.laptop.sync()
    assert (seen.box(), seen.names(lab.laptop), seen.names(lab.phone)) == ([], [], [])

    accident()  # letter B, and this time it is exported
    wanted = seen.message("B").message_id
    lab.laptop.export("B", tmp_path)
    lab.phone.expunge("B")
    lab.laptop.go_online()
    lab.laptop.sync()
    assert (seen.box(), seen.names(lab.laptop)) == ([], [])
    exported = message_from_bytes((tmp_path / "B.eml").read_bytes())
    assert exported["Message-ID"] == wanted
    # Nothing was put back on the server.
    assert not seen.ever_said("APPEND")


def test_m09_offline_reading_needs_a_copy_on_the_device(lab: Lab, seen: Evidence) -> None:
    lab.phone.bodies = False
    lab.aya.send()
    lab.aya.send()
    lab.laptop.sync()
    lab.phone.sync()
    lab.laptop.go_offline()
    lab.phone.go_offline()
    before = len(seen.world.sessions())
    outcome = lab.laptop.open("B")
    assert outcome.notice.key == "device.opened_offline"
    assert next(row.text for row in lab.laptop.letters() if row.letter == "B")
    assert lab.phone.open("B").notice.key == "device.header_only"
    assert next(row.text for row in lab.phone.letters() if row.letter == "B") is None
    # Not an octet on the wire.
    assert len(seen.world.sessions()) == before


def test_m10_somebody_must_listen_or_ask(lab: Lab, seen: Evidence) -> None:
    lab.tablet.use("IMAP")
    lab.aya.send()
    lab.aya.send()
    lab.laptop.idle()
    lab.phone.poll(minutes=15)
    lab.phone.sync()
    tablet_before = len(seen.sessions("tablet"))
    lab.aya.send()
    assert seen.names(lab.laptop) == ["A", "B", "C"]  # nobody touched it
    assert seen.names(lab.phone) == ["A", "B"]
    idle = seen.sessions("laptop")[-1]
    lines = seen.lines(idle)
    waiting = next(place for place, line in enumerate(lines) if line.startswith("S: + "))
    assert lines[waiting + 1] == "S: * 3 EXISTS"
    told = next(line.time for line in seen.world.lines(idle.id) if b"* 3 EXISTS" in line.octets)

    lab.wait(minutes=20)
    assert seen.names(lab.phone) == ["A", "B", "C"]
    poll = seen.sessions("phone")[-1]
    assert poll.started > told
    assert f"{poll.started:%H:%M}" == "09:15"
    # The tablet was not asked to look.
    assert seen.names(lab.tablet) == []
    assert len(seen.sessions("tablet")) == tablet_before


def test_m11_a_uid_is_valid_only_with_its_uidvalidity(lab: Lab, seen: Evidence) -> None:
    careful, careless = lab.laptop, lab.phone
    careless.bodies, careless.careful = False, False
    for _ in range(3):
        lab.aya.send()
    careful.sync()
    careless.sync()
    before = careful.shelves["INBOX"].uid_validity
    on_server = sorted(entry.message.octets for entry in seen.entries())
    lab.faults.restore("ken")
    careful.sync()
    careless.sync()
    after = careful.shelves["INBOX"].uid_validity
    assert before is not None
    assert after is not None
    assert after > before
    careful.open("B")
    careless.open("B")
    right = next(held for held in careful.held() if held.letter == "B")
    assert seen.name(right.message) == "B"
    wrong = next(held for held in careless.held() if held.letter == "B")
    assert seen.name(wrong.message) == "C"
    # The server's letters have not changed.
    assert sorted(entry.message.octets for entry in seen.entries()) == on_server


def test_m12_to_send_and_to_file_are_two_errands(lab: Lab, seen: Evidence) -> None:
    lab.phone.all_folders = True
    lab.aya.send()
    lab.laptop.sync()
    for way, on_phone in (("none", 0), ("local", 0), ("upload", 1)):
        lab.laptop.sent = way
        lab.laptop.answer("A")
        lab.phone.sync()
        assert len(seen.names(lab.phone, "Sent")) == on_phone
    [filed] = seen.entries(shelf="Sent")  # no second copy
    assert "\\Seen" in filed.flags
    delivered = [entry.message.message_id for entry in seen.entries("aya")]
    assert len(delivered) == 3
    assert delivered[-1] == filed.message.message_id


def test_m13_a_stored_letter_never_changes_it_is_replaced(lab: Lab, seen: Evidence) -> None:
    lab.phone.all_folders = True
    lab.laptop.save_draft(subject="plans", body="First thought.")
    [first] = seen.entries(shelf="Drafts")
    lab.phone.sync()
    lab.phone.edit_draft("A", "Second thought.")
    [draft] = seen.entries(shelf="Drafts")
    assert "\\Draft" in draft.flags
    assert "Second thought." in draft.message.parts().text
    appends = [s for s in seen.world.sessions() if "APPEND" in seen.verbs(s)]
    assert len(appends) == 2
    lab.tablet.get()
    # Not on the tablet, and the first UID is gone.
    assert lab.tablet.tiles() == ()
    assert draft.uid != first.uid
    assert first.gone


def test_m14_the_250_means_now_it_is_my_responsibility(lab: Lab, seen: Evidence) -> None:
    lab.aya.send("nobody@fuji.example")  # (i) another provider's
    [refusal] = seen.said_by_servers("550 5.1.1")
    assert refusal.host == "mx.fuji.example"
    [error] = seen.entries("aya")
    assert error.message.octets.startswith(b"Return-Path: <>\r\n")
    assert seen.queue() == ()

    with pytest.raises(Trouble, match="550"):  # (ii) her own provider's
        lab.aya.send("nobody@sakura.example")
    refusals = seen.said_by_servers("550 5.1.1")
    assert [session.host for session in refusals] == ["mx.fuji.example", "smtp.sakura.example"]
    # Nothing stored or queued of the second.
    assert seen.queue() == ()
    assert len(seen.entries("aya")) == 1


def test_m15_servers_wait_for_each_other_nobody_waits_for_a_phone(lab: Lab, seen: Evidence) -> None:
    for device in (lab.phone, lab.laptop, lab.tablet):
        device.go_offline()
    lab.aya.send()  # 01.2
    assert seen.box() == ["A"]
    # No POP3 or IMAP line before the final 250.
    assert {session.protocol for session in seen.world.sessions()} == {"SMTP"}

    lab.faults.down("mx.fuji.example")  # 01.3
    lab.aya.send()
    [waiting] = seen.queue()
    assert (waiting.letter, waiting.host) == ("B", "smtp.sakura.example")
    lab.faults.up("mx.fuji.example")
    lab.wait(minutes=20)
    assert any(hop.state == "deferred" for hop in seen.world.hops("B"))
    assert seen.box() == ["A", "B"]
    assert seen.message("B").octets.count(b"Received: ") == 2
    assert seen.queue() == ()


def test_m16_anyone_can_write_anything_on_the_letter(lab: Lab, seen: Evidence) -> None:
    lab.crow.send()
    message = seen.message("A")
    headers = dict(message.parts().headers)
    assert headers["Return-Path"] == "<x@crow.example>"
    assert "prime-minister@kantei.example" in headers["From"]
    [session] = seen.sessions("crow")
    assert (session.host, session.port) == ("mx.fuji.example", 25)
    # It has not logged in.
    assert "AUTH" not in seen.verbs(session)
    lab.phone.sync()
    assert "prime-minister@kantei.example" in lab.phone.letters()[0].sender


def test_m17_servers_read_the_envelope_people_the_letter(lab: Lab, seen: Evidence) -> None:
    lab.aya.send("mika@fuji.example", envelope_to="ken@fuji.example")
    assert dict(seen.message("A").parts().headers)["To"] == "mika@fuji.example"
    assert seen.box() == ["A"]
    # Not in Mika's.
    assert seen.box("mika") == []


def test_m18_hiding_bcc_is_the_sending_apps_job(lab: Lab, seen: Evidence) -> None:
    people = {"to": "ken@fuji.example", "cc": "mika@fuji.example", "bcc": "boss@sakura.example"}
    lab.aya.send(**people, bcc_in_letter=True)  # msg.as_bytes()
    assert b"\r\nBcc: boss@sakura.example\r\n" in seen.message("A").octets

    lab.aya.send(**people)  # send_message(msg)
    accepted = [
        line
        for line in seen.lines(seen.sessions("pc")[-1])
        if line == "C: RCPT TO:<boss@sakura.example>"
    ]
    assert len(accepted) == 1
    assert "B" in seen.box("boss")
    # Not in any stored copy of the final try.
    for person in ("ken", "mika", "boss"):
        assert b"bcc:" not in seen.message("B", person).octets.lower()


def test_m22_pop3_locks_the_box_while_one_is_in(lab: Lab, seen: Evidence) -> None:
    lab.laptop.use("POP3")
    lab.aya.send()
    lab.tablet.connect()
    with pytest.raises(Trouble, match="another device is in this mailbox"):
        lab.laptop.get()
    assert any("-ERR [IN-USE]" in line for line in seen.lines(seen.sessions("laptop")[-1]))
    lab.tablet.get()
    lab.tablet.disconnect()
    lab.laptop.get()
    # No letter lost or doubled.
    assert seen.box() == seen.names(lab.tablet) == seen.names(lab.laptop) == ["A"]


def test_m23_peek_looks_without_setting_the_mark(lab: Lab, seen: Evidence) -> None:
    for _ in range(3):
        lab.aya.send()
    lab.program.fetch("B")
    lab.program.fetch("C", peek=True)
    lab.laptop.sync()
    text = seen.message("C").octets.splitlines()[-1].decode()
    assert f"S: {text}" in seen.lines(seen.sessions("program")[-1])  # the whole of C passed
    assert (seen.is_read("B"), seen.is_read("C")) == (True, False)
    assert {t.letter: t.seen for t in lab.laptop.tiles()} == {"A": False, "B": True, "C": False}
    # Nobody has set a mark.
    assert not seen.ever_said("STORE")


def test_m24_changing_the_protocol_moves_no_letters(lab: Lab, seen: Evidence) -> None:
    lab.aya.send()
    lab.aya.send()
    originals = {seen.message(name).message_id for name in "AB"}
    lab.tablet.get(delete=True)
    lab.tablet.use("IMAP")
    lab.tablet.sync()
    views = [tile for tile in lab.tablet.tiles() if tile.holding == "view"]
    assert views == []
    assert seen.holdings(lab.tablet) == {"A": "copy", "B": "copy"}
    deliveries = len(seen.world.hops("A")) + len(seen.world.hops("B"))

    lab.tablet.upload("A")
    lab.tablet.upload("B")
    appends = [s for s in seen.sessions("tablet") if "APPEND" in seen.verbs(s)]
    assert len(appends) == 2
    assert {entry.message.message_id for entry in seen.entries()} == originals
    for entry in seen.entries():  # with its own date
        written = dict(entry.message.parts().headers)["Date"]
        assert entry.message.internal_date == parsedate_to_datetime(written)
    lab.phone.sync()
    assert seen.names(lab.phone) == ["A", "B"]
    # Not delivered again by SMTP.
    assert len(seen.world.hops("A")) + len(seen.world.hops("B")) == deliveries


def test_m26_read_marks_tell_the_sender_nothing(lab: Lab, seen: Evidence) -> None:
    lab.aya.send()
    lab.phone.sync()
    at_sakura = [s.id for s in seen.world.sessions() if s.host.endswith("sakura.example")]
    lab.phone.open("A")
    assert seen.is_read("A")
    # No letter to Aya, no connection to her provider.
    assert [s.id for s in seen.world.sessions() if s.host.endswith("sakura.example")] == at_sakura
    lab.aya.sync()
    assert lab.aya.tiles() == ()


def test_m27_attachments_travel_as_text_and_grow(lab: Lab, seen: Evidence) -> None:
    lab.faults.size_limit("sakura.example", octets=120_000)
    with pytest.raises(Trouble, match=r"552 5\.3\.4"):
        lab.aya.send(attachment=100_000)
    [mail] = [line for line in seen.lines(seen.sessions("pc")[-1]) if line.startswith("C: MAIL")]
    declared = int(mail.upper().rpartition("SIZE=")[2])
    assert 135_000 < declared < 140_000
    assert "S: 552 5.3.4" in "\n".join(seen.lines(seen.sessions("pc")[-1]))
    assert seen.box() == []  # nothing of the first is stored

    lab.aya.send(attachment=50_000)
    assert seen.box() == ["B"]
    assert 50_000 * 1.3 < seen.message("B").size < 120_000
