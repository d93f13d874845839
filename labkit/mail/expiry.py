"""How long a provider keeps letters in the maildrop: RFC 2449 section 6.7 on a clock handed in.

*days* is ``Policy.expire_days``; a letter's days are counted from its internal date, and it is kept
for that many whole days at least. Only INBOX is a maildrop: letters that somebody filed elsewhere
stay. None keeps everything. With 0 no clock removes anything either, for that would take letters
nobody has fetched yet: there it is the POP3 session that removes what was fetched, at its end.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from labkit.mail.mailbox import Entry
from labkit.mail.names import INBOX
from labkit.mail.store import Store


def over(store: Store, now: datetime, days: int | None) -> list[Entry]:
    """Return the letters of the maildrop whose time is over at *now*."""
    if not days:
        return []
    entries = store.get(INBOX).entries.values()
    return [entry for entry in entries if (now - entry.message.internal_date).days >= days]


def expire(store: Store, now: datetime, days: int | None) -> list[Entry]:
    """Remove the letters whose time is over, and return them.

    A session that has one before it can still read it from there (``Entry.gone``).
    """
    return store.get(INBOX).expunge(over(store, now, days))


def next_expiry(store: Store, days: int | None) -> datetime | None:
    """Return when the time of the next letter is over, None if that never happens.

    It may be in the past: then ``expire`` has something to do now.
    """
    dates = [entry.message.internal_date for entry in store.get(INBOX).entries.values()]
    if not days or not dates:
        return None
    try:
        return min(dates) + timedelta(days)
    except OverflowError:  # a client may date a letter as it likes, into the year 9999 too
        return None
