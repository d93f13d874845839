"""The live wire: every line as it passes, from its story down to the octets.

Here is what Python keeps and tells; ``wire_page`` is what stands in the browser.

The place of an eavesdropper: each session goes to the browser with a ``track``, None so far. A wire
with TLS will have a second tap outside the encryption; its chunks become ``(direction, octets)``
pairs there, and where a session has them the column ``labkit-wire-track`` opens beside its lines
and draws each pair as a bar of that length, while the lines still say what the two ends said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

import ipywidgets
import traitlets

from labkit.plots.picture import folded_note
from labkit.records import Event, RawLine, SessionRecord, Span, WireLine
from labkit.texts import Language, say, tell
from labkit.views import wire_words
from labkit.views.pieces import chrome, table
from labkit.views.twin import HasTwin
from labkit.views.wire_lines import Kept
from labkit.views.wire_page import WirePage

PAGE = 500  # rows in one answer
EVENTS = 200  # that can be jumped to
TWIN = 50  # lines of the twin
MOST_RAW = 16 * 1024  # octets of one line that are drawn
MOST_ASKED = 200  # rows or meanings in one question
MOST_PAGES = 100  # open pages that are remembered

Raw = Callable[[WireLine], Iterable[RawLine]]
Explain = Callable[[WireLine], Iterable[Span]]


def _nothing(line: WireLine) -> Iterable[RawLine]:
    return ()


class WireView(HasTwin, ipywidgets.VBox):
    """Give it lines by ``append`` and sessions by ``note_sessions``; assign ``language``.

    *raw* gives the octets of a line as they passed, secrets and all; they leave Python masked,
    until the learner asks for them. *explain* cuts a line into its parts. *owners* says whose a
    device is: ``{"phone": "ken"}``. *wake* is called when somebody begins to look.
    """

    language = traitlets.Enum(["en", "ja"], default_value="en", help="What the view speaks.")

    def __init__(
        self,
        lines: Sequence[WireLine] = (),
        sessions: Sequence[SessionRecord] = (),
        language: Language = "en",
        raw: Raw = _nothing,
        explain: Explain = lambda line: (),
        owners: Mapping[str, str] | None = None,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self._kept = Kept()
        self._raw, self._explain, self._wake = raw, explain, wake
        self._owners = dict(owners or {})
        self._events: tuple[Event, ...] = ()
        self._looking: deque[str] = deque(maxlen=MOST_PAGES)  # the pages that show it, by their ids
        self.page = WirePage(language=language, labels=wire_words.labels(language))
        self.page.on_msg(self._asked)
        self._chrome = chrome(language, "wire")
        super().__init__([self._chrome, self.page], language=language)
        self.add_class("labkit")
        self.note_sessions(sessions)
        self.append(lines)

    @property
    def watched(self) -> bool:
        """True while some page shows it: else nothing has to be sent."""
        return bool(self._looking)

    def append(self, lines: Sequence[WireLine], gone: int = 0) -> None:
        """Show *lines* after those that are there; *gone* ones before them aren't kept any more."""
        self._kept.gone += gone
        serials = self._kept.add(lines)
        if not self.watched or not serials:
            return
        if len(serials) > PAGE:  # Jupyter drops what comes too fast: pages ask for the older ones
            self._whole("")
        else:
            self._tell("rows", rows=self._rows(serials))

    def replace(self, session: int, lines: Sequence[WireLine]) -> None:
        """Show *lines* as all that passed in *session*: it was told otherwise before."""
        self._kept.drop(session)
        if self.watched:
            self._tell("gone", session=session)
        self.append(lines)

    def note_sessions(self, sessions: Iterable[SessionRecord]) -> None:
        """Show *sessions* as they are now; those that are not among them stay."""
        noted = tuple(sessions)
        self._kept.note(noted)
        if self.watched and noted:
            self._tell("sessions", sessions=[self._session(each) for each in noted])

    def restart(self) -> None:
        """Show nothing: the lab began anew."""
        self._kept.clear()
        if self.watched:
            self._whole("")

    def show_events(self, events: Sequence[Event]) -> None:
        """Offer to jump to the last of *events*."""
        self._events = tuple(events[-EVENTS:])
        words = wire_words.event_words
        self.page.events = [[event.number, words(event, self._language)] for event in self._events]

    def show(self, session: int, number: int = 1) -> WireView:
        """Go to a line, by its connection and number: "S5:12" is ``show(5, 12)``.

        Raises LookupError where the wire has no such line.
        """
        lines = self._kept.lines.values()
        if not any(line.session == session and line.number == number for line in lines):
            given = {"session": session, "number": number}
            raise LookupError(say(self._language, "wire.no_line", **given))
        self.page.selected = []
        self.page.selected = [session, number]
        return self

    def twin_text(self) -> str:
        rows = self._twin_rows()
        lines = [f"  {ref} {who}: {text} ({means})" for ref, who, text, means in rows]
        return "\n".join([self._title, *lines])

    def twin_html(self) -> str:
        heads = [say(self._language, f"wire.head_{name}") for name in ("ref", "who", "said")]
        heads.append(say(self._language, "wire.head_means"))
        note = folded_note(say(self._language, "wire.title"), self._language)
        return f"{note}\n{table(self._title, self._twin_rows(), heads)}"

    @property
    def _language(self) -> Language:
        return cast(Language, self.language)

    @property
    def _title(self) -> str:
        title, count = say(self._language, "wire.title"), len(self._kept.lines)
        return say(self._language, "wire.lines", title=title, count=count)

    def _twin_rows(self) -> list[tuple[str, str, str, str]]:
        # Who of two that speak at once comes first is chance; the twin is the same each time.
        lines = sorted(self._kept.lines.values(), key=lambda line: (line.session, line.number))
        return [
            (
                f"S{line.session}:{line.number}",
                f"{self._who(line)} {line.direction}",
                line.text,
                tell(self._language, line.story) if line.story else "",
            )
            for line in lines[-TWIN:]
        ]

    @traitlets.observe("language")
    def _speak(self, change: object) -> None:
        if self.page.language == self.language:
            return
        with self.page.hold_sync():
            self.page.language = self.language
            self.page.labels = wire_words.labels(self._language)
        fresh = chrome(self._language, "wire")
        self._chrome.value = fresh.value
        fresh.close()
        self.show_events(self._events)
        if self.watched:
            self._whole("")

    # --- what pages ask --------------------------------------------------------------------------

    def _asked(self, _: object, content: object, buffers: object) -> None:
        """A page asks; a broken message is dropped."""
        if not isinstance(content, dict):
            return
        page = str(content.get("page"))[:40]
        match content.get("ask"):
            case "whole":
                if page not in self._looking:
                    self._looking.append(page)
                self._wake()
                self._whole(page)
            case "leave" if page in self._looking:
                self._looking.remove(page)
            case "before":
                self._before(content.get("serial"), page)
            case "parts" | "raw" | "secret" as what:
                self._details(what, _listed(content.get("rows")))
            case "meanings":
                found = wire_words.meanings(_listed(content.get("keys")), self._language)
                self._tell("meanings", meanings=found)

    def _whole(self, page: str) -> None:
        """Tell a *page*, all of them for "", the sessions and the latest lines."""
        serials = self._kept.before(self._kept.last + 1, PAGE)
        sessions = [self._session(each) for each in self._kept.sessions.values()]
        rows = self._rows(serials)
        self._tell("whole", page=page, last=self._kept.last, sessions=sessions, rows=rows)

    def _before(self, serial: object, page: str) -> None:
        serials = self._kept.before(serial, PAGE) if isinstance(serial, int) else []
        self._tell("before", page=page, rows=self._rows(serials))

    def _details(self, what: str, serials: Iterable[object]) -> None:
        lines = self._kept.lines
        asked = [(each, lines[each]) for each in serials if isinstance(each, int) and each in lines]
        about = {"parts": self._parts, "raw": self._octets, "secret": self._unmasked}[what]
        try:
            self._tell(what, found=[{"i": serial, **about(line)} for serial, line in asked])
        except Exception as error:
            # A closed lab has kept nothing; it says so, and the view says it to the learner.
            if getattr(error, "notice", None) is None:
                raise
            self._tell("note", text=str(error))

    def _parts(self, line: WireLine) -> wire_words.Told:
        cut = wire_words.parts(line, self._explain(line), self._language)
        return {"parts": cut, "knows": wire_words.knows(line, self._language)}

    def _octets(self, line: WireLine) -> wire_words.Told:
        secrets = self._kept.secrets(line.session, line.direction)
        return _drawn(self._raw(line), secrets)

    def _unmasked(self, line: WireLine) -> wire_words.Told:
        return _drawn(self._raw(line), set())

    # --- what pages are told ---------------------------------------------------------------------

    def _rows(self, serials: Iterable[int]) -> list[wire_words.Told]:
        lines, language = self._kept.lines, self._language
        return [wire_words.row(n, lines[n], self._who(lines[n]), language) for n in serials]

    def _who(self, line: WireLine) -> str:
        record = self._kept.sessions.get(line.session)
        return wire_words.who_word(record.who, self._language) if record else "?"

    def _session(self, record: SessionRecord) -> wire_words.Told:
        owner = self._owners.get(record.who, "servers" if "." in record.who else "you")
        return wire_words.session(record, owner, self._language)

    def _tell(self, what: str, **told: object) -> None:
        self.page.send({"is": what, "gone": self._kept.gone, **told})


def _listed(asked: object) -> list[object]:
    return asked[:MOST_ASKED] if isinstance(asked, list) else []


def _drawn(raw: Iterable[RawLine], secrets: set[int]) -> wire_words.Told:
    """Return octets as the browser draws them, one character each; a secret line stays masked."""
    drawn: list[str | None] = []
    room, more = MOST_RAW, 0
    for line in raw:
        if line.number in secrets:
            drawn.append(None)
            continue
        kept = line.octets[:room]
        room -= len(kept)
        more += len(line.octets) - len(kept)
        if kept:
            drawn.append(kept.decode("latin-1"))
    return {"raw": drawn, "more": more}
