"""Letters and octets by protocol: the same bytes each time, and the same in words."""

import subprocess
import sys
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from labkit.plots.figure import curves_of, figure
from labkit.texts import LANGUAGES, Language
from tests.plots.scenes import at, session

SESSIONS = (
    session(),
    replace(session(), id=2, started=at(20), ended=at(30)),
    replace(session("POP3"), id=3, started=at(10), ended=None, letters=3),
    replace(session("IMAP"), id=4, started=at(12), ended=at(40)),
)


def test_curves_are_sums_in_order_of_time() -> None:
    smtp, pop3, imap = curves_of(SESSIONS[::-1])
    assert (smtp.protocol, smtp.letters, smtp.octets) == ("SMTP", (1, 2), (300, 600))
    assert smtp.times == (at(9), at(30))
    assert (pop3.times, pop3.letters) == ((at(10),), (3,))
    assert imap.protocol == "IMAP"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_sessions_give_the_same_bytes(language: Language) -> None:
    first, second = figure(SESSIONS, language), figure(SESSIONS, language)
    assert first.html == second.html
    assert first.png == second.png
    assert first.png.startswith(b"\x89PNG")


def test_in_words() -> None:
    assert figure(SESSIONS, "en").text == "\n".join(
        [
            "How much did each protocol carry?",
            "protocol | sessions | letters | octets (bytes)",
            "SMTP | 2 | 2 | 600",
            "POP3 | 1 | 3 | 300",
            "IMAP | 1 | 1 | 300",
            "SMTP: letters 2, octets 600. POP3: letters 3, octets 300."
            " IMAP: letters 1, octets 300.",
        ]
    )
    assert "No session yet." in figure((), "en").text


def test_letters_that_nobody_counted_are_not_shown_as_none() -> None:
    shown = figure([replace(each, letters=0) for each in SESSIONS], "en")
    assert len(shown.figure.axes) == 1
    assert "letters" not in shown.text + shown.caption
    assert "SMTP | 2 | 600" in shown.text


def test_the_drawing_keeps_to_itself() -> None:
    svg = figure(SESSIONS, "ja").svg
    root = fromstring(svg)
    tags = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert not tags & {"style", "metadata", "script"}  # a style would reach the whole page
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert all(name and name.startswith("labkit-") for name in ids)
    for node in root.iter():
        if (target := node.get("href")) is not None:
            assert target[1:] in ids
    assert root.get("role") == "img"


def test_two_figures_share_no_id() -> None:
    both = [fromstring(figure(SESSIONS, language).svg) for language in LANGUAGES]
    first, second = ({n.get("id") for n in root.iter() if n.get("id")} for root in both)
    assert first
    assert not first & second


def test_colour_is_doubled_by_line_and_mark() -> None:
    axes = figure(SESSIONS, "en").figure.axes[0]
    styles = {(line.get_linestyle(), line.get_marker()) for line in axes.get_lines()}
    assert styles == {("-", ">"), ("--", "v"), ("-", "D")}


def test_matplotlib_is_imported_only_when_it_draws() -> None:
    code = "import sys, labkit.plots.figure; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
