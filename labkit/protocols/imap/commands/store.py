"""STORE, RFC 3501 section 6.4.6.

store           = "STORE" SP sequence-set SP store-att-flags
store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from labkit.mail.mailbox import FlagChange
from labkit.protocols.imap.commands.append import check_keywords
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import Reply, Rows
from labkit.protocols.imap.states import ImapState
from labkit.protocols.imap.updates import spoken_flags
from labkit.protocols.imap.view import View

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

_SELECTED = (ImapState.SELECTED,)
_HOW = re.compile(rb"([+-]?)FLAGS(\.SILENT)? ", re.IGNORECASE)
_CHANGES: dict[bytes, FlagChange] = {b"+": "add", b"-": "remove", b"": "replace"}
_BATCH = 256  # rows said at a time


@command("STORE", _SELECTED, "STORE 1 +FLAGS (\\Seen)", tells_expunge=False)
def store(session: ImapSession, arguments: Arguments) -> Reply:
    return _store(session, arguments, by_uid=False)


@command("UID STORE", _SELECTED, "UID STORE 1 +FLAGS (\\Seen)")
def uid_store(session: ImapSession, arguments: Arguments) -> Reply:
    return _store(session, arguments, by_uid=True)


def _store(session: ImapSession, arguments: Arguments, by_uid: bool) -> Reply:
    arguments.space()
    wanted = arguments.numbers()
    arguments.space()
    how = arguments.take(_HOW, "FLAGS, +FLAGS or -FLAGS, with .SILENT or without")
    flags = arguments.flags()
    arguments.end()
    view = session.writable()
    numbers = view.numbers(wanted, by_uid)
    if how[1] != b"-":
        check_keywords(view.mailbox, flags)
    entries = view.letters(numbers)
    view.mailbox.change_flags(entries, _CHANGES[how[1]], flags, session)
    session.tell_keywords()
    rows = None
    if not how[2]:
        if len(numbers) > _BATCH:
            rows = _rows(view, numbers, by_uid)
        else:
            session.say_all(_batch(view, numbers, by_uid))
    if not by_uid and [entry for entry in entries if entry.gone]:
        # RFC 2180 section 4.2: the others are changed; of these the client will hear later.
        return Reply("NO", "somebody removed one of these letters", "EXPUNGEISSUED", rows)
    return Reply("OK", "flags changed", "", rows)


def _rows(view: View, numbers: Sequence[int], by_uid: bool) -> Rows:
    for start in range(0, len(numbers), _BATCH):
        yield _batch(view, numbers[start : start + _BATCH], by_uid)


def _batch(view: View, numbers: Sequence[int], by_uid: bool) -> list[bytes]:
    rows = []
    for number in numbers:
        entry = view.entries[number - 1]
        if not entry.gone:
            uid = b"UID %d " % entry.uid if by_uid else b""
            rows.append(b"* %d FETCH (%bFLAGS %b)\r\n" % (number, uid, spoken_flags(view, entry)))
    return rows
