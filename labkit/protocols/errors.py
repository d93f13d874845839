"""Refusals: what a command's handler raises, in words for the one who reads the wire.

Three kinds only: *refused* (the command was understood, the answer is no), *syntax* (it was not
understood), and every other exception, which is a bug of ours and never caught around a handler.
"""

from __future__ import annotations


class CommandRefused(Exception):
    """The server answers no and the session goes on.

    *code* is a response code of RFC 2449 section 8, for example "IN-USE"; "" for none.

    >>> CommandRefused("another session has the maildrop", "IN-USE").code
    'IN-USE'
    """

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.code = code


class SyntaxRefused(CommandRefused):
    """The server could not make sense of the line. Too many in a row end the session."""


class LoginRefused(CommandRefused):
    """The credentials are wrong (RFC 3206 section 5). Too many in a row end the session."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "AUTH")
