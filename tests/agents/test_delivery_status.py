"""message/delivery-status field by field, as RFC 3464 wants it."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.agents.delivery_status import CANCELLED, Report, Undelivered, delivery_status
from labkit.wire.clock import START

HOST, MX = "smtp.sakura.example", "mx.fuji.example"
NOBODY = Undelivered(
    "nobody@fuji.example",
    "550 5.1.1 nobody here is called nobody",
    MX,
    START + timedelta(minutes=1),
)
LATE = Undelivered(
    "Ken@fuji.example", "451 4.4.1 mx.fuji.example: no answer", "", START, START + timedelta(days=5)
)


def groups(*recipients: Undelivered) -> list[dict[str, str]]:
    """Return the fields per message, then those per recipient."""
    octets = delivery_status(Report(HOST, "aya@sakura.example", b"", START, recipients))
    assert octets.endswith(b"\r\n")
    assert not octets.endswith(b"\r\n\r\n")
    found = []
    for group in octets.decode("ascii").split("\r\n\r\n"):
        lines = group.strip("\r\n").replace("\r\n ", " ").split("\r\n")
        pairs = [line.split(": ", 1) for line in lines]
        assert len({name for name, _ in pairs}) == len(pairs)
        found.append(dict(pairs))
    return found


def test_a_failed_recipient() -> None:
    message, recipient = groups(NOBODY)
    assert message == {
        "Reporting-MTA": f"dns; {HOST}",
        "Arrival-Date": "Mon, 06 Apr 2026 09:00:00 +0900",
    }
    assert recipient == {
        "Final-Recipient": "rfc822; nobody@fuji.example",
        "Action": "failed",
        "Status": "5.1.1",
        "Remote-MTA": f"dns; {MX}",
        "Diagnostic-Code": "smtp; 550 5.1.1 nobody here is called nobody",
        "Last-Attempt-Date": "Mon, 06 Apr 2026 09:01:00 +0900",
    }


def test_a_delayed_recipient_says_until_when_and_no_remote_mta_that_was_not_there() -> None:
    _, recipient = groups(LATE)
    assert "Remote-MTA" not in recipient
    assert recipient["Action"] == "delayed"
    assert recipient["Status"] == "4.4.1"
    assert recipient["Final-Recipient"] == "rfc822; Ken@fuji.example"
    assert parsedate_to_datetime(recipient["Will-Retry-Until"]) == START + timedelta(days=5)


def test_given_up_after_days_is_failed_with_the_last_status() -> None:
    # RFC 3464 section 2.3.3, the note on action and status.
    _, recipient = groups(Undelivered(LATE.recipient, LATE.reply))
    assert (recipient["Action"], recipient["Status"]) == ("failed", "4.4.1")
    assert "Will-Retry-Until" not in recipient
    assert "Last-Attempt-Date" not in recipient


def test_each_recipient_has_a_group() -> None:
    assert [each.get("Action") for each in groups(NOBODY, LATE)] == [None, "failed", "delayed"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ('"a  b"@fuji.example', 'rfc822; "a  b"@fuji.example'),
        ("ken\r\nX: y@fuji.example", "rfc822; ken??X: y@fuji.example"),
        ("お茶+x@fuji.example", r"utf-8; \x{304A}\x{8336}\x{2B}x@fuji.example"),
        ("😀@fuji.example", r"utf-8; \x{1F600}@fuji.example"),
    ],
)
def test_the_address_as_it_was_on_the_envelope(address: str, written: str) -> None:
    assert groups(Undelivered(address, ""))[1]["Final-Recipient"] == written


@pytest.mark.parametrize("reply", ["", "no code", "5501 x"])
def test_what_is_no_reply_is_no_diagnostic_code(reply: str) -> None:
    assert "Diagnostic-Code" not in groups(Undelivered("a@b.example", reply))[1]


anything = st.text(st.characters(codec=None), max_size=300)
moments = st.none() | st.integers(0, 4_000_000).map(
    lambda minutes: START + timedelta(minutes=minutes)
)
anybody = st.builds(
    Undelivered, anything, anything | anything.map("550 ".__add__), anything, moments, moments
)
NAMES = set(groups(NOBODY)[0]) | set(groups(NOBODY)[1]) | {"Will-Retry-Until"}


@given(st.lists(anybody, min_size=1, max_size=4), anything)
def test_nothing_from_outside_begins_a_line(recipients: list[Undelivered], host: str) -> None:
    octets = delivery_status(Report(host, "", b"", START, tuple(recipients)))
    assert re.fullmatch(rb"[ -~\r\n]*", octets)
    blocks = octets.decode().removesuffix("\r\n").split("\r\n\r\n")
    assert len(blocks) == len(recipients) + 1
    for line in "\r\n".join(block.strip("\r\n") for block in blocks).split("\r\n"):
        assert line.startswith(" ") or line.partition(":")[0] in NAMES


def test_only_a_server_that_cancelled_it_itself_says_so() -> None:
    own = Undelivered(LATE.recipient, CANCELLED)
    assert (own.status, own.action, own.meaning) == ("5.0.0", "failed", "cancelled")
    assert Undelivered(LATE.recipient, CANCELLED, MX).meaning == "never"
    assert NOBODY.meaning == "nobody"
