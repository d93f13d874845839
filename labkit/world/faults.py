"""The switchboard: what goes wrong on purpose. No dice are cast, and ``lab.reset()`` ends all.

Each switch acts where the real trouble would be: at the wire (hosts, cables, networks) or in a
provider's rules (full mailbox, greylisting). So nothing here has to remember what is thrown: it
looks. Each is an event of the lab's history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from labkit.agents import cable
from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble, reply_text
from labkit.mail.account import Account
from labkit.mail.policy import MAX_LETTER, Policy
from labkit.records import Fault, Notice
from labkit.wire.link import Cut
from labkit.world import scene
from labkit.world.thrown import DOMAINS, HOSTS, thrown

if TYPE_CHECKING:
    from labkit.agents.device import Device
    from labkit.world.household import Household

NAMED = ("aya", "ken", "mika", "boss")  # who has a name in each language
NETWORKS = ("home", "cafe", "offline")
MAX_NUMBER = 1_000_000_000
MAX_LATE = 2.0  # seconds each way; after ten without an answer a client would give up


class Faults:
    """The switches of one *household*'s lab; each returns what was done, in a sentence."""

    def __init__(self, household: Household) -> None:
        self._household = household

    # --- hosts -----------------------------------------------------------------------------------

    def down(self, host: str) -> Outcome:
        """Switch *host* off: nobody gets an answer there, and who is connected is cut off."""
        self._known(host, HOSTS)
        self._set_up(host, False)
        return self._done("down", host)

    def up(self, host: str) -> Outcome:
        """Switch *host* on again."""
        self._known(host, HOSTS)
        self._set_up(host, True)
        return self._done("up", host)

    def busy(self, host: str) -> Outcome:
        """Let *host* send everybody away for now: 421, -ERR [SYS/TEMP], BYE [UNAVAILABLE]."""
        self._known(host, HOSTS)
        policy = self._policy_of(host.partition(".")[2])
        self._household.world.change(lambda: policy.busy.add(host))
        return self._done("busy", host)

    def free(self, host: str) -> Outcome:
        """Let *host* have time for everybody again."""
        self._known(host, HOSTS)
        policy = self._policy_of(host.partition(".")[2])
        self._household.world.change(lambda: policy.busy.discard(host))
        return self._done("free", host)

    # --- providers -------------------------------------------------------------------------------

    def greylist(self, domain: str, minutes: int = 5) -> Outcome:
        """Let *domain*'s MX send strangers away for so many *minutes* (451 4.7.1); 0 ends it."""
        minutes = self._number(minutes)
        self._decide(domain, "greylist", timedelta(minutes=minutes) if minutes else None)
        return self._done("greylist" if minutes else "no_greylist", domain, value=minutes)

    def size_limit(self, domain: str, octets: int | None = 120_000) -> Outcome:
        """Let *domain*'s servers take letters of at most *octets* (552 5.3.4); None ends it."""
        limit = MAX_LETTER if octets is None else min(self._number(octets), MAX_LETTER)
        self._decide(domain, "size_limit", limit)
        kind = "no_size_limit" if octets is None else "size_limit"
        return self._done(kind, domain, value=f"{limit:,}")

    def disk_full(self, domain: str, full: bool = True) -> Outcome:
        """Fill the disk of *domain*'s servers: they have room for nothing new (452 4.3.1)."""
        self._decide(domain, "disk_full", bool(full))
        return self._done("disk_full" if full else "disk_free", domain)

    def seen_on_retr(self, domain: str, seen: bool = True) -> Outcome:
        r"""Let *domain*'s POP3 server mark as read (``\Seen``) what is fetched: a habit of some."""
        self._decide(domain, "seen_on_retr", bool(seen))
        return self._done("seen_on_retr" if seen else "no_seen_on_retr", domain)

    def expire(self, domain: str, days: int | None = 14) -> Outcome:
        """Let *domain*'s servers remove letters from inboxes after so many *days*; None ends it.

        With 0 what was fetched by POP3 goes at QUIT (RFC 2449 section 6.7).
        """
        days = None if days is None else self._number(days)
        self._decide(domain, "expire_days", days)
        return self._done("no_expire" if days is None else "expire", domain, value=days or 0)

    def login_delay(self, domain: str, seconds: int = 60) -> Outcome:
        """Let *domain*'s POP3 server want *seconds* between two logins of one user; 0 ends it."""
        seconds = self._number(seconds)
        self._decide(domain, "login_delay", seconds)
        return self._done("login_delay" if seconds else "no_login_delay", domain, value=seconds)

    # --- mailboxes -------------------------------------------------------------------------------

    def full(self, person: str, letters: int = 3, code: int = 452) -> Outcome:
        """Let *person*'s mailbox hold so many *letters*; one more meets *code*: 452 or 552."""
        account, number = self._account(person), self._number(letters)
        if code not in (452, 552):
            raise self._trouble("switch.trouble.code", code=reply_text(code)[:20])

        def fill() -> None:
            account.store.quota, account.when_full = number, 552 if code == 552 else 452

        self._household.world.change(fill)
        return self._done("full", person, value=number, code=code)

    def roomy(self, person: str) -> Outcome:
        """Let *person*'s mailbox hold any number of letters."""
        account = self._account(person)
        self._household.world.change(lambda: setattr(account.store, "quota", None))
        return self._done("roomy", person)

    def restore(self, person: str) -> Outcome:
        """Bring *person*'s mailbox back from a backup: the same letters, all numbers new."""
        account = self._account(person)
        self._household.world.change(lambda: account.store.restored())
        return self._done("restore", person)

    # --- devices ---------------------------------------------------------------------------------

    def network(self, device: str, where: str) -> Outcome:
        """Bring *device* into a network: "home", "cafe" (nothing leaves to port 25), "offline"."""
        found = self._device(device)
        self._known(where, NETWORKS)
        if found.lost:
            who = Notice(f"device.{found.name}")
            raise self._trouble("trouble.lost_device", who=who, name=found.name)
        blocked = self._household.network.outages.blocked
        blocked.pop(found.name, None)
        if where == "offline":
            return found.go_offline()
        if where == "cafe":
            blocked[found.name] = frozenset({scene.RELAY})
        return self._done(f"network_{where}", found.name, action=lambda: found.plug_in())

    def slow(self, device: str, seconds: float = 0.2) -> Outcome:
        """Let everything that passes to or from *device* be late by *seconds*; 0 ends it."""
        found = self._device(device)
        try:
            late = min(max(0.0, float(seconds)), MAX_LATE)  # in this order NaN is 0
        except (TypeError, ValueError, OverflowError):
            raise self._trouble("switch.trouble.number") from None
        latency = self._household.network.outages.latency
        latency.pop(found.name, None)
        if late:
            latency[found.name] = late
        return self._done("slow" if late else "no_slow", found.name, value=f"{late:g}")

    def cut(
        self,
        device: str,
        before: str | None = None,
        after_lines: int | None = None,
        after_octets: int | None = None,
        direction: str = "C",
    ) -> Outcome:
        """Pull the cable of *device* in its next connection, and put it in again after it.

        *before* a line that begins so ("QUIT", "MAIL FROM"), or after so many lines or octets that
        have passed; *direction* "C" counts what the device says, "S" what the server says. Without
        a place the cable stays in.
        """
        found = self._device(device)
        if direction not in ("C", "S"):
            raise self._trouble("switch.trouble.direction")
        places = {"before": before, "after_lines": after_lines, "after_octets": after_octets}
        given = {name: value for name, value in places.items() if value is not None}
        if not given:
            self._household.network.outages.cuts.pop(found.name, None)
            return self._done("no_cut", found.name)
        if len(given) > 1:
            raise self._trouble("switch.trouble.cut")
        if before is not None:
            verb = cable.verb_of(reply_text(before)[:20])
            if not verb:
                raise self._trouble("switch.trouble.cut")
            cut = cable.before(verb, direction)
        else:
            [(name, value)] = given.items()
            words = f"{name}={self._number(value)} {direction}"
            cut = Cut(direction, after_octets, after_lines, words=words)
        self._household.network.outages.cuts[found.name] = cut
        return self._done("cut", found.name, value=_place(given, cut))

    def lose(self, device: str) -> Outcome:
        """Let *device* fall into the river."""
        return self._device(device).lose()

    def child(self, device: str) -> Outcome:
        """Let a child delete everything on *device*."""
        return self._device(device).delete_all()

    # --- all of them -----------------------------------------------------------------------------

    def clear(self) -> Outcome:
        """End everything that goes wrong on purpose. What has happened stays."""
        household = self._household
        household.network.outages.clear()
        household.world.change(household.world.mend)
        household.world.change(household.world.traffic.look_at_hosts)
        for device in household.devices.values():
            device.plug_in()
        return self._done("clear", "")

    @property
    def active(self) -> tuple[Fault, ...]:
        """The switches that are thrown now."""
        household = self._household
        return household.world.change(lambda: tuple(thrown(household)))

    # --- inside ----------------------------------------------------------------------------------

    def _done(
        self,
        kind: str,
        target: str,
        action: Callable[[], None] | None = None,
        **values: str | int | Notice,
    ) -> Outcome:
        household = self._household
        if action is not None:
            action()
        told = {"target": self._shown(target), **values}
        household.happened("lab", Notice(f"event.fault.{kind}", told))
        return Outcome(Notice(f"switch.done.{kind}", told), household.language)

    def _set_up(self, host: str, up: bool) -> None:
        self._household.network.set_up(host, up)
        # A server that is off works no more at what it has taken, and goes on when it is on again.
        self._household.world.change(self._household.world.traffic.look_at_hosts)

    def _shown(self, target: str) -> str | Notice:
        """Return *target* as people say it, where they have a word for it."""
        if target in self._household.devices:
            return Notice(f"device.{target}")
        return Notice(f"picture.person.{target}") if target in NAMED else target

    def _decide(self, domain: str, rule: str, value: object) -> None:
        policy = self._policy_of(domain)
        self._household.world.change(lambda: setattr(policy, rule, value))

    def _policy_of(self, domain: str) -> Policy:
        self._known(domain, DOMAINS)
        return self._household.world.provider(domain).directory.policy

    def _account(self, person: str) -> Account:
        found = scene.person(str(person))
        if found is None:
            raise self._trouble("lab.no_person", name=reply_text(person)[:40])
        return self._household.world.account(found)

    def _device(self, device: str | Device) -> Device:
        name = getattr(device, "name", device)
        self._known(name, tuple(self._household.devices))
        return self._household.devices[name]

    def _known(self, name: str, names: tuple[str, ...]) -> None:
        if name not in names:
            given, known = reply_text(name)[:40], ", ".join(names)
            raise self._trouble("switch.trouble.name", name=given, names=known)

    def _number(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_NUMBER:
            raise self._trouble("switch.trouble.number")
        return value

    def _trouble(self, key: str, **values: str | Notice) -> Trouble:
        return Trouble(Notice(key, values), self._household.language)


def _place(given: Mapping[str, object], cut: Cut) -> Notice:
    """Return in words where a cable is pulled."""
    [(place, value)] = given.items()
    told = cut.words.removesuffix(" S") if place == "before" else f"{value:,}"
    return Notice(f"switch.place.{place}_{cut.direction}", {"value": told})
