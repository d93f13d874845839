from labkit.records import Fault
from labkit.views.thrown import ThrownList

DOWN, SLOW, FULL = (
    Fault("down", "mx.fuji.example"),
    Fault("slow", "pc", "1"),
    Fault("full", "ken", "3 452"),
)


def shown(*faults: Fault) -> ThrownList:
    view = ThrownList(lambda fault: None, "en")
    view.faults = faults
    return view


def test_an_empty_list_says_that_all_is_well() -> None:
    view = shown()
    assert "All is well" in view.children[0].value
    view.faults = (DOWN,)
    assert [type(child).__name__ for child in view.children] == ["ThrownItem"]
    view.faults = ()
    assert "All is well" in view.children[0].value


def test_each_item_is_a_sentence_and_a_button_that_ends_it() -> None:
    ended: list[Fault] = []
    view = ThrownList(ended.append, "en")
    view.faults = (DOWN, SLOW)
    assert "mx.fuji.example is down" in view.items[DOWN].children[0].value
    view.items[SLOW].button.click()
    assert ended == [SLOW]
    assert view.items[DOWN].button.tooltip == 'lab.faults.up("mx.fuji.example")'


def test_an_item_that_stays_is_the_same_widget() -> None:
    view = shown(DOWN, SLOW)
    kept = view.items[SLOW]
    view.faults = (SLOW, FULL)
    assert view.items[SLOW] is kept
    assert list(view.children) == list(view.items.values())


def test_the_neighbour_is_the_next_item_or_else_the_one_before() -> None:
    view = shown(DOWN, SLOW, FULL)
    assert [view.neighbour(fault) for fault in (DOWN, SLOW, FULL)] == [SLOW, FULL, SLOW]
    assert shown(DOWN).neighbour(DOWN) is None


def test_a_hostile_name_stays_text() -> None:
    view = shown(Fault("down", "<b>"))
    assert "<b>" not in view.children[0].children[0].value
