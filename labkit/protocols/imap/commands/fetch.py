"""FETCH, RFC 3501 section 6.4.5: rows are made only as fast as they are taken.

What never changes about a letter is kept as ready octets in ``message.fetch_cache``; bodies are
handed over as references to the stored octets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from labkit.mail.flags import SEEN
from labkit.mail.mailbox import Entry
from labkit.mail.message import Message
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.fetch_items import STATIC, Content, FetchPlan, read_plan
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Reply, ok
from labkit.protocols.imap.states import ImapState
from labkit.protocols.imap.updates import all_spoken_flags, spoken_flags
from labkit.protocols.imap.view import View

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

_SELECTED = (ImapState.SELECTED,)
_BATCH = 128  # letters looked at before their rows are said
_BATCH_OCTETS = 256 * 1024
_CACHED_PLANS = 6  # a message remembers the rows of so many different requests


@command("FETCH", _SELECTED, "FETCH 1 (FLAGS ENVELOPE)", tells_expunge=False)
def fetch(session: ImapSession, arguments: Arguments) -> Reply:
    return _fetch(session, arguments, by_uid=False)


@command("UID FETCH", _SELECTED, "UID FETCH 1 (FLAGS ENVELOPE)")
def uid_fetch(session: ImapSession, arguments: Arguments) -> Reply:
    return _fetch(session, arguments, by_uid=True)


def _fetch(session: ImapSession, arguments: Arguments, by_uid: bool) -> Reply:
    arguments.space()
    wanted = arguments.numbers()
    arguments.space()
    plan = read_plan(arguments, by_uid)
    view = session.selected
    numbers = view.numbers(wanted, by_uid)
    if plan.flags or plan.marks_seen:
        session.tell_keywords()
    if plan.contents:
        rows = _with_contents(session, view, plan, numbers)
    else:
        rows = _without_contents(view, plan, numbers)
    return ok("that is all", rows=rows)


def _without_contents(
    view: View, plan: FetchPlan, numbers: Sequence[int]
) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(numbers), _BATCH):
        yield [_rows(view, plan, numbers[start : start + _BATCH])]


def _rows(view: View, plan: FetchPlan, numbers: Sequence[int]) -> bytes:
    """Return whole rows in one piece, made column by column.

    A call for each letter would cost more than its row, and devices ask for all headers at once.
    """
    entries = view.letters(numbers)
    columns: list[Sequence[object]] = [numbers]
    if plan.uid:
        columns.append([entry.uid for entry in entries])
    if plan.flags:
        columns.append(all_spoken_flags(view, entries))
    if names := plan.static:
        messages = [entry.message for entry in entries]
        columns.append([each.fetch_cache.get(names) or _static(each, names) for each in messages])
    return b"".join(map(plan.row.__mod__, zip(*columns, strict=True)))


def _with_contents(
    session: ImapSession, view: View, plan: FetchPlan, numbers: Sequence[int]
) -> Iterator[Sequence[bytes]]:
    marks = plan.marks_seen and not view.read_only
    for group in _groups(view, numbers):
        entries = view.letters(group)
        changed: set[Entry] = set()
        if marks:
            unread = [entry for entry in entries if SEEN not in entry.flags]
            changed = set(view.mailbox.change_flags(unread, "add", (SEEN,), session))
        batch: list[bytes] = []
        for number, entry in zip(group, entries, strict=True):
            # RFC 3501 section 6.4.5: if reading changed the flags, they are told as well.
            head = _head(view, plan, entry, entry in changed)
            batch.append(b"* %d FETCH (%b" % (number, head + b" " if head else b""))
            yield from _contents(batch, plan.contents, entry.message)
            batch.append(b")\r\n")
        yield batch


def _contents(
    batch: list[bytes], contents: Sequence[Content], message: Message
) -> Iterator[Sequence[bytes]]:
    """Add a letter's octets to *batch*; hand it out in between where it gets big.

    Slices are copies: a hundred of a big letter must not all be there at once.
    """
    size = 0
    for place, content in enumerate(contents):
        if size >= _BATCH_OCTETS:
            yield tuple(batch)
            batch.clear()
            size = 0
        announced, octets = content.of(message)
        batch += (b" " + announced if place else announced, octets)
        size += len(octets)


def _groups(view: View, numbers: Sequence[int]) -> Iterator[list[int]]:
    """Cut *numbers* so that the rows of one group don't fill the memory."""
    group: list[int] = []
    size = 0
    for number in numbers:
        group.append(number)
        size += view.entries[number - 1].message.size
        if size >= _BATCH_OCTETS or len(group) >= _BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def _head(view: View, plan: FetchPlan, entry: Entry, tell_flags: bool = False) -> bytes:
    """Return the items that are no octets of the letter."""
    parts: list[bytes] = []
    if plan.uid:
        parts.append(b"UID %d" % entry.uid)
    if plan.flags or tell_flags:
        parts.append(b"FLAGS " + spoken_flags(view, entry))
    if plan.static:
        parts.append(_static(entry.message, plan.static))
    return b" ".join(parts)


def _static(message: Message, names: tuple[str, ...]) -> bytes:
    """Return the items called *names*, and keep them with the message."""
    known = message.fetch_cache.get(names)
    if isinstance(known, bytes):
        return known
    items = [b"%b %b" % (name.encode("ascii"), STATIC[name](message)) for name in names]
    static = b" ".join(items)
    if len(message.fetch_cache) < _CACHED_PLANS:
        message.fetch_cache[names] = static
    return static
