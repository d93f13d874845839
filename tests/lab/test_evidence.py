"""Evidence is taken from a household in one moment, and does not change afterwards."""

from __future__ import annotations

from pathlib import Path

from labkit import Lab
from labkit.lab.evidence import evidence
from labkit.lessons.evidence import Evidence
from labkit.lessons.workbook import Workbook


def seen(lab: Lab, mark: int = 0) -> Evidence:
    return evidence(lab._household, Workbook(mark=mark))


def test_it_has_mailboxes_devices_and_the_wire(lab: Lab, tmp_path: Path) -> None:
    lab.aya.send()
    lab.tablet.get()
    lab.phone.sync()
    lab.phone.export("A", tmp_path)
    now = seen(lab)
    assert (now.letters(), now.letters("aya"), now.letters("ken", "Trash")) == (["A"], [], [])
    assert now.devices["tablet"].letters() == ["A"]
    assert now.devices["tablet"].tile("A").holding == "copy"  # type: ignore[union-attr]
    assert now.devices["phone"].files["A"] == (tmp_path / "A.eml").read_bytes()  # type: ignore[index]
    assert [talk.record.end for talk in now.talks("tablet")] == ["QUIT"]
    assert next(hop.station for hop in now.way("A")) == "submission"
    stored = now.stored("A")
    assert stored is not None
    assert stored.header("to").startswith("ken") or "ken@fuji.example" in stored.header("to")


def test_it_is_a_picture_of_one_moment(lab: Lab) -> None:
    lab.aya.send()
    before = seen(lab)
    lab.phone.sync()
    lab.phone.expunge("A")
    assert before.letters() == ["A"]
    assert before.talks("phone") == ()
    assert seen(lab).letters() == []


def test_sessions_from_before_the_mark_and_health_checks_are_left_out(lab: Lab) -> None:
    lab.aya.send()
    last = max(talk.id for talk in seen(lab).sessions)
    lab.health()
    assert seen(lab, mark=last).sessions == ()


def test_a_file_that_was_thrown_away_is_seen_to_be_gone(lab: Lab, tmp_path: Path) -> None:
    lab.aya.send()
    lab.laptop.sync()
    lab.laptop.export("A", tmp_path)
    (tmp_path / "A.eml").unlink()
    assert seen(lab).devices["laptop"].files == {"A": None}
