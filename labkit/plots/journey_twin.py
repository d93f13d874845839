"""The journey in words: station, state, since."""

from __future__ import annotations

from labkit.plots import journey_return
from labkit.plots.journey_letter import rows_of
from labkit.plots.journey_routes import state_of as device_state
from labkit.plots.journey_takers import state_of
from labkit.plots.names import capital, clock_time, listed, named, person
from labkit.plots.picture import Twin
from labkit.records import DeviceCard, Journey, Station, Taker
from labkit.texts import Language, say


def twin_of(record: Journey, language: Language) -> Twin:
    """Return *record* as a table with its answer."""
    head = tuple(say(language, f"journey.head_{part}") for part in ("station", "state", "since"))
    stations = tuple(
        _station(number, station, language) for number, station in enumerate(record.stations, 1)
    )
    devices = tuple(_device(card, language) for card in record.devices)
    takers = tuple(_taker(taker, language) for taker in record.takers)
    errors = tuple(
        (
            journey_return.name_of(e, language),
            journey_return.state_of(e, language),
            clock_time(e.since),
        )
        for e in record.errors
    )
    title = say(language, "journey.title", letter=record.letter)
    return Twin(
        title,
        _answer(record, language),
        head,
        stations + takers + errors + devices,
        _notes(record, language),
    )


def place_of(station: Station, language: Language) -> str:
    """Return a station's name: "Aya's PC", "smtp.sakura.example", "Ken's mailbox"."""
    if not station.name and station.role in ("device", "submission"):
        stranger = station.role == "device" and station.state != "passed by"
        return say(language, "journey.stranger" if stranger else f"journey.no_{station.role}")
    owners = station.name.split(", ")
    if station.role == "mailbox" and len(owners) > 1:
        owner = listed(language, [person(language, one) for one in owners])
        return say(language, "journey.mailboxes", owner=owner)
    if station.role in ("device", "mailbox"):
        owner = person(language, station.name)
        device = say(language, f"journey.kind.{station.device}")
        return say(language, f"journey.{station.role}", owner=owner, device=device)
    return station.name


def state_word(station: Station, language: Language) -> str:
    """Return what happened at a station, in two words."""
    return say(language, f"journey.state.{station.state.replace(' ', '_')}")


def detail_of(station: Station, language: Language) -> str:
    """Return what more there is to say of a station: a reply, or when it tries again."""
    if station.state == "waiting" and station.detail:
        return say(language, "journey.next", time=station.detail)
    return station.detail


def told_of(number: int, station: Station, language: Language) -> str:
    """Return all that the box of *station* says."""
    name, state, since = _station(number, station, language)
    words = [state, since] if since else [state]
    return say(language, "journey.said", label=name, value=listed(language, words))


def _station(number: int, station: Station, language: Language) -> tuple[str, ...]:
    words = [state_word(station, language)]
    if station.detail:
        words.append(detail_of(station, language))
    if station.responsible:
        words.append(_responsible(station, language))
    since = "" if station.state in ("untouched", "passed by") else clock_time(station.since)
    return f"{number} {place_of(station, language)}", listed(language, words), since


def _responsible(station: Station, language: Language) -> str:
    if not station.after:
        return say(language, "journey.responsible")
    return say(language, "journey.responsible_after", reply=station.after)


def _taker(taker: Taker, language: Language) -> tuple[str, ...]:
    state = say(language, "journey.taker_at", state=state_of(taker, language), place=taker.place)
    words = [state, *([taker.reply] if taker.reply else [])]
    if taker.next_try:
        words.append(say(language, "journey.next", time=taker.next_try))
    name = say(language, "journey.taker_of", address=taker.address)
    return name, listed(language, words), clock_time(taker.since)


def _device(card: DeviceCard, language: Language) -> tuple[str, ...]:
    name = named(language, "holder", card.name)
    state = device_state(card)
    holds = say(language, f"journey.holds.{state}")
    if not card.online and state not in ("asleep", "lost"):
        holds = listed(language, [holds, say(language, "film.offline")])
    return say(language, "film.holder", holder=name, protocol=card.protocol), holds, ""


def _answer(record: Journey, language: Language) -> str:
    here = [s for s in record.stations if s.state in ("here", "waiting")]
    holders = here or [s for s in record.stations if s.responsible]
    if not holders:
        return say(language, f"journey.{_without_holder(record)}", letter=record.letter)
    responsible = [s for s in record.stations if s.responsible] or holders
    answer = say(
        language,
        "journey.answer" if len(responsible) == 1 else "journey.answer_both",
        letter=record.letter,
        place=_places(holders, language),
        responsible=_subject(responsible, language),
    )
    missed = sum(taker.state not in ("delivered", "removed") for taker in record.takers)
    if not missed or holders[-1].role != "mailbox":
        return answer
    count = {"count": missed, "all": len(record.takers)}
    return say(language, "journey.answer_some", answer=answer, **count)


def _subject(stations: list[Station], language: Language) -> str:
    """Return *stations* as the beginning of a sentence; a host's name stays as it is."""
    words = _places(stations, language)
    return words if stations[0].role in ("submission", "mx") else capital(words)


def _places(stations: list[Station], language: Language) -> str:
    return listed(language, [place_of(station, language) for station in stations])


def _without_holder(record: Journey) -> str:
    """Return why nobody has the letter, as a key: the last station that let go of it knows."""
    gone = [station.role for station in record.stations if station.state == "gone"]
    if not gone:
        return "nowhere"
    if gone[-1] == "mailbox":
        return "gone"
    unheard = record.errors and all(error.state == "lost" for error in record.errors)
    return "unheard" if unheard else "returned"


def _notes(record: Journey, language: Language) -> tuple[str, ...]:
    marks = [f"Received: {mark}" for mark in record.postmarks]
    fields = rows_of(record, language)
    told = []
    for key, side in (("envelope", 0), ("letter", 1)):
        parts = [
            say(language, "journey.said", label=f.label, value=(f.envelope, f.letter)[side])
            for f in fields
            if (f.envelope, f.letter)[side]
        ]
        if parts:
            name = say(language, f"journey.{key}")
            told.append(say(language, "journey.strip", side=name, parts=listed(language, parts)))
    if any(field.differs for field in fields):
        told.append(say(language, "journey.differs"))
    return (*marks, *told)
