"""The parts of a line of an SMTP session."""

from __future__ import annotations

from labkit.records import Span, WireLine


def spans_of(line: WireLine) -> tuple[Span, ...]:
    """Return the parts of *line*; see ``labkit.protocols.explain``."""
    return (Span(0, len(line.text), "text", "smtp.unknown.word"),) if line.text else ()
