"""The store's refusals with the codes of RFC 5530."""

import pytest

from labkit.mail.names import BadMailboxName
from labkit.mail.store import CannotChange, DiskFull, MailboxExists, NoSuchMailbox, OverQuota
from labkit.protocols.imap.store_errors import refusal, store_errors


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NoSuchMailbox, "NONEXISTENT"),
        (MailboxExists, "ALREADYEXISTS"),
        (CannotChange, "CANNOT"),
        (BadMailboxName, "CANNOT"),
        (OverQuota, "OVERQUOTA"),
        (DiskFull, "UNAVAILABLE"),
    ],
)
def test_each_has_its_code(error: type[Exception], code: str) -> None:
    assert error in store_errors
    reply = refusal(error("why")).to_reply()
    assert (reply.status, reply.code, reply.text) == ("NO", code, "why")
