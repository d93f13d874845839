"""What the pictures are tried with: small scenes, made of plain records."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from labkit.plots.film import film
from labkit.plots.journey import journey
from labkit.plots.ladder import ladder
from labkit.plots.ladder_entry import Inside
from labkit.plots.picture import Picture
from labkit.plots.states import states
from labkit.records import (
    DeviceCard,
    Direction,
    Event,
    Holding,
    Journey,
    Ladder,
    Notice,
    Pill,
    Protocol,
    SessionRecord,
    Snapshot,
    Span,
    Station,
    StationState,
    Tile,
    WireLine,
)
from labkit.texts import Language
from tests.plots.film_scenes import STATES as FILM_STATES
from tests.plots.journey_scenes import JOURNEYS as JOURNEY_ENDS
from tests.plots.state_tables import STATES

NINE: Final = datetime(2026, 4, 6, 9, tzinfo=UTC)
HOSTILE: Final = "A: <script>alert('1')</script> \x00\x07\u202e&amp; \ud800\ufffe 時刻表\r\nBcc: x"
PROTOCOLS: Final[Mapping[str, Protocol]] = {"phone": "IMAP", "laptop": "IMAP", "tablet": "POP3"}


def at(seconds: int) -> datetime:
    return NINE + timedelta(seconds=seconds)


def told(who: str, protocol: Protocol) -> Notice:
    """Return an event in words that exist in both languages."""
    words = {
        "holder": Notice(f"picture.holder.{who}"),
        "protocol": Notice(f"film.protocol.{protocol}"),
    }
    return Notice("film.holder", words)


def event(number: int, who: str = "phone") -> Event:
    return Event(number, at(number * 5), who, told(who, PROTOCOLS.get(who, "SMTP")))


def tiles(
    letters: str, holding: Holding, read: str = "", marked: str = "", body: bool = True
) -> tuple[Tile, ...]:
    return tuple(
        Tile(x, f"<{x}@lab.example>", holding, seen=x in read, marked=x in marked, body=body)
        for x in letters
    )


def server(number: int, letters: str, read: str = "") -> Snapshot:
    return Snapshot(number, "server", None, tiles(letters, "original", read), number)


def device(
    number: int,
    holder: str,
    letters: str,
    read: str = "",
    *,
    synced: int | None = None,
    online: bool = True,
) -> Snapshot:
    protocol = PROTOCOLS[holder]
    holding: Holding = "copy" if protocol == "POP3" else "view"
    return Snapshot(number, holder, protocol, tiles(letters, holding, read), synced, online)


def start(letters: str = "") -> tuple[Snapshot, ...]:
    return (server(0, letters), *(device(0, holder, "") for holder in PROTOCOLS))


HAPPY: Final = (
    (event(0, "server"), event(1, "pc"), event(2, "tablet"), event(3, "phone")),
    (
        *start(),
        server(1, "A"),
        device(2, "tablet", "A", synced=2),
        server(2, "A"),
        device(3, "phone", "A", synced=3),
        server(3, "A"),
    ),
)
DELETION: Final = (
    (event(0, "server"), event(1, "tablet"), event(2), event(3, "laptop"), event(4)),
    (
        *start("AB"),
        device(1, "tablet", "AB", synced=1),
        server(2, "AB", "B"),
        device(2, "phone", "AB", "B", synced=2),
        server(3, "A"),
        device(3, "laptop", "A", synced=3),
        server(4, "A"),
        device(4, "phone", "A", synced=4, online=False),
    ),
)
LONG: Final = (
    tuple(event(n, ("phone", "laptop", "tablet")[n % 3]) for n in range(12)),
    (
        *start(),
        *(server(n, "ABCDEF"[: 1 + n // 2], "A") for n in range(12)),
        *(device(n, "phone", "ABCDEF"[: 1 + n // 2], "A", synced=n) for n in range(0, 12, 3)),
        *(device(n, "laptop", "ABC", "A", synced=n) for n in range(1, 12, 3)),
        *(device(n, "tablet", "ABCDEF"[: 1 + n // 2], synced=n) for n in range(2, 12, 3)),
    ),
)
PREDICTION: Final = (Notice("film.legend_gone"), Notice("film.caption"))

_ADDRESSES: Final = {
    "mail_from": "aya@sakura.example",
    "rcpt_tos": ("ken@fuji.example",),
    "header_from": "Aya <aya@sakura.example>",
    "header_to": "Ken <ken@fuji.example>",
    "subject": "A: train times",
}
_MARKS: Final = (
    "from smtp.sakura.example (smtp.sakura.example [192.0.2.25]) by mx.fuji.example with ESMTP"
    " id F00002 for <ken@fuji.example>; Mon, 06 Apr 2026 09:00:02 +0900",
    "from pc.sakura.example by smtp.sakura.example with ESMTPA id S00001;"
    " Mon, 06 Apr 2026 09:00:01 +0900",
)


def stations(
    *states: StationState, responsible: int, details: Mapping[int, str] | None = None
) -> tuple[Station, ...]:
    roles = ("device", "submission", "mx", "mailbox")
    names = ("aya", "smtp.sakura.example", "mx.fuji.example", "ken")
    return tuple(
        Station(role, name, state, at(n), n == responsible, (details or {}).get(n, ""))  # type: ignore[arg-type]
        for n, (role, name, state) in enumerate(zip(roles, names, states, strict=True))
    )


def cards(
    phone: str = "nothing", laptop: str = "nothing", tablet: str = "nothing"
) -> tuple[DeviceCard, ...]:
    holds = {"phone": phone, "laptop": laptop, "tablet": tablet}
    return tuple(
        DeviceCard(name, PROTOCOLS[name], name != "laptop", held)  # type: ignore[arg-type]
        for name, held in holds.items()
    )  # fmt: skip


WRITTEN: Final = Journey(
    "A",
    stations("here", "untouched", "untouched", "untouched", responsible=0),
    cards(),
    header_from="Aya <aya@sakura.example>",
    header_to="Ken <ken@fuji.example>",
    subject="A: train times",
)
SENT: Final = Journey(
    "A",
    stations("handed over", "handed over", "handed over", "here", responsible=3),
    cards(),
    _MARKS,
    **_ADDRESSES,  # type: ignore[arg-type]
)
FETCHED: Final = Journey(
    "A", SENT.stations, cards("view", "header", "copy"), _MARKS, **_ADDRESSES  # type: ignore[arg-type]
)  # fmt: skip
QUEUED: Final = Journey(
    "A",
    stations(
        "handed over", "waiting", "untouched", "untouched", responsible=1, details={1: "09:15:00"}
    ),
    cards(),
    _MARKS[1:],
    **_ADDRESSES,  # type: ignore[arg-type]
)
REFUSED: Final = Journey(
    "A",
    stations(
        "handed over", "waiting", "refused", "untouched", responsible=1,
        details={2: "550 5.1.1 no such user here"},
    ),
    cards(),
    _MARKS[1:],
    **_ADDRESSES | {"rcpt_tos": ("nobody@fuji.example",)},  # type: ignore[arg-type]
)  # fmt: skip
LOOKED_UP: Final = Journey(
    "A",
    stations("handed over", "here", "looked up", "untouched", responsible=1),
    cards(),
    _MARKS[1:],
    **_ADDRESSES,  # type: ignore[arg-type]
)
KEPT: Final = Journey(
    "A",
    stations("handed over", "handed over", "here", "untouched", responsible=2),
    cards(),
    _MARKS,
    **_ADDRESSES,  # type: ignore[arg-type]
)
FORGED: Final = Journey(
    "A",
    SENT.stations,
    cards(),
    (HOSTILE * 9, *_MARKS * 5),
    mail_from="x@crow.example",
    rcpt_tos=("ken@fuji.example",),
    header_from=HOSTILE * 9 + " <prime-minister@kantei.example>",
    header_to="Mika <mika@fuji.example>",
    subject=HOSTILE * 40,
)


def session(protocol: Protocol = "SMTP", end: str = "QUIT") -> SessionRecord:
    who, host, port = {
        "SMTP": ("pc", "smtp.sakura.example", 587),
        "POP3": ("tablet", "pop.fuji.example", 110),
        "IMAP": ("phone", "imap.fuji.example", 143),
    }[protocol]
    return SessionRecord(1, who, host, port, protocol, at(0), at(9), end, 100, 200, 1)


def line(
    number: int,
    direction: Direction,
    text: str,
    phase: str = "work",
    *,
    kind: str = "",
    pill: Pill | None = None,
    code: str = "",
    protocol: Protocol = "SMTP",
    knows: tuple[Notice, ...] = (),
    star: bool = False,
    lost: bool = False,
    count: int = 1,
    octets: int = 40,
    story: Notice | None = None,
) -> WireLine:
    if not kind:
        kind = "command" if direction == "C" else "reply"
    return WireLine(
        1, number, direction, at(number), protocol, phase, kind, text, pill, code, story, knows,
        star, count, octets, lost,
    )  # fmt: skip


KNOWS: Final = (Notice("picture.person.aya"), Notice("picture.person.ken"))
SMTP: Final = Ladder(
    session(),
    (
        line(1, "S", "220 smtp.sakura.example ESMTP", "hello", pill="ok", code="220"),
        line(2, "C", "EHLO pc.sakura.example", "hello", story=Notice("ladder.phase.hello")),
        line(3, "S", "250-smtp.sakura.example", "hello", pill="ok", code="250", count=7),
        line(4, "C", "MAIL FROM:<aya@sakura.example> SIZE=512 BODY=8BITMIME", "envelope"),
        line(5, "S", "250 2.1.0 OK", "envelope", pill="ok", code="250", knows=KNOWS[:1]),
        line(6, "C", "RCPT TO:<nobody@fuji.example>", "envelope", knows=KNOWS[:1]),
        line(7, "S", "550 5.1.1 no such user", "envelope", pill="no", code="550", knows=KNOWS[:1]),
        line(8, "C", "RCPT TO:<full@fuji.example>", "envelope", knows=KNOWS[:1]),
        line(9, "S", "452 4.2.2 full", "envelope", pill="later", code="452", knows=KNOWS[:1]),
        line(10, "C", "RCPT TO:<ken@fuji.example>", "envelope", knows=KNOWS[:1]),
        line(11, "S", "250 2.1.5 OK", "envelope", pill="ok", code="250", knows=KNOWS),
        line(12, "C", "DATA", "letter", knows=KNOWS),
        line(13, "S", "354 go on", "letter", pill="go", code="354", knows=KNOWS),
        line(14, "C", "From: Aya", "letter", kind="content", count=12, octets=512, knows=KNOWS),
        line(15, "S", "250 2.0.0 queued", "letter", pill="ok", code="250", star=True),
        line(16, "C", "QUIT", "goodbye"),
        line(17, "S", "221 2.0.0 Bye", "goodbye", pill="ok", code="221"),
    ),
)
CUT: Final = Ladder(
    session("POP3", "cut"),
    (
        line(1, "S", "+OK ready", "login", protocol="POP3", pill="ok", code="+OK"),
        line(2, "C", "DELE 1", "take", protocol="POP3"),
        line(3, "S", "-ERR " + HOSTILE * 5, "take", protocol="POP3", pill="no", code="-ERR"),
        line(4, "C", "QUIT", "goodbye", protocol="POP3", lost=True),
    ),
)
IMAP: Final = Ladder(
    session("IMAP", "LOGOUT"),
    (
        line(
            1, "S", "* OK ready", "login", protocol="IMAP", pill="info", code="*", kind="greeting"
        ),
        line(2, "C", "A1 STORE 1 +FLAGS (\\Seen)", "work", protocol="IMAP"),
        line(3, "S", "+ go on", "work", protocol="IMAP", pill="go", code="+", kind="continuation"),
        line(4, "S", "A1 OK done", "work", protocol="IMAP", pill="ok", code="OK"),
    ),
)

FILMS: Final = {"happy": HAPPY, "deletion": DELETION, "long": LONG}  # STATES has more
JOURNEYS: Final = {
    "written": WRITTEN,
    "sent": SENT,
    "fetched": FETCHED,
    "queued": QUEUED,
    "looked-up": LOOKED_UP,
    "kept": KEPT,
    "refused": REFUSED,
    "forged": FORGED,
}
_TYPED: Final = {
    1: (b"220 ready\r\n",),
    2: (b"HELO \xe9\x00ya\n",),
    3: (b"250 hello\r\n",),
    4: (None,),
    5: (b"535 5.7.8 no\r\n",),
    6: (b"QUIT\r\n",),
    7: (b"221 bye\r\n",),
}
_TYPED_PARTS: Final = {
    2: (Span(0, 4, "verb", "smtp.verb.helo"), Span(5, 9, "host", "smtp.no_such_thing")),
    6: (Span(0, 4, "verb", "smtp.verb.quit"),),
}
# Typed by hand, in two events: a bare LF, a password, a refusal.
TYPED: Final = Ladder(
    replace(session(), who="guest", bare_lines=1, letters=0),
    tuple(
        replace(each, event=3 if each.number < 4 else 4)
        for each in (
            line(1, "S", "220 ready", "hello", pill="ok", code="220"),
            line(2, "C", "HELO \ufffd\ufffdya", "hello", story=Notice("story.smtp.verb.helo")),
            line(3, "S", "250 hello", "hello", pill="ok", code="250", knows=KNOWS[:1]),
            line(4, "C", "AUTH PLAIN ••••", "login", kind="secret", knows=KNOWS[:1]),
            line(5, "S", "535 5.7.8 no", "login", pill="no", code="535", knows=KNOWS[:1]),
            line(6, "C", "QUIT", "goodbye", knows=KNOWS[:1]),
            line(7, "S", "221 bye", "goodbye", pill="ok", code="221", knows=KNOWS[:1]),
        )
    ),
)
INSIDE: Final = Inside(
    lambda line: _TYPED_PARTS.get(line.number, ()), lambda line: _TYPED.get(line.number, ())
)

LADDERS: Final = {"smtp": SMTP, "cut": CUT, "imap": IMAP}
DEPTHS: Final = {"typed": 1, "open": 3}
SCENES: Final = {
    "film": (*FILMS, *FILM_STATES),
    "journey": (*JOURNEYS, *JOURNEY_ENDS),
    "ladder": (*LADDERS, *DEPTHS),
    "states": STATES,
}
NAMES: Final = tuple(f"{kind}-{name}" for kind, scenes in SCENES.items() for name in scenes)


def picture(name: str, language: Language) -> Picture:
    """Return the picture *name* of :data:`NAMES`."""
    kind, _, scene = name.partition("-")
    if kind == "film" and scene in FILM_STATES:
        return FILM_STATES[scene](language)
    if kind == "film":
        events, snapshots = FILMS[scene]
        return film(events, snapshots, language, PREDICTION if scene == "deletion" else None)
    if kind == "journey":
        return journey((JOURNEYS | dict(JOURNEY_ENDS))[scene], language)
    if kind == "states":
        return states(STATES[scene], language)
    if scene in DEPTHS:
        depth = DEPTHS[scene]
        record = replace(TYPED, session=replace(TYPED.session, id=depth))
        return ladder(record, language, INSIDE, depth)
    return ladder(LADDERS[scene], language)


def tree(shown: Picture) -> Element:
    """Return the drawing as a browser would read it, tags without their name space."""
    root = fromstring(shown.svg)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
    return root


def words(shown: Picture) -> list[str]:
    """Return every text of the drawing."""
    return [node.text or "" for node in tree(shown).iter("text")]
