"""From hops to a journey: where one letter is now and who is responsible for it. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from labkit.mail.message import Message
from labkit.records import DeviceCard, Hop, Journey, Station
from labkit.world.outcomes import error_mail_of, last_at, merged, taker_of, takers_of
from labkit.world.scene import AYA, FUJI, KEN, Person, person

_NEXT = {"submission": "mx", "mx": "mailbox"}
_OVER = ("returned", "dropped")  # the sending server has nothing to do with it any more


def journey(
    letter: str,
    hops: Sequence[Hop],
    devices: tuple[DeviceCard, ...],
    stored: Message | None,
    copy: Message | None = None,
    device: str = "pc",
    holders: Container[str] | None = None,
    errors: Iterable[tuple[Sequence[Hop], bool]] = (),
) -> Journey:
    """Return the journey of *letter*.

    *hops* are the letter's own, oldest first; *stored* is the message as it lies in a mailbox,
    None before it arrived and after it was removed; *copy* is what a device or a queue has of it;
    *device* is the kind of device that handed it in. *holders* are the addresses of those in whose
    mailbox it lies, None if nobody looked; *errors* the ways of the error mails about it, and
    whether each lies in a mailbox.
    """
    told = (hop.mail_from for hop in hops if hop.mail_from is not None)
    takers = takers_of(hops)
    ways = []
    for address in takers or ("",):
        lies = stored is not None and (holders is None or address.lower() in holders)
        ways.append(_stations(_own(hops, address), lies, device))
    record = Journey(
        letter,
        merged(ways),
        devices,
        mail_from=next(told, None),
        rcpt_tos=takers,
        takers=tuple(map(taker_of, takers, ways)) if len(takers) > 1 else (),
        errors=tuple(error_mail_of(way, hops, lies=lies) for way, lies in errors),
    )
    seen = stored or copy
    return _with_marks_of(seen, record) if seen else record


def recipient_of(hops: Sequence[Hop]) -> Person | None:
    """Return in whose mailbox a letter with these *hops* ends, if all goes well; None: nobody's."""
    takers = takers_of(hops)
    known = [found for address in takers if (found := _person_at(address))]
    ken = [found for found in known if found == KEN]
    return (ken or known or [None])[0] if takers else _people(hops)[1]


def _own(hops: Sequence[Hop], address: str) -> tuple[Hop, ...]:
    """Return the hops for *address*: what became of others by an error mail isn't among them."""
    own = tuple(hop for hop in hops if hop.recipient in (address, ""))
    failed = any(hop.state == "refused" for hop in own)
    return own if failed else tuple(h for h in own if h.recipient or h.state == "dropped")


def _stations(hops: Sequence[Hop], lies: bool, device: str) -> tuple[Station, ...]:
    submission, mx, mailbox = (last_at(hops, place) for place in ("submission", "mx", "mailbox"))
    kept = next((h for h in reversed(hops) if (h.station, h.state) == ("mx", "stored")), None)
    brought = [h for h in hops if h.station == "submission" and h.state not in _OVER]
    sender, recipient = _people(hops)
    onward = kept if mx and mx.state in _OVER else mx  # it was handed over before that
    host = submission.host if submission else f"smtp.{sender.domain}"
    first: tuple[Station, ...] = (
        replace(_device(sender.local, brought[-1] if brought else None), device=device),
        _submission(host, submission, onward),
    )
    if submission is None and mx is not None:
        first = _stranger(mx)
    found = (
        *first,
        _mx((mx and mx.host) or f"mx.{recipient.domain}", kept, mx, mailbox),
        _mailbox(recipient.local, mailbox, lies),
    )
    return tuple(replace(each, events=_events(each, hops)) for each in found)


def _events(station: Station, hops: Sequence[Hop]) -> tuple[int, ...]:
    """Return in which events something happened to the letter at *station*."""
    through = any(hop.station == "submission" for hop in hops)
    entry = "submission" if through else "mx"
    place = entry if station.role == "device" else station.role
    after = _NEXT.get(station.role)
    gone = station.state == "handed over" and after is not None
    own = [h.event for h in hops if h.station == place or (gone and h.station == after)]
    known = {event for event in own if event is not None}
    untouched = station.state in ("untouched", "passed by")
    return () if untouched else tuple(sorted(known))


def _people(hops: Sequence[Hop]) -> tuple[Person, Person]:
    """Return who writes to whom; before anything happened it is Aya to Ken."""
    addressed = [hop for hop in hops if hop.recipient]
    last = last_at(addressed, "mx") or last_at(addressed, "submission")
    submission = last_at(hops, "submission")
    from_fuji = submission is not None and submission.host == FUJI.smtp
    sender, usual = (KEN, AYA) if from_fuji else (AYA, KEN)
    if last is None:
        return sender, usual
    return sender, _person_at(last.recipient) or Person(last.recipient, last.recipient, "")


def _person_at(address: str) -> Person | None:
    """Return whose *address* this is: a name alone, or one at another provider, is nobody's."""
    return person(address) if "@" in address else None


def _device(name: str, submission: Hop | None) -> Station:
    if submission is not None and submission.state == "written":
        return Station("device", "", "passed by")  # an error mail comes from a server
    if submission is None or submission.state == "refused":
        reply = submission.reply if submission else ""
        return Station("device", name, "here", responsible=True, detail=reply)
    return Station("device", name, "handed over", submission.time)


def _stranger(mx: Hop) -> tuple[Station, Station]:
    """Return who came to *mx* without a login, as any host may (RFC 5321 section 2.3.10)."""
    refused = mx.state == "refused"
    host = Station("device", "", "here" if refused else "handed over", mx.time, refused)
    return host, Station("submission", "", "passed by")


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
    if given_up or not mx.host:
        return Station("mx", host, "untouched", detail=mx.reply)
    if mx.state == "deferred":
        return Station("mx", host, "deferred", mx.time, detail=mx.reply)
    if mx.state == "refused":
        return Station("mx", host, "refused", mx.time, detail=mx.reply)
    if mx.state in _OVER:
        return Station("mx", host, "gone", mx.time)
    if mailbox is None or mailbox.state == "refused":
        return _holder("mx", host, taken or mx)
    if mailbox.state == "deferred":
        return _waiting("mx", host, taken or mx, mailbox)
    return Station("mx", host, "handed over", mailbox.time)


def _mailbox(recipient: str, taken: Hop | None, lies: bool) -> Station:
    if taken is None:
        return Station("mailbox", recipient, "untouched")
    if taken.state == "deferred":
        return Station("mailbox", recipient, "deferred", taken.time, detail=taken.reply)
    if taken.state == "refused":
        return Station("mailbox", recipient, "refused", taken.time, detail=taken.reply)
    if not lies:
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
