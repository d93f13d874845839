"""Sequence sets, RFC 3501 section 9.

sequence-set = (seq-number / seq-range) *("," sequence-set)
seq-range    = seq-number ":" seq-number   ; either order
seq-number   = nz-number / "*"             ; "*" is the largest number in use
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from labkit.protocols.imap.responses import SyntaxRefused

LARGEST = 4_294_967_295
_NUMBER = rb"(?:[1-9][0-9]{0,9}|\*)"
_ITEM = rb"%b(?::%b)?" % (_NUMBER, _NUMBER)
SEQUENCE_SET = re.compile(rb"%b(?:,%b)*" % (_ITEM, _ITEM))

Range = tuple[int, int]


class NumberSet(NamedTuple):
    """Numbers as the client named them; None stands for "*".

    >>> NumberSet.parse(b"2,4:*").within(7)
    [(2, 2), (4, 7)]
    """

    ranges: tuple[tuple[int | None, int | None], ...]

    @classmethod
    def parse(cls, text: bytes) -> NumberSet:
        """Return the set that *text* names, or raise SyntaxRefused."""
        if SEQUENCE_SET.fullmatch(text) is None:
            raise SyntaxRefused("not a set of message numbers")
        return cls.of(text)

    @classmethod
    def of(cls, text: bytes) -> NumberSet:
        """The same for a *text* that is known to match SEQUENCE_SET."""
        if text.isdigit():
            only = _number(text)
            return cls(((only, only),))
        found = []
        for item in text.split(b","):
            first, colon, last = item.partition(b":")
            found.append((_number(first), _number(last if colon else first)))
        return cls(tuple(found))

    def within(self, largest: int) -> list[Range]:
        """Return ascending ranges that don't touch, "*" replaced by *largest*."""
        ranges = []
        for first, last in self.ranges:
            low = largest if first is None else first
            high = largest if last is None else last
            ranges.append((low, high) if low <= high else (high, low))
        if len(ranges) > 1:
            ranges.sort()
            return list(_merged(ranges))
        return ranges


def _number(text: bytes) -> int | None:
    if text == b"*":
        return None
    number = int(text)
    if number > LARGEST:
        raise SyntaxRefused(f"no number is larger than {LARGEST}")
    return number


def _merged(ranges: list[Range]) -> Iterator[Range]:
    if not ranges:
        return
    low, high = ranges[0]
    for first, last in ranges:
        if first > high + 1:
            yield low, high
            low, high = first, last
        elif last > high:
            high = last
    yield low, high


def spoken(numbers: Iterable[int]) -> str:
    """Return ascending *numbers* as a sequence set.

    >>> spoken([1, 2, 3, 7])
    '1:3,7'
    """
    ranges = list(_merged([(number, number) for number in numbers]))
    return ",".join(f"{low}" if low == high else f"{low}:{high}" for low, high in ranges)
