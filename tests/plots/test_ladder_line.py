"""One row: solid or dashed, words or pill, and a line that was lost."""

from xml.etree.ElementTree import Element

import pytest

from labkit.plots.ladder_line import CLIENT, SERVER, draw, shown
from labkit.plots.svg import canvas
from labkit.records import Pill, WireLine
from tests.plots.scenes import HOSTILE, line


def drawn(row: WireLine) -> list[Element]:
    svg = canvas(900, 100, "t", "d", "en")
    draw(svg, row, 50, {"C": "tablet", "S": "server"}, "en")
    return list(svg)[3:]


def texts(row: WireLine) -> list[str]:
    return [node.text or "" for node in drawn(row) if node.tag == "text"]


def test_the_client_is_solid_the_server_dashed() -> None:
    client, server = drawn(line(1, "C", "QUIT")), drawn(line(1, "S", "+OK", pill="ok", code="+OK"))
    assert {node.get("stroke-dasharray") for node in client} == {None}
    assert {node.get("stroke-dasharray") for node in server} == {None, "7 4"}
    assert SERVER - CLIENT == 370


def test_who_speaks_stands_at_its_side() -> None:
    assert texts(line(1, "C", "QUIT")) == ["tablet", "QUIT"]
    assert texts(line(1, "S", "* BYE")) == ["server", "* BYE"]


@pytest.mark.parametrize(
    ("pill", "code", "colour"),
    [
        ("ok", "250", "#00674B"),
        ("go", "354", "#005A8E"),
        ("later", "452", "#7A5300"),
        ("no", "550", "#8F3F6B"),
        ("info", "*", "#FFFFFF"),
    ],
)
def test_a_pill_has_its_colour_and_its_sign(pill: Pill, code: str, colour: str) -> None:
    nodes = drawn(line(1, "S", f"{code} words", pill=pill, code=code))
    boxes = [node for node in nodes if node.tag == "rect" and node.get("stroke")]
    assert [box.get("fill") for box in boxes] == [colour]
    assert [n.text for n in nodes if n.tag == "text"] == ["server", code, "words"]
    signs = [n for n in nodes if n.get("transform")]
    assert len(signs) == (1 if pill == "info" else 2)  # the chevron and the sign


def test_a_lost_line_ends_half_way_at_a_cross() -> None:
    nodes = drawn(line(1, "C", "QUIT", lost=True))
    assert [n for n in nodes if (n.get("d") or "").endswith(f"H{(CLIENT + SERVER) // 2}")]
    assert texts(line(1, "C", "QUIT", lost=True))[-1] == "lost on the way"
    assert not any("l-10 -4.5" in (node.get("d") or "") for node in nodes)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (line(1, "C", "x", kind="content", count=12, octets=512),
         "the letter's text: 12 lines, 512 octets"),
        (line(1, "C", "x", kind="content", octets=3), "the letter's text: one line, 3 octets"),
        (line(1, "S", "250-mx", count=7), "250-mx  (7 lines)"),
        (line(1, "C", "NOOP"), "NOOP"),
    ],
)  # fmt: skip
def test_many_lines_are_counted(row: WireLine, words: str) -> None:
    assert shown(row, "en") == words


def test_a_long_line_is_shortened_and_keeps_its_count() -> None:
    row = line(1, "S", f"250-{HOSTILE * 9}", pill="ok", code="250", count=7)
    said = texts(row)[-1]
    assert said.endswith("…  +6")
    assert len(said) < 60


def test_joined_lines_are_counted_only_where_some_do_not_fit() -> None:
    assert texts(line(1, "S", "1 7-1, 2 7-2", count=2))[-1] == "1 7-1, 2 7-2"
    long = ", ".join(f"{number} 7-{number}" for number in range(1, 20))
    assert texts(line(1, "S", long, count=19))[-1].endswith("…  +18")
