"""Each switch: what it does to the lab, that it is an event, and that it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from labkit.agents.outcome import Outcome
from labkit.agents.trouble import Trouble
from labkit.records import Fault
from labkit.texts import LANGUAGES, tell
from labkit.wire.outages import DIAL_PATIENCE
from labkit.wire.tcp import CLIENT_TIMEOUT
from labkit.world.faults import MAX_LATE, NETWORKS, Faults
from labkit.world.household import Household
from labkit.world.scene import AYA, KEN
from labkit.world.world import World
from tests.world.retold import retold

MX, FUJI = "mx.fuji.example", "fuji.example"

# How each switch is thrown, what the board then shows, and how it ends.
SWITCHES: list[tuple[Callable[[Faults], Outcome], Fault, Callable[[Faults], Outcome]]] = [
    (lambda f: f.down(MX), Fault("down", MX), lambda f: f.up(MX)),
    (lambda f: f.busy(MX), Fault("busy", MX), lambda f: f.free(MX)),
    (lambda f: f.greylist(FUJI), Fault("greylist", FUJI, "5"), lambda f: f.greylist(FUJI, 0)),
    (
        lambda f: f.size_limit(FUJI),
        Fault("size_limit", FUJI, "120000"),
        lambda f: f.size_limit(FUJI, None),
    ),
    (
        lambda f: f.disk_full(FUJI),
        Fault("disk_full", FUJI),
        lambda f: f.disk_full(FUJI, False),
    ),
    (
        lambda f: f.seen_on_retr(FUJI),
        Fault("seen_on_retr", FUJI),
        lambda f: f.seen_on_retr(FUJI, False),
    ),
    (lambda f: f.expire(FUJI), Fault("expire", FUJI, "14"), lambda f: f.expire(FUJI, None)),
    (
        lambda f: f.login_delay(FUJI),
        Fault("login_delay", FUJI, "60"),
        lambda f: f.login_delay(FUJI, 0),
    ),
    (lambda f: f.full("ken"), Fault("full", "ken", "3 452"), lambda f: f.roomy("ken")),
    (
        lambda f: f.full("ken", 1, 552),
        Fault("full", "ken", "1 552"),
        lambda f: f.roomy("ken"),
    ),
    (
        lambda f: f.network("pc", "cafe"),
        Fault("network", "pc", "cafe"),
        lambda f: f.network("pc", "home"),
    ),
    (
        lambda f: f.network("phone", "offline"),
        Fault("network", "phone", "offline"),
        lambda f: f.network("phone", "home"),
    ),
    (lambda f: f.slow("phone"), Fault("slow", "phone", "0.2"), lambda f: f.slow("phone", 0)),
    (
        lambda f: f.cut("tablet", before="+OK", direction="S"),
        Fault("cut", "tablet", "+OK S"),
        lambda f: f.cut("tablet"),
    ),
]


@pytest.fixture
def household(world: World) -> Iterator[Household]:
    made = Household(world, lambda: None)
    yield made
    made.close()


@pytest.mark.parametrize(("throw", "shown", "end"), SWITCHES, ids=[s[1].kind for s in SWITCHES])
def test_a_switch_is_thrown_shown_told_and_ended(
    household: Household,
    throw: Callable[[Faults], Outcome],
    shown: Fault,
    end: Callable[[Faults], Outcome],
) -> None:
    faults = Faults(household)
    outcome = throw(faults)
    assert faults.active == (shown,)
    for language in LANGUAGES:
        assert tell(language, outcome.notice)
    end(faults)
    assert faults.active == ()
    assert len(household.world.events()[0]) == 3  # the start, and one for each throw


@pytest.mark.parametrize(("throw", "shown", "end"), SWITCHES, ids=[s[1].kind for s in SWITCHES])
@pytest.mark.parametrize("how", ["clear", "reset"])
def test_clear_and_reset_end_whatever_is_thrown(
    household: Household,
    throw: Callable[[Faults], Outcome],
    shown: Fault,
    end: Callable[[Faults], Outcome],
    how: str,
) -> None:
    throw(Faults(household))
    if how == "clear":
        Faults(household).clear()
    else:
        household.reset()
    assert Faults(household).active == ()


def test_a_host_that_is_off_makes_a_letter_wait(household: Household) -> None:
    Faults(household).down(MX)
    household.devices["pc"].send()
    [row] = household.world.queue()
    assert (row.letter, row.reply) == ("A", "451 4.4.1 mx.fuji.example: nobody answers")
    Faults(household).up(MX)
    household.wait(DIAL_PATIENCE * 32)
    assert household.world.queue() == ()
    assert [row.letter for row in household.world.mailbox(KEN)] == ["A"]


def test_in_the_cafe_port_25_is_silent_and_only_the_clock_waits(household: Household) -> None:
    Faults(household).network("pc", "cafe")
    before = household.now()
    with pytest.raises(Trouble, match="lets nothing through to that port"):
        household.devices["pc"].send(port=25)
    assert household.now() - before == DIAL_PATIENCE
    household.devices["pc"].send()
    assert [row.letter for row in household.world.mailbox(KEN)] != []


def test_the_cable_is_pulled_once_before_the_word(household: Household) -> None:
    household.devices["pc"].send()
    tablet, faults = household.devices["tablet"], Faults(household)
    faults.cut("tablet", before="quit")
    assert faults.active == (Fault("cut", "tablet", "QUIT"),)
    with pytest.raises(Trouble, match="broke off"):
        tablet.get(delete=True)
    assert (faults.active, len(household.world.mailbox(KEN))) == ((), 1)
    tablet.get(delete=True)
    assert household.world.mailbox(KEN) == ()


def test_a_word_is_found_behind_an_imap_tag(household: Household) -> None:
    household.devices["pc"].send()
    Faults(household).cut("phone", before="LOGIN")
    with pytest.raises(Trouble, match="broke off"):
        household.devices["phone"].sync()
    said = household.world.lines(household.world.sessions()[-1].id)
    assert said[-1].octets.startswith(b"a1 LOGIN")
    assert said[-1].lost


@pytest.mark.parametrize(
    ("device", "direction", "before", "word", "lost"),
    [
        ("pc", "C", "mail from", "MAIL", b"MAIL FROM:"),
        ("phone", "C", "uid fetch", "FETCH", b"a3 UID FETCH"),
        ("pc", "S", "250", "250 S", b"250-smtp.sakura.example"),
        ("tablet", "S", "-err", "-ERR S", b"-ERR [SYS/TEMP]"),
    ],
)
def test_a_word_is_found_as_people_know_it(
    household: Household, device: str, direction: str, before: str, word: str, lost: bytes
) -> None:
    household.devices["pc"].send()
    faults = Faults(household)
    if before == "-err":
        faults.busy("pop.fuji.example")
    faults.cut(device, before=before, direction=direction)
    assert faults.active[-1] == Fault("cut", device, word)
    act = household.devices[device].send if device == "pc" else household.devices[device].get
    with pytest.raises(Trouble, match="broke off"):
        act()
    said = household.world.lines(household.world.sessions()[-1].id)
    [first, *_] = [line for line in said if line.lost]
    assert first.octets.startswith(lost)


def test_a_letter_that_got_its_250_was_taken_though_the_quit_is_lost(household: Household) -> None:
    pc = household.devices["pc"]
    pc.sent = "local"
    Faults(household).cut("pc", before="QUIT")
    assert "handed A in" in repr(pc.send())
    assert [(tile.letter, tile.shelf) for tile in pc.tiles()] == [("A", "Sent")]
    assert household.world.sessions()[0].end == "cut"
    assert [row.letter for row in household.world.mailbox(KEN)] == ["A"]


@pytest.mark.parametrize("place", [{"after_lines": 2}, {"after_octets": 30}])
@pytest.mark.parametrize("direction", ["C", "S"])
def test_the_cable_is_pulled_after_so_much(
    household: Household, place: dict[str, int], direction: str
) -> None:
    household.devices["pc"].send()
    Faults(household).cut("tablet", direction=direction, **place)
    [fault] = Faults(household).active
    name, number = next(iter(place.items()))
    assert fault == Fault("cut", "tablet", f"{name}={number} {direction}")
    with pytest.raises(Trouble):
        household.devices["tablet"].get()
    assert household.world.sessions()[-1].end == "cut"
    household.devices["tablet"].get()


@pytest.mark.parametrize(
    ("throw", "told"),
    [
        (lambda f: f.cut("tablet", before="quit"), "pulled before it says QUIT."),
        (lambda f: f.cut("tablet", after_lines=3, direction="S"), "after the server's line 3."),
        (lambda f: f.size_limit(FUJI, 120_000), "at most 120,000 octets."),
        (lambda f: f.full("boss"), "The mailbox of the boss holds 3 letters"),
    ],
)
def test_what_was_done_is_told_in_words(
    household: Household, throw: Callable[[Faults], Outcome], told: str
) -> None:
    assert told in repr(throw(Faults(household)))


def test_a_restored_mailbox_has_other_numbers(household: Household) -> None:
    pc, phone, tablet = (household.devices[name] for name in ("pc", "phone", "tablet"))
    pc.send()
    phone.sync()
    tablet.get()
    before = phone.shelves["INBOX"].uid_validity
    Faults(household).restore("ken")
    phone.sync()
    after = phone.shelves["INBOX"].uid_validity
    assert before is not None
    assert after is not None
    assert after > before
    tablet.get()
    assert [tile.letter for tile in tablet.tiles()] == ["A", "A"]  # new unique-ids: M03


def test_accidents_happen_to_one_device(household: Household) -> None:
    pc, phone, laptop = (household.devices[name] for name in ("pc", "phone", "laptop"))
    pc.send()
    phone.sync()
    laptop.sync()
    Faults(household).lose("phone")
    assert (phone.tiles(), len(laptop.tiles())) == ((), 1)
    Faults(household).child("laptop")
    assert (laptop.tiles(), household.world.mailbox(KEN)) == ((), ())


@pytest.mark.parametrize(
    "throw",
    [
        lambda f: f.down("mx.nowhere.example"),
        lambda f: f.down(None),
        lambda f: f.greylist(FUJI, -1),
        lambda f: f.greylist(FUJI, "five"),
        lambda f: f.size_limit("fuji"),
        lambda f: f.full("nobody"),
        lambda f: f.full("ken", code=550),
        lambda f: f.full("ken", letters=2.5),
        lambda f: f.network("phone", "train"),
        lambda f: f.network("watch", "cafe"),
        lambda f: f.slow("phone", "much"),
        lambda f: f.slow("phone", None),
        lambda f: f.slow("phone", 10**400),
        lambda f: f.cut("phone", before="QUIT", after_lines=1),
        lambda f: f.cut("phone", before="QUIT", direction="X"),
        lambda f: f.cut("phone", before=" "),
        lambda f: f.lose(7),
    ],
)
def test_a_switch_that_is_thrown_wrongly_says_so_and_changes_nothing(
    household: Household, throw: Callable[[Faults], Outcome]
) -> None:
    with pytest.raises(Trouble):
        throw(Faults(household))
    assert Faults(household).active == ()
    assert len(household.world.events()[0]) == 1


@pytest.mark.parametrize(("seconds", "late"), [(1e9, MAX_LATE), (-1, 0.0), (float("nan"), 0.0)])
def test_no_line_is_so_slow_that_its_clients_give_up(
    household: Household, seconds: float, late: float
) -> None:
    Faults(household).slow("phone", seconds)
    assert household.network.outages.latency.get("phone", 0.0) == late
    assert 4 * late < CLIENT_TIMEOUT


@pytest.mark.parametrize("where", NETWORKS)
def test_a_lost_device_is_in_no_network(household: Household, where: str) -> None:
    Faults(household).lose("phone")
    with pytest.raises(Trouble, match="lies in the river"):
        Faults(household).network("phone", where)
    assert household.network.outages.blocked == {}


def test_a_device_may_be_named_by_itself(household: Household) -> None:
    Faults(household).slow(household.devices["phone"], 0.01)
    assert Faults(household).active == (Fault("slow", "phone", "0.01"),)


def test_after_a_reset_the_same_switches_tell_the_same_story(household: Household) -> None:
    def run() -> tuple[object, ...]:
        Faults(household).down(MX)
        household.devices["pc"].send()
        Faults(household).full("ken", 2)
        Faults(household).up(MX)
        household.wait(DIAL_PATIENCE * 40)
        household.devices["tablet"].get()
        world = household.world
        # UIDVALIDITY goes on, so numbers and what servers say differ; all else must be the same.
        heard = [line for s in world.sessions() for line in world.lines(s.id)]
        said = [line for line in heard if line.direction == "C"]
        return retold(world), said, world.mailbox(AYA)

    first = run()
    household.reset()
    assert run() == first
