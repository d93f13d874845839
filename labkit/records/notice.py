"""Words that are not yet in any language, and the two kinds of names that all records share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["C", "S"]  # who spoke: the client or the server
Protocol = Literal["SMTP", "POP3", "IMAP"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that is not yet in any language: a key of the text catalogue and its values.

    A value may be a Notice too ("who" in "{who} gets mail"): it is told in the same language.
    """

    key: str
    values: Mapping[str, str | int | Notice] = field(default_factory=dict)
