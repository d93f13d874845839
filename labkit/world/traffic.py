"""What is on its way between servers: relays and deliveries, by themselves, step by step, by hand.

All of it belongs to the servers' thread. A server whose machine is off does nothing, and keeps what
it had: its queue is on its disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from labkit.mail.expiry import expire, next_expiry
from labkit.mail.store import Store
from labkit.records import Step
from labkit.wire.network import Network
from labkit.world.provider import Provider

NOTHING = Step("nothing")


class Traffic:
    """The relays and deliveries of *providers*. ``held`` is whether somebody goes step by step."""

    def __init__(
        self, providers: Collection[Provider], network: Network, now: Callable[[], datetime]
    ) -> None:
        self.held = False
        self._providers = providers
        self._network = network
        self._now = now

    @property
    def next_due(self) -> datetime | None:
        """When something falls due by itself; None if nothing will."""
        dues = [due for each in self._providers for due in (each.relay.next_due,
                each.delivery.next_due)]  # fmt: skip
        dues += [next_expiry(store, days) for store, days in self._expiring()]
        return min((due for due in dues if due is not None), default=None)

    async def settle(self) -> None:
        """Return when nothing is on its way, and nothing is due that could go by itself."""
        await self._network.drained()
        for store, days in self._expiring():
            expire(store, self._now(), days)
        while not all(each.relay.idle and each.delivery.idle for each in self._providers):
            for each in self._providers:
                each.delivery.attempt_due()
                await each.relay.settle()
            await self._network.drained()

    def hold(self, held: bool) -> None:
        """Go step by step from now on, or by itself again."""
        self.held = held
        self.look_at_hosts()

    def look_at_hosts(self) -> None:
        """Let work whoever may: a machine that is off doesn't, nor any where all are held."""
        for each in self._providers:
            for server, host in (
                (each.relay, each.domain.smtp),
                (each.delivery, each.domain.mx),
            ):
                rests = self.held or not self._is_on(host)
                (server.hold if rests else server.release)()

    async def step(self) -> Step:
        """Let the next thing happen where a machine is on, and return what that was."""
        relays = [each.relay for each in self._providers if self._is_on(each.domain.smtp)]
        deliveries = [each.delivery for each in self._providers if self._is_on(each.domain.mx)]
        for relay in relays:
            step = await relay.step()
            if step.kind != "nothing":
                return step
        for delivery in deliveries:
            step = delivery.step()
            if step.kind != "nothing":
                return step
        return NOTHING

    def retry(self, message_id: str | None) -> int:
        """Try the letters with this Message-ID now, all for None; return how many there are."""
        return sum(
            server.retry(message_id)
            for each in self._providers
            for server in (each.relay, each.delivery)
        )

    async def give_up(self, message_id: str) -> int:
        """Give the letters with this Message-ID up; return how many there were."""
        count = 0
        for each in self._providers:
            count += await each.relay.give_up(message_id)
            count += each.delivery.give_up(message_id)
        return count

    def _is_on(self, host: str) -> bool:
        return host not in self._network.outages.down

    def _expiring(self) -> Iterator[tuple[Store, int]]:
        for each in self._providers:
            days = each.directory.policy.expire_days
            if days is not None:
                yield from ((store, days) for store in each.directory.stores())
