"""The small fields of a switch: how many minutes, which answer, where the cable is pulled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import ipywidgets

from labkit.texts import Language, say
from labkit.views.switches import Choice, Number, Place, Value

# What a learner meets on the wire: POP3, SMTP, IMAP; and what servers answer.
WORDS = {
    "C": ("QUIT", "DELE", "RETR", "MAIL", "RCPT", "DATA", "FETCH", "STORE", "EXPUNGE", "LOGOUT"),
    "S": ("250", "354", "+OK", "OK"),
}
_COUNTS = {"after_lines": 3, "after_octets": 100}
_PLACES = ("before", *_COUNTS)


class Settings(ipywidgets.HBox):
    """One field or more; ``values`` is what stands in them, as a method is given it."""

    def __init__(self, fields: Sequence[Number | Choice | Place], language: Language) -> None:
        self.parts = [_part(field, language) for field in fields]
        super().__init__(children=self.parts)
        self.add_class("labkit-settings")

    @property
    def values(self) -> Mapping[str, Value]:
        """The settings by name."""
        return {name: value for part in self.parts for name, value in part.values.items()}

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call *tell* after each change."""
        for part in self.parts:
            part.on_change(tell)


class OneField(ipywidgets.Box):
    """A field with one value."""

    def __init__(self, name: str, field: ipywidgets.ValueWidget) -> None:
        self.name = name
        self.field = field
        super().__init__(children=[field])

    @property
    def values(self) -> Mapping[str, Value]:
        """The one setting by its name."""
        return {self.name: self.field.value}

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call *tell* after each change."""
        self.field.observe(lambda change: tell(), "value")


class PlaceField(ipywidgets.VBox):
    """Where the cable is pulled: whose turn it is, and before which word or after how much."""

    def __init__(self, language: Language) -> None:
        options = [
            (say(language, f"faults.place.{place}_{speaker}"), (place, speaker))
            for speaker in WORDS
            for place in _PLACES
        ]
        self.place = ipywidgets.Dropdown(options=options, **_label("place", language))
        self.word = ipywidgets.Dropdown(options=WORDS["C"], **_label("word", language))
        self.count = ipywidgets.BoundedIntText(1, min=0, max=99_999, **_label("count", language))
        super().__init__(children=[self.place, self.word, self.count])
        self.add_class("labkit-place")
        self.place.observe(self._redraw, "value")
        self._redraw()

    @property
    def values(self) -> Mapping[str, Value]:
        """The place, and who speaks there where it isn't the device."""
        place, speaker = self.place.value
        where = self.word.value if place == "before" else self.count.value
        return {place: where, **({"direction": "S"} if speaker == "S" else {})}

    def on_change(self, tell: Callable[[], None]) -> None:
        """Call *tell* after each change."""
        for field in (self.place, self.word, self.count):
            field.observe(lambda change: tell(), "value")

    def _redraw(self, change: object = None) -> None:
        place, speaker = self.place.value
        before = place == "before"
        self.word.layout.display = None if before else "none"
        self.count.layout.display = "none" if before else None
        if before:
            self.word.options = WORDS[speaker]
        else:
            self.count.value = _COUNTS[place]


def _part(field: Number | Choice | Place, language: Language) -> OneField | PlaceField:
    if isinstance(field, Place):
        return PlaceField(language)
    looks = _label(field.name, language)
    if isinstance(field, Choice):
        options = [(say(language, f"faults.{field.name}.{each}"), each) for each in field.options]
        return OneField(field.name, ipywidgets.Dropdown(options=options, **looks))
    whole = isinstance(field.usual, int)
    kind = ipywidgets.BoundedIntText if whole else ipywidgets.BoundedFloatText
    bounds = {"min": field.least, "max": field.most, "step": field.step}
    return OneField(field.name, kind(field.usual, **bounds, **looks))


def _label(name: str, language: Language) -> dict[str, object]:
    style = {"description_width": "initial"}
    return {"description": say(language, f"faults.field.{name}"), "style": style}
