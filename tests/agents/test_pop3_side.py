"""The tablet: what it takes, what it keeps, what it asks the server to delete, what it forgets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from labkit.agents.device import Device
from labkit.agents.pop3_side import WORDS
from labkit.agents.trouble import Trouble
from labkit.records import Notice, Tile
from labkit.texts import tell
from tests.agents.household import DOORS, KEN, Household


def names(tablet: Device) -> list[str]:
    return [tile.letter for tile in tablet.tiles()]


def test_get_copies_what_is_new_and_leaves_it_on_the_server(
    house: Household, tablet: Device
) -> None:
    house.arrive("first\r\n.dotted")
    house.arrive("second")
    outcome = tablet.get()
    assert repr(outcome) == "Tablet: got 2 letters (A, B), and left everything on the server."
    assert outcome.letters == ("A", "B")
    assert house.on_server() == ["A", "B"]
    assert not any(line.startswith("DELE") for line in house.said())
    assert [held.message.octets for held in tablet.held()] == [
        entry.message.octets for entry in house.entries()
    ]
    assert house.happenings == [("tablet", "event.get", 0)]
    assert tablet.synced


def test_a_second_get_finds_nothing_new(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    assert repr(tablet.get()) == "Tablet: nothing new."
    assert names(tablet) == ["A"]
    assert not any(line.startswith("RETR") for line in house.said())


def test_get_with_delete_asks_and_says_goodbye(house: Household, tablet: Device) -> None:
    house.arrive()
    outcome = tablet.get(delete=True)
    assert repr(outcome).endswith("asked the server to delete A, and said goodbye (QUIT).")
    assert house.said()[-2:] == ["DELE 1", "QUIT"]
    assert house.on_server() == []
    assert names(tablet) == ["A"]


def test_a_letter_for_utf8_stops_nothing_and_is_fetched_too(
    house: Household, tablet: Device
) -> None:
    # RFC 6856 section 5: the server withholds it from who has not said UTF8 before the login.
    house.file("Message-ID: <x@y>\r\nSubject: 富士\r\n\r\nHello\r\n".encode())
    house.arrive()
    outcome = tablet.get(delete=True)
    assert len(outcome.letters) == 2
    assert [word.split()[0] for word in house.said(0)] == [
        *("USER", "PASS", "UIDL", "RETR", "RETR", "DELE", "QUIT"),
    ]
    assert house.said(1)[0] == "UTF8"
    assert house.said(1)[-3:] == ["RETR 1", "DELE 1", "QUIT"]
    assert house.on_server() == []
    assert {held.message.subject for held in tablet.held()} >= {"富士"}
    # From now on it says so at once.
    house.file("Subject: 富士山\r\n\r\nHello\r\n".encode())
    assert len(tablet.get().letters) == 1
    assert len(house.network.transcript.sessions()) == 3


def test_a_cable_pulled_before_quit_removes_nothing(house: Household, tablet: Device) -> None:
    house.arrive()
    outcome = tablet.get(delete=True, cut_before="quit")
    assert repr(outcome).endswith("; the cable was pulled before QUIT.")
    assert house.wire()[-1] == "C: QUIT (lost)"
    assert house.network.transcript.sessions()[-1].end == "cut"
    assert (house.on_server(), names(tablet)) == (["A"], ["A"])
    assert house.happenings == [("tablet", "event.get_delete_cut", 0)]
    assert not tablet.synced
    # The copy is there: the next visit only asks again.
    assert repr(tablet.get(delete=True)).startswith("Tablet: nothing new; asked")
    assert (house.on_server(), names(tablet)) == ([], ["A"])


def test_a_cable_pulled_between_two_letters_keeps_the_first(
    house: Household, tablet: Device
) -> None:
    house.arrive()
    house.arrive()
    assert repr(tablet.get(cut_before="DELE")).endswith("left everything on the server.")
    tablet.forget()
    outcome = tablet.get(cut_before="RETR")
    assert repr(outcome) == "Tablet: got nothing; the cable was pulled before RETR."


def test_a_cable_that_was_not_pulled_is_not_told(house: Household, tablet: Device) -> None:
    assert repr(tablet.get(cut_before="RETR")) == "Tablet: nothing new."
    assert house.happenings == [("tablet", "event.get", 0)]


def test_a_word_that_is_never_said(house: Household, tablet: Device) -> None:
    house.arrive()
    with pytest.raises(Trouble, match="never says LOGOUT to a POP3 server"):
        tablet.get(delete=True, cut_before="logout")
    assert house.network.transcript.sessions() == ()


@pytest.mark.parametrize("word", WORDS)
def test_the_cable_can_be_pulled_before_any_word(
    house: Household, tablet: Device, word: str
) -> None:
    house.arrive()
    outcome = tablet.get(delete=True, cut_before=word)
    assert f"the cable was pulled before {word}." in repr(outcome)
    assert house.wire()[-1].startswith(f"C: {word}")
    assert house.wire()[-1].endswith(" (lost)")
    assert house.on_server() == ["A"]


def test_forgetting_what_was_fetched_makes_doubles(house: Household, tablet: Device) -> None:
    house.arrive()
    house.arrive()
    tablet.get()
    tablet.forget()
    assert tablet.known_uidls == {}
    tablet.get()
    assert names(tablet) == ["A", "B", "A", "B"]
    assert house.on_server() == ["A", "B"]
    tablet.delete("A")
    tablet.delete("B")
    tablet.get()
    assert names(tablet) == ["A", "B"]


def test_copies_stay_when_the_server_loses_the_letter(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    house.thread.call(house.account.store.get("INBOX").expunge, house.entries())
    tablet.get()
    assert names(tablet) == ["A"]
    assert tablet.known_uidls == {}


def test_a_deleted_copy_does_not_come_back(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    assert (
        repr(tablet.delete("a")) == "Tablet: deleted its own copy of A; the server was not asked."
    )
    tablet.get()
    assert (names(tablet), house.on_server()) == ([], ["A"])


def test_reading_is_the_devices_own_affair(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    sessions = len(house.network.transcript.sessions())
    assert tablet.tiles()[0].seen is False
    assert repr(tablet.open("A")) == "Tablet: opened A."
    letter = house.entries()[0].message
    assert tablet.tiles() == (Tile("A", letter.message_id, "copy", seen=True, size=letter.size),)
    assert len(house.network.transcript.sessions()) == sessions
    assert house.entries()[0].flags == frozenset()


def test_copies_can_be_read_offline(house: Household, tablet: Device) -> None:
    house.arrive("Bring the blanket.")
    tablet.get()
    tablet.go_offline()
    tablet.open("A")
    assert tablet.state().letters[0].text == "Bring the blanket.\r\n"
    with pytest.raises(Trouble, match="Tablet is offline"):
        tablet.sync()
    tablet.go_online()
    assert repr(tablet.sync()) == "Tablet: nothing new."


def test_a_line_of_any_length_arrives(house: Household, tablet: Device) -> None:
    house.arrive("x" * 100_000)
    tablet.get()
    assert tablet.held()[0].message.octets == house.entries()[0].message.octets


@pytest.mark.parametrize("octets", [b"", b"\r\n", b"\xff\xfe", b"Subject: =?x?q?\r\n\r\n\x00\r\n"])
def test_a_letter_may_be_anything(house: Household, tablet: Device, octets: bytes) -> None:
    house.file(octets)
    tablet.get()
    assert len(tablet.letters()) == 1


def test_another_device_in_the_box_means_waiting(house: Household, tablet: Device) -> None:
    house.arrive()
    house.thread.call(house.account.store.lock_maildrop, "another session")
    with pytest.raises(Trouble, match="one at a time") as caught:
        tablet.get()
    assert caught.value.notice.key == "trouble.in_use"
    assert "[IN-USE]" in str(caught.value)
    assert house.happenings == [("tablet", "event.failed", 0)]
    assert names(tablet) == []


def test_a_wrong_password_is_told(house: Household, tablet: Device) -> None:
    house.account.password = "another"
    with pytest.raises(Trouble, match="did not let it in"):
        tablet.get()


def test_a_letter_that_is_not_there(house: Household, tablet: Device) -> None:
    with pytest.raises(Trouble, match="has none at all"):
        tablet.open("A")
    house.arrive()
    tablet.get()
    with pytest.raises(Trouble, match="it has: A"):
        tablet.delete("Q")
    assert [key for _, key, _ in house.happenings] == ["event.get"]


def test_an_interrupted_get_says_no_quit(house: Household, tablet: Device) -> None:
    house.arrive()

    def interrupt(message_id: str) -> str:
        raise KeyboardInterrupt

    house.letter_of = interrupt  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        tablet.get(delete=True)
    del house.letter_of
    assert house.said()[-1] == "RETR 1"
    assert (house.on_server(), names(tablet)) == (["A"], [])
    tablet.get()
    assert names(tablet) == ["A"]


def test_the_same_actions_make_the_same_transcript() -> None:
    def run() -> list[str]:
        house = Household()
        tablet = Device("tablet", KEN, DOORS, house, "POP3")
        house.arrive()
        tablet.get()
        tablet.get(delete=True)
        wire = house.whole_wire()
        house.close()
        return wire

    first = run()
    assert first == run()
    assert "C: RETR 1" in first


def test_state_tells_the_setting(house: Household) -> None:
    tablet = Device("tablet", KEN, DOORS, house, "POP3")
    tablet.leave_on_server = False
    house.arrive()
    tablet.get()
    assert house.on_server() == []
    state = tablet.state()
    assert (state.name, state.owner, state.protocol, state.online) == (
        "tablet",
        "Ken",
        "POP3",
        True,
    )
    assert state.settings == (Notice("device.asks_to_delete"),)
    assert state.last_sync == house.now()


def test_an_erased_device_is_as_new(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.get()
    tablet.leave_on_server = False
    tablet.go_offline()
    events = len(house.happenings)
    tablet.erase()
    assert len(house.happenings) == events
    assert (tablet.tiles(), tablet.online, tablet.last_sync) == ((), True, None)
    assert (tablet.leave_on_server, tablet.known_uidls) == (True, {})
    house.arrive()
    tablet.get()
    assert "B" in names(tablet)


# --- how long letters stay ----------------------------------------------------------------------


def test_letters_stay_as_many_days_as_was_said(house: Household, tablet: Device) -> None:
    tablet.keep_days = 3
    house.arrive()
    assert repr(tablet.get()).endswith("left everything on the server.")
    house.clock.advance(timedelta(days=2))
    house.arrive()
    tablet.get()
    assert house.on_server() == ["A", "B"]
    house.clock.advance(timedelta(days=1))
    assert repr(tablet.get()) == (
        "Tablet: nothing new; asked the server to delete A, and said goodbye (QUIT)."
    )
    assert house.said()[-2:] == ["DELE 1", "QUIT"]
    assert house.happenings[-1] == ("tablet", "event.get_delete", 0)
    assert (house.on_server(), names(tablet)) == (["B"], ["A", "B"])
    house.clock.advance(timedelta(days=2))
    tablet.get(delete=False)  # this once everything stays
    assert house.on_server() == ["B"]
    tablet.get()
    assert house.on_server() == []
    tablet.get()
    assert (tablet.known_uidls, names(tablet)) == ({}, ["A", "B"])


def test_the_days_count_from_the_fetching(house: Household, tablet: Device) -> None:
    house.arrive()
    house.clock.advance(timedelta(days=30))
    tablet.keep_days = 14
    tablet.get()
    assert house.on_server() == ["A"]
    tablet.keep_days = 0
    tablet.get()
    assert house.on_server() == []


def test_what_a_setting_would_delete_stays_if_it_is_said(house: Household, tablet: Device) -> None:
    tablet.leave_on_server = False
    house.arrive()
    tablet.get(delete=False)
    assert house.on_server() == ["A"]
    tablet.get()
    assert house.on_server() == []


def test_doubles_are_removed_and_nothing_else(house: Household, tablet: Device) -> None:
    house.arrive()
    house.file(b"Subject: no id\r\n\r\none\r\n")
    house.file(b"Subject: no id\r\n\r\ntwo\r\n")
    tablet.get()
    tablet.forget()
    tablet.get()
    assert len(tablet.tiles()) == 6
    tablet.open("A")
    assert repr(tablet.remove_doubles()) == "Tablet: second copies removed: 3."
    assert [held.message.octets for held in tablet.held()] == [
        entry.message.octets for entry in house.entries()
    ]
    assert tablet.tiles()[0].seen
    assert repr(tablet.remove_doubles()) == "Tablet: second copies removed: 0."
    assert repr(tablet.get()) == "Tablet: nothing new."
    assert house.happenings[-2] == ("tablet", "event.remove_doubles", 0)


# --- a session that stays open ------------------------------------------------------------------


@pytest.fixture
def other(house: Household) -> Device:
    return house.device("laptop", "POP3")


def test_who_stays_locks_the_maildrop(house: Household, tablet: Device, other: Device) -> None:
    house.arrive()
    assert repr(tablet.connect()) == "Tablet: is logged in and stays on the line."
    assert house.said() == ["USER ken@fuji.example", "PASS mountain-view"]
    assert house.happenings == [("tablet", "event.connect_pop3", 1)]
    with pytest.raises(Trouble) as caught:
        other.get()
    assert caught.value.notice.key == "trouble.in_use"
    with pytest.raises(Trouble):
        other.connect()
    assert repr(tablet.disconnect()) == "Tablet: said goodbye (QUIT) and hung up."
    assert house.said(0)[-1] == "QUIT"
    other.get()
    assert names(other) == ["A"]
    assert repr(tablet.disconnect()) == "Tablet: no line was open."


def test_an_open_session_sees_the_maildrop_as_it_was(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.connect()
    house.arrive()
    assert repr(tablet.get()) == "Tablet: got 1 letter (A), and left everything on the server."
    assert repr(tablet.get()) == "Tablet: nothing new."
    assert house.sessions() == 1
    tablet.disconnect()
    tablet.get()
    assert names(tablet) == ["A", "B"]


def test_what_was_asked_is_done_at_the_goodbye(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.connect()
    assert repr(tablet.get(delete=True)) == (
        "Tablet: got 1 letter (A); asked the server to delete A, and has not said goodbye yet: so "
        "nothing is removed."
    )
    assert house.on_server() == ["A"]
    tablet.disconnect()
    assert house.on_server() == []


def test_asked_without_anything_new(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.connect()
    tablet.get()
    outcome = tablet.get(delete=True)
    assert repr(outcome).startswith("Tablet: nothing new; asked the server to delete A, and has")
    assert tell("ja", outcome.notice) == (
        "タブレット：新しいメールはありません。Aの削除をサーバーに頼みました。"
        "まだ終了を告げていないので、何も消えていません。"
    )
    tablet.manual()
    assert house.on_server() == []


@pytest.mark.parametrize("how", ["go_offline", "hang_up", "lose", "down"])
def test_without_a_goodbye_nothing_is_removed(house: Household, tablet: Device, how: str) -> None:
    house.arrive()
    tablet.connect()
    tablet.get(delete=True)
    tablet.get()  # the letter is listed no more, but that is not yet true
    if how == "down":
        house.network.set_up("pop.fuji.example", False)
        house.network.set_up("pop.fuji.example", True)
        with pytest.raises(Trouble, match="broke off"):
            tablet.disconnect()
    else:
        getattr(tablet, how)()
    house.quiet()
    assert house.said()[-1] != "QUIT"
    assert (house.on_server(), house.network.connections) == (["A"], {})
    if how == "lose":
        return
    tablet.go_online()
    assert repr(tablet.get()) == "Tablet: nothing new."  # no double
    assert repr(tablet.disconnect()) == "Tablet: no line was open."


def test_connecting_twice_is_one_session(house: Household, tablet: Device) -> None:
    tablet.connect()
    tablet.connect()
    assert (house.sessions(), house.said()[-1]) == (1, "NOOP")
    house.network.set_up("pop.fuji.example", False)
    with pytest.raises(Trouble, match="broke off"):
        tablet.connect()
    with pytest.raises(Trouble, match="does not answer"):
        tablet.connect()
    house.network.set_up("pop.fuji.example", True)
    tablet.connect()
    assert house.sessions() == 2


def test_no_cable_is_prepared_on_a_line_that_is_open(house: Household, tablet: Device) -> None:
    house.arrive()
    tablet.connect()
    with pytest.raises(Trouble, match=r"logged in already, so no cable .* before QUIT"):
        tablet.get(delete=True, cut_before="QUIT")
    assert house.said()[-1] == "PASS mountain-view"


def test_a_broken_line_is_dropped_and_the_next_visit_is_new(
    house: Household, tablet: Device
) -> None:
    house.arrive()
    tablet.connect()
    house.network.set_up("pop.fuji.example", False)
    house.network.set_up("pop.fuji.example", True)
    with pytest.raises(Trouble, match="broke off"):
        tablet.get()
    tablet.get()
    assert (names(tablet), house.sessions()) == (["A"], 2)


def test_offline_nobody_connects(house: Household, tablet: Device) -> None:
    tablet.go_offline()
    with pytest.raises(Trouble, match="offline"):
        tablet.connect()
    assert house.sessions() == 0
