"""Mailbox names with wildcards: LIST and LSUB, RFC 3501 section 6.3.8.

"*" stands for anything, "%" for anything within one level. The walk keeps the set of places in the
pattern that are still possible, as the bits of a number, so that no pattern can make it slow.
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
    return _walker(pattern)


def _walker(pattern: str) -> Callable[[str], bool]:
    """Return the matcher of a *pattern* in which no two wildcards stand side by side."""
    bits: dict[str, int] = {}  # in which places of the pattern a letter stands
    for place, letter in enumerate(pattern):
        bits[letter] = bits.get(letter, 0) | 1 << place
    anything = bits.pop("*", 0)
    wild = anything | bits.pop("%", 0)
    last = 1 << len(pattern)

    def matches(name: str) -> bool:
        places = 1 | (1 & wild) << 1
        for letter in name:
            stays = places & (anything if letter == DELIMITER else wild)
            places = stays | (places & bits.get(letter, 0)) << 1
            if not places:
                return False
            places |= (places & wild) << 1  # a wildcard may stand for nothing
        return bool(places & last)

    return matches
