from pathlib import Path

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble


@pytest.mark.parametrize("language", ["en", "ja"])
def test_pictures_speak_the_language_of_the_lab(language: str) -> None:
    lab = Lab()
    lab.language = language
    lab.aya.send()
    for picture in (lab.journey("A"), lab.ladder("aya"), lab.film()):
        assert f'lang="{language}"' in picture.html
    lab.close()


def test_a_film_shows_older_steps_when_it_is_unfolded(lab: Lab) -> None:
    for _ in range(8):
        lab.phone.sync()
    assert ">0</text>" not in lab.film().svg
    assert ">0</text>" in lab.film(unfold=True).svg
    assert lab.film(unfold=True).text == lab.film().text  # the words never fold


def test_who_took_it_is_shown_by_an_arrow(lab: Lab) -> None:
    lab.aya.send()
    lab.phone.sync()
    lab.laptop.use("POP3")
    lab.laptop.get(delete=True)
    lab.phone.sync()
    [note] = lab.film(culprit=4).twin.notes
    assert note == "At step 4 the server lost A: Laptop: gets, asks to delete (POP3)."
    with pytest.raises(Trouble, match="There is no step 99 in this film"):
        lab.film(culprit=99)


def test_what_was_exported_stays_beside_the_strip(lab: Lab, tmp_path: Path) -> None:
    lab.aya.send()
    lab.laptop.sync()
    lab.laptop.export("A", tmp_path)
    lab.phone.sync()
    lab.phone.expunge("A")
    lab.laptop.sync()
    assert "A.eml" in lab.film().svg
    assert "Laptop: A.eml, outside the strip" in lab.film().text


def test_after_a_backup_was_brought_back_the_numbers_are_compared(lab: Lab) -> None:
    lab.aya.send()
    lab.aya.send()
    lab.laptop.careful = False
    lab.phone.sync()
    lab.laptop.sync()
    assert "UIDVALIDITY" not in lab.film().text
    lab.faults.restore("ken")
    lab.laptop.sync()
    notes = dict(note.split(" knows, ") for note in lab.film().twin.notes)
    assert "not the server's any more" not in notes["Server"]
    assert "not the server's any more" in notes["Phone"]  # it hasn't looked yet
    lab.phone.sync()
    notes = dict(note.split(" knows, ") for note in lab.film().twin.notes)
    assert notes["Phone"] == notes["Server"]
    assert "A 1 (not the server's any more)" in notes["Laptop"]


def test_a_locked_maildrop_is_seen_at_the_server(lab: Lab) -> None:
    lab.tablet.connect()
    assert "server, in use [IN-USE]" in lab.film().text
    lab.tablet.disconnect()
    assert "[IN-USE]" not in lab.film().text
