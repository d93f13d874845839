"""A thrown switch in words: for the switchboard, and for ``repr(lab.faults)``."""

from __future__ import annotations

from labkit.records import Fault, Notice
from labkit.texts import Language, find, say, tell

_PLACES = ("after_lines", "after_octets")


def sentence(fault: Fault) -> Notice:
    """Return what is the matter, as a sentence without its full stop.

    >>> tell("en", sentence(Fault("down", "mx.fuji.example")))
    'mx.fuji.example is down'
    """
    form, values = _form(fault)
    if values.get("value") == "1" and find("en", f"faults.is.{form}_one"):
        form += "_one"
    return Notice(f"faults.is.{form}", {"target": _whom(fault.target), **values})


def listed(faults: tuple[Fault, ...], language: Language) -> list[str]:
    """Return a line for each of *faults*; without any, the one that all is well."""
    lines = [tell(language, sentence(fault)) for fault in faults]
    return lines or [say(language, "faults.well")]


def _form(fault: Fault) -> tuple[str, dict[str, str]]:
    """Return the key's end, and what the sentence wants beside whom it is about."""
    match fault.kind:
        case "full":
            letters, _, code = fault.value.partition(" ")
            return "full", {"value": letters, "code": code}
        case "network":
            return f"network_{fault.value}", {}
        case "cut":
            return _cut(fault.value)
    return fault.kind, {"value": _grouped(fault.value)} if fault.value else {}


def _cut(value: str) -> tuple[str, dict[str, str]]:
    """Read "QUIT" or "after_lines=3 S": where, and "S" if it is the server who speaks there."""
    where, speaker = (value[:-2], "S") if value.endswith(" S") else (value.removesuffix(" C"), "C")
    place, _, count = where.partition("=")
    if place in _PLACES:
        return f"cut_{place}_{speaker}", {"value": _grouped(count)}
    return f"cut_before_{speaker}", {"value": where}


def _grouped(value: str) -> str:
    """Return a whole number with its thousands apart; anything else stays as it is."""
    return f"{int(value):,}" if value.isdecimal() else value


def _whom(name: str) -> str | Notice:
    for family in ("faults.whom", "picture.person"):
        if find("en", f"{family}.{name}"):
            return Notice(f"{family}.{name}")
    return name
