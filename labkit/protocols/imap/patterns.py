"""Mailbox names with wildcards: LIST and LSUB, RFC 3501 section 6.3.8.

"*" stands for anything, "%" for anything within one level. The walk keeps the set of places in the
pattern that are still possible, so that no pattern can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from labkit.mail.names import DELIMITER, canonical

_RUN = re.compile(r"[*%]{2,}")


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a mailbox name matches *pattern*.

    >>> [name for name in ("INBOX", "Work", "Work/2026") if matcher("%")(name)]
    ['INBOX', 'Work']
    """
    pattern = canonical(pattern)  # as names are: INBOX in any case, composed letters
    if not ("*" in pattern or "%" in pattern):
        return lambda name: name == pattern
    pattern = _RUN.sub(lambda run: "*" if "*" in run[0] else "%", pattern)
    if pattern == "*":
        return lambda name: True
    if pattern == "%":
        return lambda name: DELIMITER not in name
    return lambda name: _matches(pattern, name)


def _matches(pattern: str, name: str) -> bool:
    places = _skip_wildcards(pattern, {0})
    for letter in name:
        on = set()
        for place in places:
            if place == len(pattern):
                continue
            mark = pattern[place]
            if mark == "*" or (mark == "%" and letter != DELIMITER):
                on.add(place)
            elif mark == letter and mark != "%":
                on.add(place + 1)
        places = _skip_wildcards(pattern, on)
        if not places:
            return False
    return len(pattern) in places


def _skip_wildcards(pattern: str, places: set[int]) -> set[int]:
    """Return *places* and those behind a wildcard, which may stand for nothing."""
    return places | {place + 1 for place in places if pattern[place : place + 1] in ("*", "%")}
