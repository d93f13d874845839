"""What stands at the beginning of a row, and beside its end."""

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from labkit.plots.film_frame import frame_of
from labkit.plots.film_label import draw
from labkit.plots.film_model import Row, cells
from labkit.plots.svg import canvas
from labkit.plots.symbols import _SIGNS
from labkit.texts import LANGUAGES, Language
from tests.plots.film_scenes import EXPORTED

SERVER = Row("server", None, True, ())
PHONE = Row("phone", "IMAP", True, ())


def drawn(row: Row, language: Language = "en") -> list[Element]:
    svg = canvas(900, 200, "t", "d", language)
    frame = frame_of([cells(EXPORTED[1], EXPORTED[0])])
    draw(svg, row, frame, 10, language)
    return list(svg)[3:]


def words(nodes: list[Element]) -> list[str | None]:
    return [node.text for node in nodes if node.tag == "text"]


def signs(nodes: list[Element]) -> list[str]:
    names = {shape.path: name for name, shape in _SIGNS.items()}
    return [names[node.get("d", "")] for node in nodes if node.get("d") in names]


def test_name_and_protocol_in_words() -> None:
    assert words(drawn(PHONE)) == ["Phone", "IMAP: sync"]
    assert words(drawn(SERVER)) == ["Server"]


@pytest.mark.parametrize(("used", "most"), [(0, 3), (2, 3), (3, 3), (4, 3), (5, 8)])
def test_a_gauge_has_a_box_for_each_letter_filled_with_ink_where_one_lies(
    used: int, most: int
) -> None:
    nodes = drawn(replace(SERVER, room=(used, most)))
    boxes = [node.get("fill") for node in nodes if node.get("height") == "11"]
    assert boxes == ["#1B1F24"] * min(used, most) + ["#FFFFFF"] * (most - min(used, most))
    assert f"{used}/{most}" in words(nodes)


def test_a_large_quota_is_one_bar() -> None:
    nodes = drawn(replace(SERVER, room=(50, 100)))
    empty, full = (float(n.get("width", "0")) for n in nodes if n.get("height") == "11")
    assert full == pytest.approx(empty / 2, abs=0.01)


def test_a_quota_of_nothing_can_be_drawn() -> None:
    assert "0/0" in words(drawn(replace(SERVER, room=(0, 0))))


def test_a_locked_maildrop_says_what_others_are_told() -> None:
    nodes = drawn(replace(SERVER, locked=True))
    assert "[IN-USE]" in words(nodes)
    assert "padlock" in signs(nodes)
    assert "padlock" not in signs(drawn(SERVER))


def test_offline_lost_and_keys_are_drawn_and_said() -> None:
    assert signs(drawn(replace(PHONE, online=False))) == ["phone", "unplugged"]
    lost = drawn(replace(PHONE, online=False, lost=True))
    assert signs(lost) == ["phone", "cross"]
    assert "lost" in words(lost)
    assert lost[0].get("stroke-dasharray") == "2 4"
    keys = drawn(replace(PHONE, keys=("app-1", "token")))
    assert "keys" in signs(keys)
    assert "app-1, token" in words(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_stand_outside_the_row(language: Language) -> None:
    nodes = drawn(replace(PHONE, files=("B",)), language)
    band = nodes[0]
    end = float(band.get("x", "0")) + float(band.get("width", "0"))
    name = next(node for node in nodes if node.text == "B.eml")
    assert float(name.get("x", "0")) > end
    assert "file" in signs(nodes)


def test_many_files_are_counted_and_a_letter_without_a_name_has_one() -> None:
    assert words(drawn(replace(PHONE, files=("A", "B", "C"))))[2:] == ["A.eml", "B.eml", "C.eml"]
    assert words(drawn(replace(PHONE, files=tuple("ABCDE"))))[2:] == ["A.eml", "B.eml", "+3"]
    assert "letter.eml" in words(drawn(replace(PHONE, files=("?",))))
