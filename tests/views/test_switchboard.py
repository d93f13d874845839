"""Each switch of the board: press, the right call with the right arguments, what came of it."""

from collections.abc import Callable

import ipywidgets
import pytest

from labkit.records import Fault, Notice
from labkit.texts import LANGUAGES, Language, say
from labkit.views.switchboard import Switchboard
from labkit.views.switches import SWITCHES, Group

HOSTS = ("mx.fuji.example", "pop.fuji.example")
DOMAINS, PEOPLE, DEVICES = ("fuji.example", "sakura.example"), ("ken", "mika"), ("phone", "pc")
DOWN, CUT = Fault("down", HOSTS[0]), Fault("cut", "pc", "QUIT")

PRESSES: dict[tuple[Group, str], tuple[str, tuple[object, ...], dict[str, object]]] = {
    ("hosts", "down"): ("down", ("mx.fuji.example",), {}),
    ("hosts", "busy"): ("busy", ("mx.fuji.example",), {}),
    ("domains", "greylist"): ("greylist", ("fuji.example",), {"minutes": 5}),
    ("domains", "size_limit"): ("size_limit", ("fuji.example",), {"octets": 120_000}),
    ("domains", "disk_full"): ("disk_full", ("fuji.example",), {}),
    ("domains", "expire"): ("expire", ("fuji.example",), {"days": 14}),
    ("domains", "login_delay"): ("login_delay", ("fuji.example",), {"seconds": 60}),
    ("domains", "seen_on_retr"): ("seen_on_retr", ("fuji.example",), {}),
    ("people", "full"): ("full", ("ken",), {"letters": 3, "code": 452}),
    ("people", "restore"): ("restore", ("ken",), {}),
    ("devices", "offline"): ("network", ("phone", "offline"), {}),
    ("devices", "cafe"): ("network", ("phone", "cafe"), {}),
    ("devices", "slow"): ("slow", ("phone",), {"seconds": 0.2}),
    ("devices", "cut"): ("cut", ("phone",), {"before": "QUIT"}),
    ("devices", "lose"): ("lose", ("phone",), {}),
    ("devices", "child"): ("child", ("phone",), {}),
}
METHODS = {method for method, _, _ in PRESSES.values()} | {"up", "free", "roomy", "clear"}


class Refused(Exception):
    notice = Notice("panel.why_offline")


class Said:
    notice = Notice("lab.was_reset")


class Switches:
    """What a lab hands in: it notes each call, and then does what *does* says."""

    def __init__(self) -> None:
        self.calls: list[object] = []
        self.does: Callable[[], object] = lambda: None

    def actions(self) -> dict[str, Callable[..., object]]:
        return {method: self._noting(method) for method in METHODS}

    def _noting(self, method: str) -> Callable[..., object]:
        def note(*given: object, **settings: object) -> object:
            self.calls.append((method, given, settings))
            return self.does()

        return note


def board(
    *faults: Fault, switches: Switches | None = None, language: Language = "en"
) -> Switchboard:
    actions = (switches or Switches()).actions()
    return Switchboard(faults, HOSTS, DOMAINS, PEOPLE, DEVICES, actions, language)


def focused(view: Switchboard, monkeypatch: pytest.MonkeyPatch) -> list[ipywidgets.DOMWidget]:
    """Return the list of widgets that get the keyboard from now on."""
    found: list[ipywidgets.DOMWidget] = []
    monkeypatch.setattr(ipywidgets.DOMWidget, "focus", lambda widget: found.append(widget))
    return found


def test_every_switch_of_the_table_is_pressed_here() -> None:
    assert set(PRESSES) == {(g, s.name) for g, row in SWITCHES.items() for s in row}


@pytest.mark.parametrize(("where", "call"), PRESSES.items(), ids=lambda each: str(each[1]))
def test_a_press_is_one_call_and_one_sentence(
    where: tuple[Group, str], call: tuple[object, ...]
) -> None:
    switches = Switches()
    card = board(switches=switches).cards[where[0]]
    card.rows[where[1]].button.click()
    assert switches.calls == [call]
    assert card.status.text == "Done."
    assert f"lab.faults.{call[0]}(" in card._code.value


def test_the_call_is_about_the_target_and_the_values_that_stand_there() -> None:
    switches = Switches()
    card = board(switches=switches).cards["people"]
    card.who.value = "mika"
    letters, code = card.rows["full"].settings.parts
    letters.field.value, code.field.value = 1, 552
    card.rows["full"].button.click()
    assert switches.calls == [("full", ("mika",), {"letters": 1, "code": 552})]


def test_what_the_switch_says_itself_is_told() -> None:
    switches = Switches()
    switches.does = Said
    card = board(switches=switches).cards["hosts"]
    card.rows["down"].button.click()
    assert card.status.text.startswith("Everything is as it was")


def test_a_refusal_is_one_kind_sentence() -> None:
    def refuse() -> None:
        raise Refused

    switches = Switches()
    switches.does = refuse
    card = board(switches=switches).cards["devices"]
    card.rows["lose"].button.click()
    assert card.status.text == "Offline: plug it in first."
    assert "labkit-kind" in card.status.value


def test_the_sentence_of_a_press_stays_while_the_lab_redraws() -> None:
    switches = Switches()
    view = board(switches=switches)
    switches.does = lambda: setattr(view, "faults", (DOWN,))
    view.cards["hosts"].rows["down"].button.click()
    assert view.cards["hosts"].status.text == "Done."
    assert view.cards["hosts"].rows["down"].fault == DOWN


def test_it_goes_with_the_next_press_and_when_something_else_throws_a_switch() -> None:
    view = board()
    view.cards["hosts"].rows["down"].button.click()
    view.cards["people"].rows["restore"].button.click()
    assert (view.cards["hosts"].status.text, view.cards["people"].status.text) == ("", "Done.")
    view.faults = (CUT,)
    assert view.cards["people"].status.text == ""


def test_what_is_thrown_is_listed_on_top_and_ended_there() -> None:
    switches = Switches()
    view = board(DOWN, CUT, switches=switches)
    switches.does = lambda: setattr(view, "faults", (CUT,))
    view.thrown.items[DOWN].button.click()
    assert switches.calls == [("up", ("mx.fuji.example",), {})]
    assert view.status.text == "Ended."
    assert "lab.faults.up(" in view._code.value
    assert list(view.thrown.items) == [CUT]


def test_all_end_at_once() -> None:
    switches = Switches()
    view = board(DOWN, CUT, switches=switches)
    view.clear.click()
    assert switches.calls == [("clear", (), {})]
    assert view.status.text == "All is well again."


def test_the_button_for_all_is_there_when_there_is_more_than_one() -> None:
    view = board(DOWN)
    assert view.clear.layout.display == "none"
    view.faults = (DOWN, CUT)
    assert view.clear.layout.display is None


def test_the_keyboard_goes_to_the_next_item_when_its_button_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    switches = Switches()
    view = board(DOWN, CUT, switches=switches)
    found = focused(view, monkeypatch)
    switches.does = lambda: setattr(view, "faults", (CUT,))
    view.thrown.items[DOWN].button.click()
    switches.does = lambda: setattr(view, "faults", ())
    last = view.thrown.items[CUT].button
    last.click()
    assert found == [last, view.cards["hosts"].who]


def test_where_both_end_at_once_the_keyboard_goes_to_the_first_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offline, cafe = (Fault("network", "phone", where) for where in ("offline", "cafe"))
    switches = Switches()
    view = board(offline, cafe, switches=switches)
    found = focused(view, monkeypatch)
    switches.does = lambda: setattr(view, "faults", ())
    view.thrown.items[offline].button.click()
    assert found == [view.cards["hosts"].who]


def test_after_all_have_ended_the_keyboard_goes_to_the_first_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = board(DOWN, CUT)
    found = focused(view, monkeypatch)
    view.clear.click()
    assert found == [view.cards["hosts"].who]


def test_after_a_refusal_the_keyboard_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise Refused

    switches = Switches()
    switches.does = refuse
    view = board(DOWN, CUT, switches=switches)
    found = focused(view, monkeypatch)
    view.thrown.items[DOWN].button.click()
    view.clear.click()
    assert found == []


def test_the_twin_lists_what_is_thrown_and_how_to_throw() -> None:
    assert repr(board(DOWN, CUT)).splitlines() == [
        "Switchboard: what can go wrong",
        "  mx.fuji.example is down",
        "  Aya's PC will lose its connection before it says QUIT",
        'To throw a switch: lab.faults.down("mx.fuji.example")',
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_line_gives_nothing_away(language: Language) -> None:
    quiet, bad = board(language=language), board(DOWN, language=language)
    assert repr(quiet).splitlines()[0] == repr(bad).splitlines()[0]
    assert quiet.twin_html().splitlines()[0] == bad.twin_html().splitlines()[0]


def test_the_html_twin_is_a_table_of_all_switches_too() -> None:
    shown = board(DOWN)._repr_mimebundle_()["text/html"]
    assert isinstance(shown, str)
    for line in ('up("mx.fuji.example")', 'greylist("fuji.example", minutes=5)', 'child("phone")'):
        assert f"lab.faults.{line}</td>" in shown
    assert "All is well" in board().twin_html()


def test_hostile_names_stay_text() -> None:
    bad = Fault("down", "<b>")
    view = Switchboard((bad,), ("<b>",), ("<b>",), ("<b>",), ("<b>",), Switches().actions())
    card = view.cards["hosts"]
    card.rows["down"].button.click()
    written = [view.twin_html(), card._code.value, card.rows["down"]._words.value]
    assert all("<b>" not in value for value in written)


def test_japanese() -> None:
    view = board(DOWN, language="ja")
    assert repr(view).startswith("スイッチ盤：")
    assert view.cards["devices"].rows["lose"].button.description == "川に落とす"


def test_the_board_changes_its_language_and_keeps_whom_it_is_about() -> None:
    view = board(DOWN)
    view.cards["hosts"].who.value = "pop.fuji.example"
    view.language = "ja"
    assert view.cards["hosts"].who.value == "pop.fuji.example"
    assert view.clear.description == say("ja", "faults.clear")
    assert view.cards["hosts"].rows["down"].button.description == say("ja", "faults.do.down")
    assert list(view.thrown.items) == [DOWN]
