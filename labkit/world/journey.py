"""From hops to a journey: where one letter is now and who is responsible for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from labkit.mail.message import Message
from labkit.records import DeviceCard, Hop, Journey, Station
from labkit.world.scene import AYA, FUJI, KEN, Person, person

_OVER = ("returned", "dropped")  # the sending server has nothing to do with it any more


def journey(
    letter: str,
    hops: Sequence[Hop],
    devices: tuple[DeviceCard, ...],
    stored: Message | None,
    copy: Message | None = None,
    device: str = "pc",
) -> Journey:
    """Return the journey of *letter*.

    *hops* are the letter's own, oldest first; *stored* is the message as it lies in a mailbox,
    None before it arrived and after it was removed; *copy* is what a device or a queue has of it;
    *device* is the kind of device that handed it in.
    """
    taken = [hop.recipient for hop in hops if hop.station == "submission" and hop.recipient]
    told = (hop.mail_from for hop in hops if hop.mail_from is not None)
    record = Journey(
        letter,
        _stations(hops, stored, device),
        devices,
        mail_from=next(told, None),
        rcpt_tos=tuple(taken),
    )
    seen = stored or copy
    return _with_marks_of(seen, record) if seen else record


def recipient_of(hops: Sequence[Hop]) -> Person:
    """Return in whose mailbox a letter with these *hops* ends, if all goes well."""
    return _people(hops)[1]


def _stations(hops: Sequence[Hop], stored: Message | None, device: str) -> tuple[Station, ...]:
    submission, mx, mailbox = (_last(hops, place) for place in ("submission", "mx", "mailbox"))
    kept = next((h for h in reversed(hops) if (h.station, h.state) == ("mx", "stored")), None)
    brought = [h for h in hops if h.station == "submission" and h.state not in _OVER]
    sender, recipient = _people(hops)
    onward = kept if mx and mx.state in _OVER else mx  # it was handed over before that
    return (
        replace(_device(sender.local, brought[-1] if brought else None), device=device),
        _submission(submission.host if submission else f"smtp.{sender.domain}", submission, onward),
        _mx((mx and mx.host) or f"mx.{recipient.domain}", kept, mx, mailbox),
        _mailbox(recipient.local, mailbox, stored),
    )


def _last(hops: Sequence[Hop], station: str) -> Hop | None:
    return next((hop for hop in reversed(hops) if hop.station == station), None)


def _people(hops: Sequence[Hop]) -> tuple[Person, Person]:
    """Return who writes to whom; before anything happened it is Aya to Ken."""
    addressed = [hop for hop in hops if hop.recipient]
    last = _last(addressed, "mx") or _last(addressed, "submission")
    recipient = person(last.recipient) if last else None
    submission = _last(hops, "submission")
    from_fuji = submission is not None and submission.host == FUJI.smtp
    return (KEN if from_fuji else AYA), recipient or (AYA if from_fuji else KEN)


def _device(name: str, submission: Hop | None) -> Station:
    if submission is not None and submission.state == "written":
        return Station("device", name, "untouched")  # an error mail comes from a server
    if submission is None or submission.state == "refused":
        reply = submission.reply if submission else ""
        return Station("device", name, "here", responsible=True, detail=reply)
    return Station("device", name, "handed over", submission.time)


def _submission(host: str, taken: Hop | None, mx: Hop | None) -> Station:
    if taken is None:
        return Station("submission", host, "untouched")
    if taken.state == "refused":
        return Station("submission", host, "refused", taken.time, detail=taken.reply)
    if taken.state in _OVER:
        return Station("submission", host, "gone", taken.time)
    if mx is None or mx.state in ("looked up", "refused"):
        return _holder("submission", host, taken)
    if mx.state == "deferred":
        return _waiting("submission", host, taken, mx)
    return Station("submission", host, "handed over", mx.time)


def _mx(host: str, taken: Hop | None, mx: Hop | None, mailbox: Hop | None) -> Station:
    """*taken* is how it became responsible, *mx* the last that was heard of it."""
    if mx is None:
        return Station("mx", host, "untouched")
    if mx.state == "looked up":
        return Station("mx", host, "looked up", mx.time)
    # A "not now" until the days were over is a refusal of nobody's, and so is one without a host.
    given_up = mx.state == "refused" and (mx.reply.startswith("4") or not mx.host)
    if mx.state == "deferred" or given_up:
        return Station("mx", host, "untouched", detail=mx.reply)
    if mx.state == "refused":
        return Station("mx", host, "refused", mx.time, detail=mx.reply)
    if mx.state in _OVER:
        return Station("mx", host, "gone", mx.time)
    if mailbox is None or mailbox.state == "refused":
        return _holder("mx", host, taken or mx)
    if mailbox.state == "deferred":
        return _waiting("mx", host, taken or mx, mailbox)
    return Station("mx", host, "handed over", mailbox.time)


def _mailbox(recipient: str, taken: Hop | None, stored: Message | None) -> Station:
    if taken is None or taken.state == "deferred":
        return Station("mailbox", recipient, "untouched", detail=taken.reply if taken else "")
    if taken.state == "refused":
        return Station("mailbox", recipient, "refused", taken.time, detail=taken.reply)
    if stored is None:
        return Station("mailbox", recipient, "gone")
    return Station("mailbox", recipient, "here", taken.time, responsible=True)


def _holder(role: Literal["submission", "mx"], host: str, taken: Hop) -> Station:
    """Return the station that is responsible since it has *taken* the letter."""
    return Station(role, host, "here", taken.time, responsible=True, after=taken.reply)


def _waiting(role: Literal["submission", "mx"], host: str, taken: Hop, next: Hop) -> Station:
    """Return the station that is responsible until the one after it takes the letter."""
    due = next.next_try.strftime("%H:%M:%S") if next.next_try else ""
    return replace(_holder(role, host, taken), state="waiting", detail=due)


def _with_marks_of(message: Message, record: Journey) -> Journey:
    """Return *record* with what the way has left on *message*, and what its writer wrote."""
    headers = message.parts().headers
    first = {name.lower(): value for name, value in reversed(headers)}
    return replace(
        record,
        postmarks=tuple(value for name, value in headers if name.lower() == "received"),
        mail_from=first["return-path"].strip("<> ") if "return-path" in first else record.mail_from,
        header_from=first.get("from", ""),
        header_to=first.get("to", ""),
        subject=first.get("subject", ""),
    )
