"""Which switches are thrown: read off where the trouble is, so that the board can't be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from labkit.mail.policy import MAX_LETTER, Policy
from labkit.records import Fault
from labkit.wire.outages import Outages
from labkit.world import scene

if TYPE_CHECKING:
    from labkit.agents.device import Device
    from labkit.world.household import Household
    from labkit.world.world import World

# Ken's provider first: there most of a lesson's trouble is.
_PROVIDERS = (scene.FUJI, scene.SAKURA)
HOSTS = tuple(host for d in _PROVIDERS for host in (d.mx, d.smtp, d.pop, d.imap))
DOMAINS = tuple(domain.name for domain in _PROVIDERS)
PEOPLE = tuple(person.local for domain in _PROVIDERS for person in domain.people)


def thrown(household: Household) -> Iterator[Fault]:
    """Yield what goes wrong in *household*'s lab. In the servers' thread."""
    outages = household.world.network.outages
    yield from (Fault("down", host) for host in HOSTS if host in outages.down)
    for domain in DOMAINS:
        yield from _rules(domain, household.world.provider(domain).directory.policy)
    yield from _mailboxes(household.world)
    for device in household.devices.values():
        yield from _lines(device, outages)


def _rules(domain: str, policy: Policy) -> Iterator[Fault]:
    yield from (Fault("busy", host) for host in HOSTS if host in policy.busy)
    if policy.greylist is not None:
        yield Fault("greylist", domain, str(policy.greylist // timedelta(minutes=1)))
    if policy.size_limit != MAX_LETTER:
        yield Fault("size_limit", domain, str(policy.size_limit))
    if policy.disk_full:
        yield Fault("disk_full", domain)
    if policy.seen_on_retr:
        yield Fault("seen_on_retr", domain)
    if policy.expire_days is not None:
        yield Fault("expire", domain, str(policy.expire_days))
    if policy.login_delay:
        yield Fault("login_delay", domain, str(policy.login_delay))


def _mailboxes(world: World) -> Iterator[Fault]:
    for domain in _PROVIDERS:
        for person in domain.people:
            account = world.account(person)
            quota = account.store.quota
            if quota is not None and (quota, account.when_full) != (person.quota, 452):
                yield Fault("full", person.local, f"{quota} {account.when_full}")


def _lines(device: Device, outages: Outages) -> Iterator[Fault]:
    name = device.name
    if not (device.online or device.lost):
        yield Fault("network", name, "offline")
    if name in outages.blocked:
        yield Fault("network", name, "cafe")
    if name in outages.latency:
        yield Fault("slow", name, f"{outages.latency[name]:g}")
    if name in outages.cuts:
        yield Fault("cut", name, outages.cuts[name].words)
