"""Everything at once: devices and servers against a model, for any row of actions and faults.

Hypothesis draws what people do, what breaks and how time passes. Each action ends in an Outcome or
a Trouble; after each one the models beside this file look at mailboxes, queues, the wire, devices
and the film. By hand it goes on for longer: ``LABKIT_STORIES=2000`` tells as many, new ones.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from labkit.agents.pop3_side import WORDS
from labkit.world.thrown import DOMAINS, HOSTS, PEOPLE
from tests.world.story import Story

BY_HAND = int(os.environ.get("LABKIT_STORIES", "0"))
STORIES, RULES = 100, 20  # how many, and how many rules each follows
AGAIN = 5  # each so manieth story is told twice

KEN, AYA = "ken@fuji.example", "aya@sakura.example"
TOS = (
    *(KEN, AYA, f"{KEN}, mika@fuji.example", f"boss@sakura.example, {KEN}"),
    *("info@fuji.example", "full@fuji.example", f"full@fuji.example, {KEN}"),
    *("nobody@fuji.example", f"nobody@fuji.example, {KEN}, {AYA}", "x@crow.example"),
)

devices = st.sampled_from(("phone", "laptop", "tablet", "pc"))
tos = st.sampled_from(TOS)
sizes = st.sampled_from((0, 0, 0, 0, 3000, 200_000))
whiches = st.integers(0, 7)
shelves = st.sampled_from(("Trash", "INBOX", "Sent", "Drafts", "Trips"))
domains = st.sampled_from(DOMAINS)
places = st.one_of(
    st.fixed_dictionaries({
        "before": st.sampled_from(("LOGIN", "SELECT", "UID", "STORE", "MOVE", "EXPUNGE", "FETCH",
                                   "APPEND", "LOGOUT", "DONE", "IDLE", "LIST", *WORDS,
                                   "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".")),
    }),
    st.fixed_dictionaries({
        "before": st.sampled_from(("+OK", "*", "A3", "A5", "250", "354", "+")),
        "direction": st.just("S"),
    }),
    st.fixed_dictionaries({
        "after_lines": st.integers(0, 40), "direction": st.sampled_from("CS"),
    }),
    st.fixed_dictionaries({
        "after_octets": st.integers(0, 1500), "direction": st.sampled_from("CS"),
    }),
)  # fmt: skip
SETTINGS: dict[str, tuple[object, ...]] = {
    "leave_on_server": (True, False),
    "keep_days": (None, 0, 1, 3),
    "bodies": (True, False),
    "careful": (True, True, False),
    "all_folders": (True, False),
    "sent": ("none", "local", "upload"),
}
values = st.sampled_from([(name, value) for name in SETTINGS for value in SETTINGS[name]])
rules = st.sampled_from([
    *[("greylist", minutes) for minutes in (0, 5, 90)],
    *[("size_limit", octets) for octets in (None, 600, 5000, 120_000)],
    *[("disk_full", True), ("disk_full", False), ("seen_on_retr", True), ("seen_on_retr", False)],
    *[("expire", days) for days in (None, 1, 3)],
    *[("login_delay", seconds) for seconds in (0, 30)],
])  # fmt: skip
sortings = st.sampled_from(("open", "mark", "unmark", "trash", "INBOX", "Sent", "expunge"))
pauses = st.lists(st.sampled_from((6, 16, 300, 1500, 8000)), min_size=1, max_size=3)
troubles = st.one_of(
    st.tuples(st.sampled_from(("down", "busy")), st.sampled_from(HOSTS)),
    st.tuples(
        st.just("full"), st.sampled_from(PEOPLE), st.integers(0, 2), st.sampled_from((452, 552))
    ),
    st.tuples(st.just("greylist"), domains, st.sampled_from((5, 90))),
    st.tuples(st.just("size_limit"), domains, st.just(600)),
    st.tuples(st.just("disk_full"), domains),
)
people = st.sampled_from(("ken", "ken", "aya", *PEOPLE))


class Households(RuleBasedStateMachine):
    """One story; a rule is what somebody may do, or what may go wrong."""

    stories = steps = 0  # told so far

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()

    def teardown(self) -> None:
        Households.stories += 1
        try:
            if self.story.agrees:
                self.story.end()
                if Households.stories % AGAIN == 0:
                    self._tell_again()
        finally:
            self.story.close()

    def do(self, who: str, what: str, *how: Any, **named: Any) -> None:
        Households.steps += 1
        self.story.do(who, what, *how, **named)

    @initialize(letters=st.integers(0, 3), synced=st.sets(devices), setting=values, device=devices)
    def begin(
        self, letters: int, synced: set[str], setting: tuple[str, object], device: str
    ) -> None:
        """Most stories begin with something to lose."""
        self.do(device, "set", *setting)
        for _ in range(letters):
            self.do("pc", "send")
        for name in sorted(synced):
            self.do(name, "sync")

    # --- writing ---------------------------------------------------------------------------------

    @rule()
    def aya_writes_to_ken(self) -> None:
        self.do("pc", "send")

    @rule(device=devices, to=tos, size=sizes)
    def send(self, device: str, to: str, size: int) -> None:
        self.do(device, "send", to, attachment=size)

    @rule(device=devices, which=whiches, forward=st.booleans(), to=tos)
    def answer(self, device: str, which: int, forward: bool, to: str) -> None:
        if letter := self._held(device, which):
            if forward:
                self.do(device, "forward", letter, to)
            else:
                self.do(device, "answer", letter)

    @rule(device=devices, which=whiches, deed=st.sampled_from(("save", "edit", "send")), to=tos)
    def draft(self, device: str, which: int, deed: str, to: str) -> None:
        drafts = self._names(device, shelf="Drafts")
        if deed == "save" or not drafts:
            self.do(device, "save_draft", to)
        elif deed == "edit":
            self.do(device, "edit_draft", drafts[which % len(drafts)], f"Again {which}")
        else:
            self.do(device, "send_draft", drafts[which % len(drafts)])

    # --- fetching and sorting --------------------------------------------------------------------

    @rule(device=devices)
    def sync(self, device: str) -> None:
        self.do(device, "sync")

    @rule(device=devices, word=st.sampled_from((None, None, *WORDS)))
    def get_and_delete(self, device: str, word: str | None) -> None:
        self.do(self._by_pop3(device), "get", delete=True, cut_before=word)

    @rule(
        device=devices,
        which=whiches,
        deed=st.one_of(sortings, shelves),
    )
    def sort(self, device: str, which: int, deed: str) -> None:
        self._held(device, which)
        self._sort(device, deed, which)

    @rule(device=devices, which=whiches, deed=st.sampled_from(("delete", "upload")))
    def own_copy(self, device: str, which: int, deed: str) -> None:
        if copies := self._names(device, holding="copy"):
            self.do(device, deed, copies[which % len(copies)])

    @rule(device=devices, deed=st.sampled_from(("make_folder", "remove_doubles", "forget")))
    def tidy(self, device: str, deed: str) -> None:
        self.do(device, deed, *(["Trips"] if deed == "make_folder" else []))

    @rule(which=whiches, peek=st.booleans())
    def program(self, which: int, peek: bool) -> None:
        letters = self.story.world.letters()
        self.do("program", "fetch", letters[which % len(letters)] if letters else "A", peek)

    @rule(to=tos)
    def crow(self, to: str) -> None:
        self.do("crow", "send", to)

    # --- how a device is used --------------------------------------------------------------------

    @rule(device=devices, deed=st.sampled_from(("connect", "idle", "disconnect", "manual")))
    def line(self, device: str, deed: str) -> None:
        self.do(device, deed)

    @rule(device=devices, minutes=st.sampled_from((120, 720, 1440)))
    def poll(self, device: str, minutes: int) -> None:
        self.do(device, "poll", minutes)

    @rule(device=devices, protocol=st.sampled_from(("POP3", "IMAP")))
    def use(self, device: str, protocol: str) -> None:
        self.do(device, "use", protocol)

    @rule(device=devices, setting=values)
    def set(self, device: str, setting: tuple[str, object]) -> None:
        self.do(device, "set", *setting)

    @rule(device=devices, deed=st.sampled_from(("go_offline", "go_online")))
    def plug(self, device: str, deed: str) -> None:
        self.do(device, deed)

    @rule(device=devices, deed=st.sampled_from(("lose", "replace", "delete_all")))
    def accident(self, device: str, deed: str) -> None:
        self.do(device, deed)

    # --- time, and servers by hand ---------------------------------------------------------------

    @rule(minutes=st.sampled_from((0, 1, 5, 16, 61, 300, 1500, 8000)))
    def wait(self, minutes: int) -> None:
        self.do("lab", "wait", minutes=minutes)

    @rule(deed=st.sampled_from(("hold", "step", "step", "step", "release")))
    def by_hand(self, deed: str) -> None:
        self.do("lab", deed)

    @rule(which=whiches, deed=st.sampled_from(("retry", "retry all", "give_up")))
    def queue(self, which: int, deed: str) -> None:
        if deed == "retry all":
            self.do("lab", "retry")
        elif rows := self.story.world.queue():
            self.do("lab", deed, rows[which % len(rows)].letter)

    # --- what goes wrong -------------------------------------------------------------------------

    @rule(host=st.sampled_from(HOSTS), deed=st.sampled_from(("down", "up", "busy", "free")))
    def host(self, host: str, deed: str) -> None:
        self.do("faults", deed, host)

    @rule(person=people, room=st.integers(0, 4), code=st.sampled_from((452, 552)))
    def full(self, person: str, room: int, code: int) -> None:
        self.do("faults", "full", person, room, code)

    @rule(person=people, deed=st.sampled_from(("roomy", "restore", "restore")))
    def mailbox(self, person: str, deed: str) -> None:
        self.do("faults", deed, person)

    @rule(domain=domains, rule=rules)
    def provider(self, domain: str, rule: tuple[str, object]) -> None:
        self.do("faults", rule[0], domain, rule[1])

    @rule(device=devices, where=st.sampled_from(("home", "home", "cafe", "offline")))
    def network(self, device: str, where: str) -> None:
        self.do("faults", "network", device, where)

    @rule(
        device=devices,
        place=places,
        deed=st.sampled_from((
            *("sync", "delete", "send", "mark", "trash", "expunge", "open", "answer"),
            *("save_draft", "send_draft", "idle", "connect", "delete_all", "upload"),
        )),
        which=whiches,
    )  # fmt: skip
    def cut(self, device: str, place: dict[str, Any], deed: str, which: int) -> None:
        """The cable is pulled in the midst of what the device does next."""
        self.do("faults", "cut", device, **place)
        holding = "copy" if deed == "upload" else ""
        names = self._names(device, holding, "Drafts" if deed == "send_draft" else "")
        if deed == "delete":
            self.do(self._by_pop3(device), "get", delete=True)
        elif deed in ("sync", "idle", "connect", "delete_all"):
            self.do(device, deed)
        elif deed in ("send", "save_draft"):
            self.do(device, deed, f"{KEN}, {AYA}")
        elif names:
            self.do(device, deed, names[which % len(names)])

    @rule(
        relay=st.sampled_from(("smtp.sakura.example", "smtp.fuji.example")),
        place=places,
        deed=st.sampled_from(("send", "retry", "step")),
        to=tos,
    )
    def cable(self, relay: str, place: dict[str, Any], deed: str, to: str) -> None:
        """The cable between two servers is pulled: a 250 may be lost, and a letter come twice."""
        self.do("cable", relay, **place)
        if deed == "send":
            self.do("pc" if "sakura" in relay else "phone", "send", to)
        else:
            self.do("lab", deed)

    # --- several things in a row, which alone would seldom meet --------------------------------

    @rule(
        device=devices,
        deeds=st.lists(st.tuples(sortings, whiches), min_size=1, max_size=4),
        other=devices,
        meanwhile=st.sampled_from(("expunge", "trash", "mark", "restore", "delete_all", "")),
        place=st.one_of(st.none(), places),
    )
    def offline(
        self,
        device: str,
        deeds: list[tuple[str, int]],
        other: str,
        meanwhile: str,
        place: dict[str, Any] | None,
    ) -> None:
        """What is done offline meets what others have done meanwhile, and a line that breaks."""
        self.do(device, "use", "IMAP")
        letter = self._held(device, deeds[0][1])
        self.do(device, "go_offline")
        for deed, which in deeds:
            self._sort(device, deed, which)
        self.do(other, "sync")
        if meanwhile == "restore":
            self.do("faults", "restore", "aya" if device == "pc" else "ken")
        elif meanwhile == "delete_all":
            self.do(other, meanwhile)
        elif meanwhile and letter in self._names(other):
            self.do(other, meanwhile, letter)
        self.do(device, "go_online")
        if place is not None:
            self.do("faults", "cut", device, **place)
            self.do(device, "sync")
        self.do(device, "sync")

    @rule(sender=devices, to=tos, trouble=troubles, pauses=pauses, end=st.booleans())
    def outage(
        self, sender: str, to: str, trouble: tuple[Any, ...], pauses: list[int], end: bool
    ) -> None:
        """A letter meets trouble, and comes through it, or doesn't."""
        self.do("faults", *trouble)
        self.do(sender, "send", to)
        for minutes in pauses:
            self.do("lab", "wait", minutes=minutes)
        if end:
            self.do("faults", "clear")
            self.do("lab", "retry")

    @rule(
        sender=devices,
        to=tos,
        steps=st.integers(1, 6),
        trouble=troubles,
        at=st.integers(0, 5),
        end=st.sampled_from(("release", "give_up", "wait", "")),
    )
    def way(
        self, sender: str, to: str, steps: int, trouble: tuple[Any, ...], at: int, end: str
    ) -> None:
        """A letter goes step by step, and something breaks between two steps."""
        self.do("lab", "hold")
        self.do(sender, "send", to)
        for step in range(steps):
            if step == at:
                self.do("faults", *trouble)
            self.do("lab", "step")
        if end == "wait":
            self.do("lab", "wait", minutes=300)
        elif end == "give_up" and (rows := self.story.world.queue()):
            self.do("lab", end, rows[at % len(rows)].letter)
        elif end == "release":
            self.do("lab", end)

    @rule(
        device=devices,
        setting=st.sampled_from((("leave_on_server", False), ("keep_days", 1), ("keep_days", 0))),
        word=st.sampled_from((None, *WORDS)),
        other=devices,
        meanwhile=st.sampled_from(("expunge", "restore", "connect", "wait", "delete", "upload")),
    )
    def maildrop(
        self,
        device: str,
        setting: tuple[str, object],
        word: str | None,
        other: str,
        meanwhile: str,
    ) -> None:
        """One takes by POP3 what another is busy with."""
        self.do(device, "use", "POP3")
        self.do(device, "set", *setting)
        self.do("phone" if device == "pc" else "pc", "send")
        self.do(device, "get", cut_before=word)
        self.do(device, "connect")
        names = self._names(other, "copy" if meanwhile in ("delete", "upload") else "")
        if meanwhile == "restore":
            self.do("faults", meanwhile, "aya" if device == "pc" else "ken")
        elif meanwhile == "wait":
            self.do("lab", "wait", minutes=1500)
        elif meanwhile == "connect":
            self.do(other, meanwhile)
        elif names:
            self.do(other, meanwhile, names[0])
        self.do(device, "get")
        self.do(device, "disconnect")
        self.do(device, "get")

    @rule(every=st.sampled_from(("clear", "clear", "clear", "reset")))
    def mend(self, every: str) -> None:
        self.do("lab" if every == "reset" else "faults", every)

    # --- inside ----------------------------------------------------------------------------------

    def _sort(self, device: str, deed: str, which: int) -> None:
        if names := self._names(device):
            name = names[which % len(names)]
            how = ("move", name, deed) if deed[0].isupper() else (deed, name)
            self.do(device, *how)

    def _by_pop3(self, device: str) -> str:
        return device if self.story.household.devices[device].protocol == "POP3" else "tablet"

    def _names(self, device: str, holding: str = "", shelf: str = "") -> list[str]:
        held = self.story.household.devices[device].held()
        return list(dict.fromkeys(
            each.letter for each in held
            if holding in ("", each.holding) and shelf in ("", each.shelf)
        ))  # fmt: skip

    def _held(self, device: str, which: int) -> str:
        """Return the name of a letter on *device*; one that has none gets one first."""
        if not self._names(device):
            self.do("phone" if device == "pc" else "pc", "send")
            self.do(device, "sync")
        names = self._names(device)
        return names[which % len(names)] if names else ""

    def _tell_again(self) -> None:
        """The same in another lab is the same, to the octet.

        After a reset servers say other numbers: UIDVALIDITY goes on, as it must.
        """
        deeds, said_by = self.story.deeds, "C" if self.story.was_reset else "CS"
        if self.story.was_reset and any("after_octets" in dict(deed.named) for deed in deeds):
            return  # so many octets of the server's are another place
        other = Story()
        try:
            for deed in deeds:
                deed.done(other.lab)
            mine, theirs = self.story.record(said_by), other.record(said_by)
            for one, another in zip(mine, theirs, strict=True):
                assert one == another, f"{one}\n{another}"
        finally:
            other.close()


@pytest.mark.slow
def test_whatever_happens_the_model_agrees() -> None:
    run_state_machine_as_test(
        Households,
        settings=settings(
            max_examples=BY_HAND or STORIES,
            stateful_step_count=RULES,
            derandomize=not BY_HAND,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    assert Households.steps >= 2000
