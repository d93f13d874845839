"""The lab as a notebook uses it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble


def first_day(lab: Lab) -> None:
    lab.aya.send()
    lab.tablet.get()
    lab.phone.sync()
    lab.laptop.sync()


def test_a_letter_reaches_kens_three_devices(lab: Lab) -> None:
    first_day(lab)
    assert [tile.letter for tile in lab.tablet.tiles()] == ["A"]
    assert [tile.holding for tile in lab.tablet.tiles()] == ["copy"]
    assert [tile.holding for tile in lab.phone.tiles()] == ["view"]
    assert [tile.holding for tile in lab.laptop.tiles()] == ["view"]


def test_the_three_pictures_tell_of_it(lab: Lab) -> None:
    first_day(lab)
    assert "Ken's mailbox | IS HERE" in repr(lab.journey())
    assert "C: RETR 1" in repr(lab.ladder("tablet"))
    assert "tablet (POP3) | empty | empty | A COPY, unread" in repr(lab.film())


def test_a_letter_that_waits_shows_its_first_postmark(lab: Lab) -> None:
    lab._household.world.network.set_online("smtp.sakura.example", False)
    lab.aya.send()
    told = repr(lab.journey())
    assert "queued, next: " in told
    assert "by smtp.sakura.example" in told
    assert "Envelope: From <aya@sakura.example>" in told


def test_an_answer_goes_to_the_pc(lab: Lab) -> None:
    lab.phone.send()
    lab.aya.sync()
    assert "1 Ken's phone | handed over" in repr(lab.journey())
    assert "Aya's mailbox | IS HERE" in repr(lab.journey())
    assert "Aya's PC (IMAP) | shows a view" in repr(lab.journey())


def test_the_figure_counts_what_each_protocol_carried(lab: Lab) -> None:
    lab.health()
    first_day(lab)
    rows = dict(line.split(" | ", 1) for line in repr(lab.figure()).splitlines() if " | " in line)
    assert rows["SMTP"].startswith("2 | 2 |")
    assert rows["POP3"].startswith("1 | 1 |")
    assert rows["IMAP"].startswith("2 | 2 |")


def test_health_is_three_lights(lab: Lab) -> None:
    assert [light.answers for light in lab.health().lights] == [True, True, True]


def test_a_ladder_is_asked_for_in_many_ways(lab: Lab) -> None:
    first_day(lab)
    assert repr(lab.ladder(lab.tablet)) == repr(lab.ladder("tablet")) == repr(lab.ladder(3))
    assert "smtp.sakura.example" in repr(lab.ladder("aya"))
    assert "mx.fuji.example" in repr(lab.ladder("relay"))
    assert repr(lab.ladder()) == repr(lab.ladder("laptop"))


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda lab: lab.journey(), "no letter A yet"),
        (lambda lab: lab.journey("Z"), "no letter Z yet"),
        (lambda lab: lab.ladder("tablet"), "No such session yet"),
        (lambda lab: lab.mailbox("somebody"), "Nobody here is called somebody"),
    ],
)
def test_cells_out_of_order_get_a_sentence(lab: Lab, ask: object, says: str) -> None:
    with pytest.raises(Trouble, match=says):
        ask(lab)  # type: ignore[operator]


def test_the_compose_button_sends_a_letter(lab: Lab) -> None:
    form = lab.compose()
    form.body.value = "Shall we meet at noon?"
    form.button.click()
    [row] = lab.mailbox().letters
    assert row.subject.startswith("A: ")


def test_the_buttons_of_the_desk_act_and_every_panel_follows(lab: Lab) -> None:
    desk = lab.desk()
    lab.aya.send()
    assert "A [unread]" in repr(desk)
    desk.panels["tablet"].button.click()
    desk.panels["phone"].button.click()
    assert "A [COPY, unread]" in repr(desk)
    assert "A [view, unread]" in repr(desk)


def test_reset_leaves_no_letter_anywhere(lab: Lab) -> None:
    first_day(lab)
    lab.reset()
    assert lab.mailbox().letters == ()
    assert [d.tiles() for d in (lab.phone, lab.laptop, lab.tablet)] == [(), (), ()]
    assert "A" not in repr(lab.film()).splitlines()[2]


def test_after_a_reset_an_open_form_says_nothing_of_the_past(lab: Lab) -> None:
    form = lab.compose()
    form.button.click()
    assert "A" in form.status.text
    lab.reset()
    assert form.status.text == ""


def test_after_a_reset_the_same_happens_again(lab: Lab) -> None:
    def run() -> list[str]:
        first_day(lab)
        pictures = (lab.journey(), lab.ladder("aya"), lab.film())
        return [repr(picture) for picture in pictures]

    first = run()
    lab.reset()
    assert run() == first


def test_time_passes_when_told(lab: Lab) -> None:
    assert repr(lab.wait(minutes=15)) == "The lab's clock now says 2026-04-06 09:15:00."


@pytest.mark.parametrize("odd", [-1, 1e12, 4e5, float("nan"), "a day", None])
def test_a_time_that_is_none_is_told(lab: Lab, odd: float) -> None:
    with pytest.raises(Trouble, match="only moves forward"):
        lab.wait(days=odd)
    assert repr(lab.wait()) == "The lab's clock now says 2026-04-06 09:00:00."


def test_a_wrong_kind_of_thing_is_told_in_a_sentence(lab: Lab) -> None:
    for act in (
        lambda: lab.mailbox(3),  # type: ignore[arg-type]
        lambda: lab.aya.send(to=lab.phone),  # type: ignore[arg-type]
        lambda: lab.journey(3),  # type: ignore[arg-type]
        lambda: lab.ladder([]),
    ):
        with pytest.raises(Trouble):
            act()
    lab.tablet.get(delete="yes")  # type: ignore[arg-type]


def test_a_lab_in_no_language_closes_nothing() -> None:
    first = Lab(language="en")
    with pytest.raises(Trouble, match="The lab speaks"):
        Lab(language="fr")
    assert "running" in repr(first)
    first.close()


def test_a_second_lab_closes_the_first_unless_it_is_kept() -> None:
    first = Lab(language="en")
    second = Lab(language="en")
    assert repr(first) == "<Lab: closed>"
    third = Lab(language="en", keep=True)
    assert repr(second) != "<Lab: closed>"
    second.close()
    third.close()


def test_a_closed_lab_says_so_in_one_sentence(lab: Lab) -> None:
    phone = lab.phone
    lab.close()
    for act in (phone.sync, lab.aya.send, lab.film, lab.reset, lab.health):
        with pytest.raises(Trouble, match="The lab is closed"):
            act()


def test_it_speaks_japanese_when_told(lab: Lab) -> None:
    lab.aya.send()
    lab.language = "ja"
    assert "スマホ" in repr(lab.film())
    assert "メール" in repr(lab.reset())
    with pytest.raises(Trouble, match="en"):
        lab.language = "fr"


def test_one_seed_one_story_and_another_seed_another() -> None:
    def story(seed: str) -> str:
        lab = Lab(seed=seed, language="en")
        first_day(lab)
        told = repr(lab.journey()) + repr(lab.ladder("aya"))
        lab.close()
        return told

    assert story("1") == story("1") != story("2")


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files as Linux does")
def test_two_hundred_labs_leave_nothing_behind() -> None:
    """Closed, replaced by the next, or just forgotten: no thread, socket or file stays."""
    Lab(language="en").close()
    gc.collect()
    before = threading.active_count(), open_files()
    for turn in range(200):
        lab = Lab(language="en", keep=turn % 3 == 2)
        if turn % 10 == 0:
            first_day(lab)
        if turn % 3 == 0:
            lab.close()
        del lab
        if turn % 3 == 2:
            gc.collect()
    Lab(language="en").close()
    gc.collect()
    assert (threading.active_count(), open_files()) == before


def test_a_process_that_ends_with_an_open_lab_ends_at_once() -> None:
    code = "from labkit import Lab; lab = Lab(); lab.aya.send(); phone = lab.phone"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        timeout=20,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="os.kill ends the whole process on Windows")
def test_an_interrupted_cell_leaves_a_lab_that_works(lab: Lab) -> None:
    async def while_the_cell_waits() -> None:
        os.kill(os.getpid(), signal.SIGINT)  # what Jupyter's stop button does
        await asyncio.Event().wait()

    with pytest.raises(KeyboardInterrupt):
        lab._household.world.thread.run(while_the_cell_waits())
    first_day(lab)
    assert [tile.letter for tile in lab.phone.tiles()] == ["A"]


def test_what_pop3_has_not_is_called_by_its_name_in_each_language(lab: Lab) -> None:
    for language, told in (
        ("en", "POP3 knows no folders."),
        ("ja", "POP3にはフォルダーがありません。"),
    ):
        lab.language = language
        with pytest.raises(Trouble, match=told):
            lab.tablet.make_folder("Trips")
