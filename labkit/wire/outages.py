"""What is broken between callers and hosts, by their names: a network asks here before it connects.

Plain data, so whoever throws a switch and whoever looks at the switchboard see the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from labkit.wire.link import Cut

# How long a caller waits at a port where nobody answers, on the lab's clock; nobody really waits.
DIAL_PATIENCE = timedelta(seconds=30)


class Unreachable(OSError):
    """The caller has no network."""


class BlockedPort(TimeoutError):
    """The caller's network lets nothing through to this port: no answer ever comes."""


@dataclass(eq=False, slots=True)
class Outages:
    """``unplugged`` callers have no network, hosts that are ``down`` refuse everybody.

    ``blocked`` names, for a caller, the ports at which its network lets nothing through;
    ``latency`` the seconds that every octet of a caller is late, each way; ``cuts`` where the
    cable of its next connection is pulled: after that it is in again.
    """

    unplugged: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)
    blocked: dict[str, frozenset[int]] = field(default_factory=dict)
    latency: dict[str, float] = field(default_factory=dict)
    cuts: dict[str, Cut] = field(default_factory=dict)

    def check(self, who: str, host: str, port: int) -> None:
        """Raise what a caller meets: Unreachable, BlockedPort, ConnectionRefusedError."""
        if who in self.unplugged:
            raise Unreachable(f"{who} has no network")
        if port in self.blocked.get(who, ()):
            raise BlockedPort(f"nothing comes back from {host} port {port}")
        if host in self.down:
            raise ConnectionRefusedError("nobody answers")

    def clear(self) -> None:
        """Mend everything."""
        for each in self._all():
            each.clear()

    def _all(self) -> Iterator[set[str] | dict[str, object]]:
        for name in self.__slots__:
            yield getattr(self, name)
