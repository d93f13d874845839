"""From hops to a journey: where one letter is now and who is responsible for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from labkit.mail.message import Message
from labkit.records import DeviceCard, Hop, Journey, Station


def journey(
    letter: str,
    sender: str,
    recipient_name: str,
    hops: Sequence[Hop],
    devices: tuple[DeviceCard, ...],
    stored: Message | None,
    hosts: tuple[str, str],
) -> Journey:
    """Return the journey of *letter*.

    *hops* are the letter's own, oldest first; *stored* is the message as found in a mailbox or on
    a device, None before it arrived; *hosts* are the names of the submission server and the MX.
    """
    return Journey(
        letter,
        _stations(sender, recipient_name, hops, hosts),
        devices,
        **_inside(stored),
        rcpt_tos=tuple(dict.fromkeys(hop.recipient for hop in hops if hop.recipient)),
    )


def _stations(
    sender: str, recipient: str, hops: Sequence[Hop], hosts: tuple[str, str]
) -> tuple[Station, ...]:
    last = {hop.station: hop for hop in hops}
    submission, mx, mailbox = (last.get(place) for place in ("submission", "mx", "mailbox"))
    return (
        _device(sender, submission),
        _submission(hosts[0], submission, mx),
        _mx(hosts[1], mx, mailbox),
        _mailbox(recipient, mailbox),
    )


def _device(name: str, submission: Hop | None) -> Station:
    if submission is None or submission.state == "refused":
        reply = submission.reply if submission else ""
        return Station("device", name, "here", responsible=True, detail=reply)
    return Station("device", name, "handed over", submission.time)


def _submission(host: str, taken: Hop | None, mx: Hop | None) -> Station:
    if taken is None:
        return Station("submission", host, "untouched")
    if taken.state == "refused":
        return Station("submission", host, "refused", taken.time, detail=taken.reply)
    if mx is None:
        return Station("submission", host, "here", taken.time, responsible=True)
    if mx.state == "deferred":
        due = mx.next_try.strftime("%H:%M:%S") if mx.next_try else ""
        return Station("submission", host, "waiting", taken.time, responsible=True, detail=due)
    if mx.state == "refused":
        return Station("submission", host, "here", taken.time, responsible=True)
    return Station("submission", host, "handed over", mx.time)


def _mx(host: str, taken: Hop | None, mailbox: Hop | None) -> Station:
    if taken is None or taken.state == "deferred":
        return Station("mx", host, "untouched", detail=taken.reply if taken else "")
    if taken.state == "refused":
        return Station("mx", host, "refused", taken.time, detail=taken.reply)
    if mailbox is None:
        return Station("mx", host, "here", taken.time, responsible=True)
    return Station("mx", host, "handed over", mailbox.time)


def _mailbox(recipient: str, stored: Hop | None) -> Station:
    if stored is None:
        return Station("mailbox", recipient, "untouched")
    return Station("mailbox", recipient, "here", stored.time, responsible=True)


def _inside(stored: Message | None) -> dict[str, object]:
    if stored is None:
        return {}
    headers = stored.parts().headers
    first = {name.lower(): value for name, value in reversed(headers)}
    return {
        "postmarks": tuple(value for name, value in headers if name.lower() == "received"),
        "mail_from": first.get("return-path", "").strip("<> "),
        "header_from": first.get("from", ""),
        "header_to": first.get("to", ""),
        "subject": first.get("subject", ""),
    }
