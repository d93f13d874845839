"""The plain values that cross layers: frozen, comparable, without behaviour.

A server's thread makes them, a view reads them. Nothing here opens a socket,
parses a byte or knows a widget, so every layer may import this module.
"""

from labkit.records.holding import Event, Fault, Holding, Numbers, Snapshot, Tile
from labkit.records.lesson import (
    CheckResult,
    ClaimResult,
    Hints,
    LessonState,
    Option,
    Prediction,
    ProgressRow,
    Question,
    Solution,
)
from labkit.records.letter import Attachment, OpenLetter, PartNode
from labkit.records.notice import Direction, Notice, Protocol
from labkit.records.screen import DeviceOptions, DeviceState, LetterRow, MessageParts
from labkit.records.script import Script, ScriptLine
from labkit.records.states import StateRow, StateTable
from labkit.records.way import (
    DeviceCard,
    Draft,
    ErrorMail,
    Hop,
    Journey,
    QueueRow,
    Station,
    StationState,
    Step,
    Taker,
)
from labkit.records.wire import Chunk, Ladder, Pill, RawLine, SessionRecord, Span, WireLine

__all__ = [
    "Attachment",
    "CheckResult",
    "Chunk",
    "ClaimResult",
    "DeviceCard",
    "DeviceOptions",
    "DeviceState",
    "Direction",
    "Draft",
    "ErrorMail",
    "Event",
    "Fault",
    "Hints",
    "Holding",
    "Hop",
    "Journey",
    "Ladder",
    "LessonState",
    "LetterRow",
    "MessageParts",
    "Notice",
    "Numbers",
    "OpenLetter",
    "Option",
    "PartNode",
    "Pill",
    "Prediction",
    "ProgressRow",
    "Protocol",
    "Question",
    "QueueRow",
    "RawLine",
    "Script",
    "ScriptLine",
    "SessionRecord",
    "Snapshot",
    "Solution",
    "Span",
    "StateRow",
    "StateTable",
    "Station",
    "StationState",
    "Step",
    "Taker",
    "Tile",
    "WireLine",
]
