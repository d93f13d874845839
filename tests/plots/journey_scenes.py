"""Journeys that end otherwise than in one mailbox, made of plain records."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from labkit.records import DeviceCard, ErrorMail, Journey, Station, Taker

NINE: Final = datetime(2026, 4, 6, 9, tzinfo=UTC)
_TAKEN: Final = "250 2.0.0 queued as S00001"
_NOBODY: Final = "550 5.1.1 nobody here is called nobody"
_GREY: Final = "451 4.7.1 we don't know you yet; come again a little later"
_FULL: Final = "452 4.2.2 this mailbox is full; try again later"
_CARDS: Final = tuple(
    DeviceCard(name, protocol, online=True, holds="nothing")
    for name, protocol in (("phone", "IMAP"), ("laptop", "IMAP"), ("tablet", "POP3"))
)  # type: ignore[misc]


def at(seconds: int) -> datetime:
    return NINE + timedelta(seconds=seconds)


_PC: Final = Station("device", "aya", "handed over", at(1), events=(1,))
_SMTP: Final = Station("submission", "smtp.sakura.example", "handed over", at(2), events=(1,))
_MX: Final = Station("mx", "mx.fuji.example", "handed over", at(2), events=(1,))
_KEN: Final = Station("mailbox", "ken", "here", at(2), responsible=True, events=(1,))
_QUEUED: Final = replace(
    _SMTP, state="waiting", since=at(1), responsible=True, detail="09:15:02", after=_TAKEN
)
_REFUSED: Final = replace(_MX, state="refused", detail=_NOBODY)
_UNREACHED: Final = Station("mailbox", "nobody", "untouched")
_ERROR: Final = ErrorMail(
    "B", "submission", "smtp.sakura.example", "aya@sakura.example", "written", at(2), events=(1,)
)
_AYA: Final = {
    "mail_from": "aya@sakura.example",
    "rcpt_tos": ("nobody@fuji.example",),
}

ERROR_WRITTEN: Final = Journey(
    "A",
    (_PC, replace(_SMTP, state="here", since=at(1), responsible=True), _REFUSED, _UNREACHED),
    (),
    errors=(_ERROR,),
    **_AYA,  # type: ignore[arg-type]
)
ERROR_ARRIVED: Final = replace(
    ERROR_WRITTEN,
    stations=(_PC, replace(_SMTP, state="gone", since=at(3)), _REFUSED, _UNREACHED),
    errors=(replace(_ERROR, state="arrived", since=at(3)),),
)
ERROR_WAITS: Final = replace(
    ERROR_WRITTEN, errors=(replace(_ERROR, state="waiting", next_try="09:15:03", events=(1, 2)),)
)
ERROR_OF_MX: Final = replace(
    ERROR_WRITTEN,
    stations=(
        _PC,
        _SMTP,
        replace(_MX, state="gone", since=at(3)),
        Station("mailbox", "full", "refused", at(2), detail="552 5.2.2 this mailbox is full"),
    ),
    errors=(
        replace(_ERROR, station="mx", host="smtp.fuji.example", state="lost", since=at(3)),
        replace(_ERROR, letter="C", station="mx", host="smtp.fuji.example", state="on its way"),
    ),
)
SEVERAL: Final = Journey(
    "A",
    (_PC, _QUEUED, replace(_MX, state="deferred", detail=_FULL), _KEN),
    _CARDS,
    mail_from="aya@sakura.example",
    rcpt_tos=("ken@fuji.example", "nobody@fuji.example", "full@fuji.example"),
    header_from='"Aya" <aya@sakura.example>',
    header_to="ken@fuji.example, nobody@fuji.example, full@fuji.example",
    subject="A: train times",
    takers=(
        Taker("ken@fuji.example", "delivered", "mx.fuji.example", at(2)),
        Taker("nobody@fuji.example", "refused", "mx.fuji.example", at(2), _NOBODY),
        Taker("full@fuji.example", "waiting", "smtp.sakura.example", at(1), _FULL, "09:15:02"),
    ),
    errors=(replace(_ERROR, state="arrived", since=at(3)),),
)
MANY: Final = replace(
    SEVERAL,
    stations=(_PC, _SMTP, _MX, replace(_KEN, name="ken, mika")),
    takers=tuple(
        Taker(f"{name}@fuji.example", state, "mx.fuji.example", at(2))  # type: ignore[arg-type]
        for name, state in (
            *(("ken", "delivered"), ("mika", "delivered"), ("info", "removed")),
            *((f"someone.with.a.long.name.{n}", "on its way") for n in range(6)),
        )
    ),
    errors=(),
)
GREYLISTED: Final = Journey(
    "A",
    (
        _PC,
        _QUEUED,
        replace(_MX, state="deferred", detail=_GREY),
        replace(_KEN, state="untouched", responsible=False, events=()),
    ),
    _CARDS,
    mail_from="aya@sakura.example",
    rcpt_tos=("ken@fuji.example",),
)
ERROR_MAIL: Final = Journey(
    "B",
    (
        Station("device", "", "passed by"),
        replace(_SMTP, since=at(3)),
        replace(_MX, name="mx.sakura.example", since=at(3)),
        replace(_KEN, name="aya", since=at(3)),
    ),
    (DeviceCard("pc", "IMAP", online=True, holds="nothing"),),
    mail_from="",
    rcpt_tos=("aya@sakura.example",),
    header_from="MAILER-DAEMON@smtp.sakura.example",
    header_to="<aya@sakura.example>",
    subject="Not delivered: A: train times",
)
STRANGER: Final = Journey(
    "A",
    (replace(_PC, name=""), Station("submission", "", "passed by"), _MX, _KEN),
    _CARDS,
    mail_from="x@crow.example",
    rcpt_tos=("ken@fuji.example",),
    header_from='"Prime Minister" <prime-minister@kantei.example>',
    header_to="ken@fuji.example",
    subject="A: new recipe",
)
DEVICES: Final = replace(
    STRANGER,
    stations=(_PC, _SMTP, _MX, _KEN),
    devices=(
        DeviceCard("phone", "IMAP", online=False, holds="view"),
        DeviceCard("laptop", "IMAP", online=True, holds="nothing", lost=True),
        DeviceCard("tablet", "POP3", online=False, holds="copy"),
    ),
    **_AYA | {"rcpt_tos": ("ken@fuji.example",), "header_from": "Aya <aya@sakura.example>"},  # type: ignore[arg-type]
)

JOURNEYS: Final[Mapping[str, Journey]] = {
    "error-written": ERROR_WRITTEN,
    "error-waits": ERROR_WAITS,
    "error-arrived": ERROR_ARRIVED,
    "error-of-mx": ERROR_OF_MX,
    "error-mail": ERROR_MAIL,
    "several": SEVERAL,
    "many": MANY,
    "greylisted": GREYLISTED,
    "stranger": STRANGER,
    "devices": DEVICES,
}
