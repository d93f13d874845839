"""The labelled parts of a dissected line: chooses the protocol's ``spans``.

A line is cut when somebody looks at it, not while a session is dissected. What is cut is text of
strangers: nothing here raises, whatever it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import cast

from labkit.records import Protocol, Span, WireLine

_MODULES = {
    "SMTP": "labkit.protocols.smtp.spans",
    "POP3": "labkit.protocols.pop3.spans",
    "IMAP": "labkit.protocols.imap.spans",
}


def spans_of(line: WireLine) -> tuple[Span, ...]:
    """Return the parts of ``line.text``, in order, none inside another.

    Each names its kind (``texts.kind_word``) and what it means (``texts.explained``). What no table
    knows has a meaning that says so. An empty text has no parts.
    """
    return _cutter(line.protocol)(line)


@cache
def _cutter(protocol: Protocol) -> Callable[[WireLine], tuple[Span, ...]]:
    """Only the protocol that is looked at is imported."""
    return cast(Callable[[WireLine], tuple[Span, ...]], import_module(_MODULES[protocol]).spans_of)
