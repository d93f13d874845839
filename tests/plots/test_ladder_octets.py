"""Octets, drawn."""

from xml.etree.ElementTree import Element, tostring

from labkit.plots.ladder_octets import draw, pieces, written


def drawn(octets: bytes | None) -> str:
    parent = Element("p")
    draw(parent, octets)
    return tostring(parent, encoding="unicode").replace("\n", "")


def test_line_ends_are_boxes_and_what_has_no_character_is_a_number() -> None:
    assert drawn(b"A\xe3<\r\n") == (
        '<p><code class="labkit-raw">A<b>E3</b>&lt;<b>CR</b><b>LF</b></code></p>'
    )


def test_nothing_but_ascii_leaves_as_text() -> None:
    told = list(pieces(bytes(range(256))))
    assert [text for text, named in told if not named] == ["".join(map(chr, range(32, 127)))]
    assert len(told) == 256 - 95 + 1


def test_a_secret_is_masked() -> None:
    assert written(None) == "••••"
    assert "••••" in drawn(None)
