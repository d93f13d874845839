"""The ladder: who said what? Two lifelines, time downwards, and what the server knows by then."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from labkit.plots import ladder_line, ladder_list, lighting, session_words
from labkit.plots.ladder_entry import Inside
from labkit.plots.ladder_line import CLIENT, SERVER
from labkit.plots.ladder_picture import LadderPicture, Opened
from labkit.plots.ladder_rows import Row, opening, rows_of, runs_of
from labkit.plots.ladder_twin import client_of, end_word, phase_word, server_knows, twin_of
from labkit.plots.measure import width_of, wrap
from labkit.plots.names import named
from labkit.plots.palette import INK, MUTED, PAPER, PILLS, PROTOCOLS, QUIET, REFUSAL, RULE
from labkit.plots.svg import canvas, el, write
from labkit.plots.symbols import sign
from labkit.records import Ladder, SessionRecord
from labkit.texts import Language, say

_LEFT: Final = 12
_WIDTH: Final = 820  # as the journey: JupyterLab on a small laptop, its side bar open
_ROW: Final = 26
_TOP: Final = 128
_GUTTER: Final = 566
_HEADER: Final = 176
_HEADER_HIGH: Final = 48
_LIFELINE: Final = "#9AA0A6"  # stays behind what is said


def ladder(
    record: Ladder,
    language: Language,
    inside: Inside | None = None,
    depth: int = ladder_list.PICTURE,
) -> LadderPicture:
    """Return the picture "Who said what?" of one session.

    *inside* tells how to look into a line: with it each line of the drawing leads to what its parts
    mean and to its octets, in a list below. *depth* is how much of that is open at once: 1 nothing,
    2 the stories and the meanings, 3 the octets too, as it is printed.
    """
    twin = twin_of(record, language)
    rows = rows_of(record.lines)
    warned = session_words.oddities(record.session, language)
    end = _TOP + len(rows) * _ROW + 6
    svg = canvas(_WIDTH, end + 60 + len(warned) * 24, twin.title, twin.answer, language)
    runs = runs_of(rows)
    _bands(svg, runs)
    _lifelines(svg, record.session, end)
    _heads(svg, record.session, twin.title, language)
    _gutter_line(svg, rows, end)
    opened = None
    if inside:
        key = ladder_list.key_of(record, language)
        opened = Opened(opening(rows), inside, key, depth)
        svg.set("role", "group")  # an image has no links to a screen reader
        svg.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
    _rows(svg, rows, runs, opened, _speakers(record.session, language), language)
    _end(svg, record.session, end, language)
    for place, sentence in enumerate(warned):
        _warning(svg, sentence, end + 60 + place * 24)
    lighting.rules(svg, (event for event, _, _ in runs if event))
    return LadderPicture(record, svg, twin, language, opened)


def _bands(svg: Element, runs: tuple[tuple[int, int, int], ...]) -> None:
    """Draw what lights up with an event, under all else."""
    for event, first, last in runs:
        if event:
            band = lighting.part(svg, event)
            high = (last - first + 1) * _ROW - 2
            lighting.shine(band, 4, _TOP + first * _ROW + 1, _WIDTH - 8, high)


def _heads(svg: Element, session: SessionRecord, title: str, language: Language) -> None:
    wide = _WIDTH - 2 * _LEFT
    write(svg, _LEFT, 34, title, size=18, bold=True, width=wide)
    told = session_words.head(session, language)
    write(svg, _LEFT, 55, told, size=12, fill=MUTED, width=wide)
    _headers(svg, session, language)
    write(svg, _GUTTER + 20, 95, say(language, "ladder.knows"), size=14, bold=True)


def _rows(
    svg: Element,
    rows: tuple[Row, ...],
    runs: tuple[tuple[int, int, int], ...],
    opened: Opened | None,
    speakers: dict[str, str],
    language: Language,
) -> None:
    numbers = {line.number for line in opened.lines} if opened else set()
    for event, first, last in runs:
        group = lighting.part(svg, event) if event else svg
        for place in range(first, last + 1):
            row, y = rows[place], _TOP + place * _ROW + _ROW / 2
            leads = opened is not None and row.line is not None and row.line.number in numbers
            into = _link(group, row, y, opened.key, language) if opened and leads else group
            _row(into, row, y, speakers, language)


def _link(group: Element, row: Row, y: float, key: str, language: Language) -> Element:
    """Return a link to the entry of *row* below, in which it is drawn.

    Tab goes from line to line in that list; here the links are for pointing. They say
    ``xlink:href``: JupyterLab takes a ``href`` in a drawing for a file and asks its server for it.
    """
    number = row.line.number if row.line else 0
    label = say(language, "ladder.open_line", number=number)
    link = el(group, "a", tabindex="-1", aria_label=label)
    link.set("xlink:href", f"#{ladder_list.id_of(key, number)}")
    el(link, "rect", x=_LEFT, y=y - _ROW / 2, width=_WIDTH - 2 * _LEFT, height=_ROW, fill="none",
       pointer_events="all")  # fmt: skip
    return link


def _warning(svg: Element, sentence: str, y: float) -> None:
    middle = (CLIENT + SERVER) / 2
    wide = min(width_of(sentence, 12.5), _GUTTER - 80)
    sign(svg, "warning", middle - wide / 2 - 14, y - 4, size=14, ink=REFUSAL)
    write(svg, middle - wide / 2, y, sentence, size=12.5, fill=REFUSAL, width=_GUTTER - 80)


def _lifelines(svg: Element, session: SessionRecord, end: float) -> None:
    dash = "4 4" if session.end == "cut" else None
    for x in (CLIENT, SERVER):
        el(svg, "path", d=f"M{x} {_TOP - 14}V{end}", stroke=_LIFELINE, stroke_width=2)
        el(svg, "path", d=f"M{x} {end}v14", stroke=_LIFELINE, stroke_width=2, stroke_dasharray=dash)


def _headers(svg: Element, session: SessionRecord, language: Language) -> None:
    ink = PROTOCOLS[session.protocol]
    client = client_of(session, language)
    role = "ladder.typed" if session.typed else "ladder.client"
    under = say(language, role, protocol=session.protocol)
    _header(svg, CLIENT, client, under, (ink.tint, ink.stroke, ink.text), code="." in session.who)
    port = say(language, "ladder.server", port=session.port)
    _header(svg, SERVER, session.host, port, (QUIET, INK, MUTED), code=True)


def _header(
    svg: Element, x: float, name: str, under: str, inks: tuple[str, str, str], *, code: bool
) -> None:
    fill, stroke, quiet = inks
    el(svg, "rect", x=x - _HEADER / 2, y=66, width=_HEADER, height=_HEADER_HIGH, rx=8, fill=fill,
       stroke=stroke, stroke_width=1.75)  # fmt: skip
    write(svg, x, 87, name, size=13.5 if code else 14.5, bold=True, code=code, anchor="middle",
          width=_HEADER - 16)  # fmt: skip
    write(svg, x, 105, under, size=12, fill=quiet, anchor="middle", width=_HEADER - 16)


def _speakers(session: SessionRecord, language: Language) -> dict[str, str]:
    # A relay's name is a host, too long for the side of a row: its header tells it.
    client = session.who.partition(".")[0]
    return {
        "C": named(language, "holder", client),
        "S": named(language, "holder", "server"),
    }


def _row(
    svg: Element,
    row: Row,
    y: float,
    speakers: dict[str, str],
    language: Language,
) -> None:
    if row.phase:
        _tab(svg, phase_word(row.phase, language), y)
    elif row.left_out:
        words = say(language, "ladder.left_out", count=row.left_out)
        write(svg, (CLIENT + SERVER) / 2, y + 4.5, words, fill=MUTED, anchor="middle")
    elif row.line is not None:
        ladder_line.draw(svg, row.line, y, speakers, language)
        _knows(svg, row, y, language)


def _tab(svg: Element, words: str, y: float) -> None:
    wide = max(96, width_of(words, 12.5, bold=True) + 24)
    el(svg, "path", d=f"M{_LEFT} {y}H{_WIDTH - _LEFT}", stroke=RULE)
    el(svg, "rect", x=_LEFT, y=y - 11, width=wide, height=22, rx=5, fill=INK)
    write(svg, _LEFT + 12, y + 4.5, words, size=12.5, fill=PAPER, bold=True)


def _gutter_line(svg: Element, rows: tuple[Row, ...], end: float) -> None:
    if rows:
        el(svg, "path", d=f"M{_GUTTER + 5} {_TOP}V{end}", stroke=RULE, stroke_width=2)


def _knows(svg: Element, row: Row, y: float, language: Language) -> None:
    """Draw what the server learned at this line, a star where it becomes responsible."""
    words = server_knows(row.learned, language)
    x = _GUTTER + 20
    if row.line is not None and row.line.star:
        sign(svg, "star", _GUTTER + 5, y, size=18)
        # The sign is drawn; a star among the words would be a second one.
        words = words.replace("★", "").strip() or say(language, "ladder.star")
        write(svg, x, y + 4.5, words, size=13, bold=True, width=_WIDTH - _LEFT - x)
        return
    if row.learned:
        el(svg, "circle", cx=_GUTTER + 5, cy=y, r=4.5, fill=INK)
        _told(svg, words, x, y)
    elif row.forgot:
        el(svg, "circle", cx=_GUTTER + 5, cy=y, r=4.5, fill=PAPER, stroke=INK, stroke_width=1.75)
        known = server_knows(row.line.knows, language) if row.line is not None else ""
        _told(svg, known or say(language, "journey.none"), x, y)
    elif row.refused:
        # Nothing was learned: it is said, for just that is what a beginner doubts.
        el(svg, "path", d=f"M{_GUTTER - 1} {y}h12", stroke=REFUSAL, stroke_width=3)
        write(svg, x, y + 4.3, say(language, "ladder.unchanged"), size=12, fill=REFUSAL)


def _told(svg: Element, words: str, x: float, y: float) -> None:
    lines = wrap(words, _WIDTH - _LEFT - x, 12, 2)
    for number, line in enumerate(lines):
        write(svg, x, y + 4.3 + (number - (len(lines) - 1) / 2) * 14, line, size=12)


def _end(svg: Element, session: SessionRecord, y: float, language: Language) -> None:
    words = end_word(session, language)
    fair = session.end in ("QUIT", "LOGOUT")
    ink = PILLS["ok"] if fair else MUTED if session.end == "open" else REFUSAL
    wide = width_of(words, 13, bold=True) + 52
    middle = (CLIENT + SERVER) / 2
    el(svg, "path", d=f"M{CLIENT} {y + 24}H{SERVER}", stroke=RULE)
    el(svg, "rect", x=middle - wide / 2, y=y + 10, width=wide, height=28, rx=14, fill=ink)
    shape = "tick" if fair else "dots" if session.end == "open" else "cross"
    sign(svg, shape, middle - wide / 2 + 20, y + 24, size=14, ink=PAPER)
    write(svg, middle - wide / 2 + 34, y + 28.5, words, fill=PAPER, bold=True)
