"""Each key of SEARCH against a naive model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from labkit.mail.mailbox import Entry
from labkit.mail.message import Message
from labkit.protocols.imap.commands.search import CHARSETS
from labkit.protocols.imap.search_keys import KEYS
from tests.protocols.imap.talk import OneAccount, ask, selected

TOKYO = timezone(timedelta(hours=9))
LETTERS = [
    (
        b"From: Aya <aya@sakura.example>\r\nTo: ken@fuji.example\r\nSubject: Lunch\r\n"
        b"Date: Sat, 31 Jan 2026 23:30:00 -0500\r\n\r\nRamen?\r\n",
        datetime(2026, 2, 1, 0, 30, tzinfo=TOKYO),
        ["\\Seen", "\\Answered"],
    ),
    (
        b"From: =?utf-8?B?44GC44KE?= <AYA@SAKURA.example>\r\nCc: mio@sakura.example\r\n"
        b"Bcc: boss@x.example\r\nSubject: =?utf-8?B?44GK44Gv44KI44GG?=\r\nX-Mood: Good\r\n"
        b"Date: Mon, 2 Feb 2026 09:00:00 +0900\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n44Op44O844Oh44OzIExVTkNI\r\n",
        datetime(2026, 2, 2, 9, 0, tzinfo=UTC),
        ["\\Flagged", "$Work"],
    ),
    (b"no header at all", datetime(2026, 2, 3, tzinfo=UTC), ["\\Deleted", "\\Draft"]),
    (b"", datetime(2026, 2, 4, tzinfo=UTC), []),
]
FEB_1, FEB_2 = date(2026, 2, 1), date(2026, 2, 2)
Model = Callable[[Entry], bool]
CASES: list[tuple[str, Model]] = [
    ("ALL", lambda entry: True),
    ("ANSWERED", lambda entry: "\\Answered" in entry.flags),
    ("UNANSWERED", lambda entry: "\\Answered" not in entry.flags),
    ("DELETED", lambda entry: "\\Deleted" in entry.flags),
    ("UNDELETED", lambda entry: "\\Deleted" not in entry.flags),
    ("DRAFT", lambda entry: "\\Draft" in entry.flags),
    ("UNDRAFT", lambda entry: "\\Draft" not in entry.flags),
    ("FLAGGED", lambda entry: "\\Flagged" in entry.flags),
    ("UNFLAGGED", lambda entry: "\\Flagged" not in entry.flags),
    ("SEEN", lambda entry: "\\Seen" in entry.flags),
    ("UNSEEN", lambda entry: "\\Seen" not in entry.flags),
    ("KEYWORD $work", lambda entry: "$Work" in entry.flags),
    ("KEYWORD $none", lambda entry: False),
    ("UNKEYWORD $Work", lambda entry: "$Work" not in entry.flags),
    ("RECENT", lambda entry: entry.uid > 2),
    ("OLD", lambda entry: entry.uid <= 2),
    ("NEW", lambda entry: entry.uid > 2 and "\\Seen" not in entry.flags),
    ("FROM aya", lambda entry: entry.uid in (1, 2)),
    ("FROM {6+}\r\nあや", lambda entry: entry.uid == 2),
    ("TO ken", lambda entry: entry.uid == 1),
    ("CC mio", lambda entry: entry.uid == 2),
    ("BCC BOSS", lambda entry: entry.uid == 2),
    ("SUBJECT lunch", lambda entry: entry.uid == 1),
    ("SUBJECT {9+}\r\nはよう", lambda entry: entry.uid == 2),
    ('SUBJECT ""', lambda entry: True),
    ("BODY ramen", lambda entry: entry.uid == 1),
    ("BODY {12+}\r\nラーメン", lambda entry: entry.uid == 2),
    ("BODY subject", lambda entry: False),
    ("TEXT lunch", lambda entry: entry.uid in (1, 2)),
    ("HEADER X-Mood good", lambda entry: entry.uid == 2),
    ('HEADER x-mood ""', lambda entry: entry.uid == 2),
    ('HEADER Date ""', lambda entry: entry.uid in (1, 2)),
    ("HEADER Nothing x", lambda entry: False),
    ("BEFORE 2-Feb-2026", lambda entry: entry.message.internal_date.date() < FEB_2),
    ("ON 1-Feb-2026", lambda entry: entry.message.internal_date.date() == FEB_1),
    ("SINCE 2-Feb-2026", lambda entry: entry.message.internal_date.date() >= FEB_2),
    ("SENTBEFORE 1-Feb-2026", lambda entry: entry.uid == 1),
    ("SENTON 2-Feb-2026", lambda entry: entry.uid == 2),
    ("SENTSINCE 1-Feb-2026", lambda entry: entry.uid == 2),
    ("LARGER 16", lambda entry: len(entry.message.octets) > 16),
    ("SMALLER 16", lambda entry: len(entry.message.octets) < 16),
    ("UID 2:3,9", lambda entry: entry.uid in (2, 3)),
    ("2:3", lambda entry: entry.uid in (2, 3)),
]


@pytest.mark.parametrize(("key", "model"), CASES, ids=[case[0].encode().decode() for case in CASES])
def test_key(key: str, model: Model) -> None:
    accounts = OneAccount()
    for number, (octets, moment, flags) in enumerate(LETTERS):
        accounts.inbox.append(Message(octets, moment), flags)
        if number == 1:
            selected(accounts)  # takes \Recent from the first two
    session = selected(accounts)
    wanted = [entry.uid for entry in accounts.inbox.entries.values() if model(entry)]
    for said in (key, key.lower() if key.isascii() else key):
        answer = ask(session, f"SEARCH CHARSET {CHARSETS[1]} {said}".encode())
        assert answer[0] == " ".join(["* SEARCH", *map(str, wanted)])
        assert answer[1].startswith("t OK")


def test_every_key_has_a_case() -> None:
    assert {case[0].split()[0] for case in CASES} >= set(KEYS)
