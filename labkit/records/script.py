"""What somebody could type, line by line: a worked example that fades."""

from __future__ import annotations

from dataclasses import dataclass

from labkit.records.notice import Protocol


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line to type; *asks* names the question that stands for it where it is missing.

    ``fades`` says that it is one of the two that are missed first.
    """

    text: str
    asks: str
    fades: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A whole conversation with the server at *port*."""

    protocol: Protocol
    port: int
    lines: tuple[ScriptLine, ...]
