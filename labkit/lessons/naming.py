"""How a sentence of a lesson calls devices and letters, in the language it is said in."""

from __future__ import annotations

from collections.abc import Sequence

from labkit.records import Notice


def holder(name: str) -> Notice:
    """Return what the pictures call a device or the server: "phone" is スマホ in Japanese."""
    return Notice(f"picture.holder.{name}")


def listed(names: Sequence[str | Notice]) -> str | Notice:
    """Return *names* as one: "A, B"."""
    said: str | Notice = names[-1] if names else ""
    for name in reversed(names[:-1]):
        said = Notice("picture.list", {"first": name, "rest": said})
    return said
