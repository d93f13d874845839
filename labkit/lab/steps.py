"""What a server did in one step, in words."""

from __future__ import annotations

from collections.abc import Callable

from labkit.records import Notice, Step


def told(step: Step, letter_of: Callable[[str], str]) -> tuple[Notice, Notice]:
    """Return the sentence for *step*, and its few words for the history."""
    kind = step.kind.replace(" ", "_")
    if not all(reply[:1] == "2" for _, reply in step.replies):
        kind = f"not_{kind}"
    hosts = ", ".join(f"{host} ({preference})" for host, preference in step.hosts)
    replies = "; ".join(f"{to}: {reply}" for to, reply in step.replies)
    values = {
        "letter": letter_of(step.letter) if step.letter else "",
        "domain": step.domain,
        "hosts": hosts or "–",
        "host": step.host or "–",
        "replies": replies,
        "people": ", ".join(to for to, _ in step.replies),
    }
    return Notice(f"step.{kind}", values), Notice(f"event.step.{kind}", values)
