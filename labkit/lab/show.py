"""The whole lab on one desk: which pages there are, and what they are joined to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from labkit.lab.charts import KINDS
from labkit.lab.health import WHO as HEALTH
from labkit.lab.message import PLACES, open_letter
from labkit.plots.names import named
from labkit.records import Protocol, SessionRecord
from labkit.texts import say
from labkit.views.message import MessageSheet
from labkit.views.picture_page import Choice, PicturePage
from labkit.views.pieces import quoted
from labkit.views.stack import Stack
from labkit.views.workbench import Page, Workbench
from labkit.world.world import World

if TYPE_CHECKING:
    from labkit.lab.lab import Lab

MOST = 200  # options of a menu: the latest ones


def workbench(lab: Lab, world: World) -> Workbench:
    """Return the desk of *lab*, which lives in *world*; its pages are still to be made."""
    pages = {
        "devices": Page(lambda: Stack([lab.compose(), lab.desk()]), "lab.desk()"),
        "where": Page(lambda: _where(lab, world), "lab.journey()"),
        "happened": Page(lambda: Stack([_film(lab), _ladder(lab, world)]), "lab.film()"),
        "wire": Page(lab.wire, "lab.wire()"),
        "letter": Page(lambda: _inside(lab, world), "lab.message()"),
        "talk": Page(lambda: lab.talk().console(), "lab.talk()"),
        "time": Page(lab.clock, "lab.clock()"),
        "faults": Page(lab.faults.board, "lab.faults"),
        "states": Page(lambda: _states(lab), 'lab.states("smtp")'),
        "charts": Page(lambda: _charts(lab), 'lab.figure("timeline")'),
    }

    def speak(language: str) -> None:
        lab.language = language

    return Workbench(pages, {"reset": lab.reset, "language": speak}, world.now(), lab.language)


def _film(lab: Lab) -> PicturePage:
    return PicturePage(lab.film, lambda: "lab.film()", language=lab.language)


def _where(lab: Lab, world: World) -> PicturePage:
    def letters() -> list[Choice]:
        names = world.letters()[-MOST:]
        return [_latest(lab, "letter", [(name, name) for name in reversed(names)])]

    def draw(letter: str) -> object:
        return lab.journey(letter or None)

    return PicturePage(draw, _code("journey"), letters, lab.language)


def _ladder(lab: Lab, world: World) -> PicturePage:
    def told(session: SessionRecord) -> str:
        who = named(lab.language, "holder", session.who)
        given = {"number": session.id, "who": who, "protocol": session.protocol}
        return say(lab.language, "workbench.one_session", host=session.host, **given)

    def sessions() -> list[Choice]:
        found = [session for session in world.sessions() if session.who != HEALTH][-MOST:]
        named = [(told(session), session.id) for session in reversed(found)]
        return [_latest(lab, "session", named)]

    def draw(session: int | str) -> object:
        return lab.ladder(session or None)

    return PicturePage(draw, _code("ladder"), sessions, lab.language)


def _states(lab: Lab) -> PicturePage:
    def protocols() -> list[Choice]:
        options = tuple((protocol, protocol.lower()) for protocol in get_args(Protocol))
        return [Choice(say(lab.language, "workbench.protocol"), options)]

    return PicturePage(lab.states, _code("states"), protocols, lab.language)


def _inside(lab: Lab, world: World) -> PicturePage:
    def choices() -> list[Choice]:
        language, names = lab.language, world.letters()[-MOST:]
        places = [(say(language, f"message.at.{name}"), name) for name in PLACES]
        first = (say(language, "message.anywhere"), "")
        where = Choice(say(language, "message.where"), (first, *places))
        return [_latest(lab, "letter", [(name, name) for name in reversed(names)]), where]

    def draw(letter: str, where: str) -> object:
        found = open_letter(lab._household, letter or None, where or None)
        return MessageSheet(found, lab.language)

    def code(letter: str, where: str) -> str:
        given = [quoted(letter)] if letter else []
        return f"lab.message({', '.join([*given, *([f'where={quoted(where)}'] if where else [])])})"

    return PicturePage(draw, code, choices, lab.language)


def _charts(lab: Lab) -> PicturePage:
    def choices() -> list[Choice]:
        kinds = [(say(lab.language, f"charts.kind.{kind}"), kind) for kind in KINDS]
        every = (say(lab.language, "charts.kind.carried"), "")
        return [Choice(say(lab.language, "workbench.chart"), (*kinds, every))]

    return PicturePage(
        lambda kind: lab.figure(kind or None), _code("figure"), choices, lab.language
    )


def _latest(lab: Lab, what: str, options: list[tuple[str, int | str]]) -> Choice:
    """Return a menu that begins with the latest one, whichever that is."""
    latest = (say(lab.language, "workbench.last"), "")
    return Choice(say(lab.language, f"workbench.{what}"), (latest, *options))


def _code(method: str) -> Callable[[object], str]:
    def code(name: object) -> str:
        given = quoted(name) if isinstance(name, str) and name else str(name or "")
        return f"lab.{method}({given})"

    return code
