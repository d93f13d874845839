"""Which chart is meant, and what it is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labkit.agents.trouble import Trouble, reply_text
from labkit.lab.health import WHO as HEALTH
from labkit.lab.wire import ladder_of
from labkit.records import Notice
from labkit.world.world import World

if TYPE_CHECKING:
    from labkit.plots.chart import FigurePicture

KINDS = ("timeline", "octets", "lag", "quota")


def chart(world: World, kind: object = None) -> FigurePicture:
    """Return the chart called *kind*, letters and octets over time for None; raise Trouble."""
    from labkit.plots.figure import figure
    from labkit.plots.lag import lag
    from labkit.plots.octets import octets
    from labkit.plots.quota import quota
    from labkit.plots.timeline import timeline

    name = None if kind is None else str(kind).strip().lower()
    if name == "lag":
        return lag(*world.events(), world.language)
    if name == "quota":
        return quota(*world.events(), world.language)
    # The health check is nobody's: a learner would look for it among the devices.
    sessions = [each for each in world.sessions() if each.who != HEALTH]
    if name is None:  # letters are counted on the wire
        return figure([ladder_of(world, each).session for each in sessions], world.language)
    if name in ("timeline", "octets"):
        return (timeline if name == "timeline" else octets)(sessions, world.language)
    values = {"kind": reply_text(kind)[:40], "kinds": ", ".join(KINDS)}
    raise Trouble(Notice("charts.no_kind", values), world.language)
