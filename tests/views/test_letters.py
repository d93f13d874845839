from collections.abc import Sequence
from dataclasses import replace

from labkit.records import LetterRow
from labkit.views.deed import Deed, script
from labkit.views.letters import LetterItem, LetterList
from labkit.views.pieces import Status
from tests.views.rows import device, row


def letter_list(*actions: str, works: bool = True) -> tuple[LetterList, list[str]]:
    done: list[str] = []

    def act(deeds: Sequence[Deed], letter: str) -> bool:
        done.append(script("phone", deeds))
        return works

    letters = LetterList(act, actions, "en", Status("en"))
    letters.state = device("phone")
    return letters, done


def labels(item: LetterItem) -> list[str]:
    return [button.description for button in item._bar.children]


def test_an_empty_list_says_so() -> None:
    letters, _ = letter_list()
    assert "no letters" in letters.note.value
    letters.rows = (row(),)
    assert letters.note.layout.display == "none"
    letters.rows = ()
    assert letters.note.layout.display is None


def test_only_given_actions_have_buttons() -> None:
    letters, _ = letter_list()
    letters.rows = (row(),)
    assert len(letters.items[0].children) == 1
    letters, _ = letter_list("open", "delete")
    letters.rows = (row(),)
    letters.items[0].button.click()
    assert labels(letters.items[0]) == ["Close A", "Delete A …"]


def test_opening_shows_the_text_and_what_can_be_done() -> None:
    letters, done = letter_list("open", "answer", "move", "delete", "export")
    letters.rows = (row(text="Dear Ken"),)
    item = letters.items[0]
    assert "Dear Ken" not in item._text.value
    assert labels(item) == ["Open A"]
    item.button.click()
    assert done == ['phone.open("A")']
    assert "Dear Ken" in item._text.value
    assert labels(item) == ["Close A", "Answer A …", "Move A …", "Delete A …", "Keep A …"]
    menu = item.menu
    item.button.click()
    assert "Dear Ken" not in item._text.value
    assert labels(item) == ["Open A"]
    assert menu is not None
    assert menu.comm is None
    assert done == ['phone.open("A")']


def test_a_letter_that_could_not_be_opened_stays_closed() -> None:
    letters, _ = letter_list("open", works=False)
    letters.rows = (row(text="Dear Ken"),)
    letters.items[0].button.click()
    assert not letters.items[0].opened


def in_shelf(shown: LetterRow, shelf: str) -> LetterRow:
    return replace(shown, tile=replace(shown.tile, shelf=shelf))


def test_folders_have_a_name_as_soon_as_there_is_more_than_the_inbox() -> None:
    letters, _ = letter_list()
    letters.rows = (row("A"),)
    assert letters.folders["INBOX"]._head.layout.display == "none"
    letters.rows = (in_shelf(row("B"), "<Work>"), in_shelf(row("C"), "Trash"), row("A"))
    assert [item.row.letter for item in letters.items] == ["A", "C", "B"]
    assert ">Inbox (1)<" in letters.folders["INBOX"]._head.value
    assert "&lt;Work&gt; (1)" in letters.folders["<Work>"]._head.value
    assert letters.folders["Sent"].layout.display == "none"


def test_folders_that_appear_move_no_other_letter() -> None:
    letters, _ = letter_list()
    letters.rows = (row("A"),)
    before = letters.children
    letters.rows = (row("A"), in_shelf(row("B"), "Sent"))
    assert letters.children == before


def test_what_differs_stands_beside_the_letter() -> None:
    letters, _ = letter_list()
    letters.rows = (row("A"), row("B"))
    letters.marks = {("<B@x>", "INBOX"): ("unread",)}
    a, b = letters.items
    assert "labkit-differs" not in a._line.value
    assert "read on the server" in b._line.value
    letters.marks = {}
    assert "labkit-differs" not in b._line.value


def test_a_list_that_follows_keeps_open_what_was_open() -> None:
    letters, _ = letter_list("open")
    letters.rows = (row("A", text="Dear Ken"), row("B"))
    letters.items[0].button.click()
    after = LetterList(lambda deeds, letter: True, ("open",), "ja", Status("ja"), letters.opened)
    after.rows = letters.rows
    assert [item.opened for item in after.items] == [True, False]
    assert "Dear Ken" in after.items[0]._text.value


def test_a_letter_that_stays_keeps_its_widget() -> None:
    letters, _ = letter_list("open")
    letters.rows = (row("A"), row("B"))
    a, b = letters.items
    letters.rows = (row("B", seen=True), row("C"))
    assert letters.items[0] is b
    assert "read" in b._line.value
    assert a.comm is None  # closed: the browser forgets it too


def test_the_same_letter_twice_is_two_items() -> None:
    letters, _ = letter_list()
    letters.rows = (row("A", "copy"), row("A", "copy"))
    assert len(letters.items) == 2


def test_of_very_many_letters_the_newest_are_shown_and_the_others_counted() -> None:
    letters, _ = letter_list()
    rows = tuple(row(f"L{number}") for number in range(100))
    letters.rows = rows
    assert [item.row.letter for item in letters.items] == [f"L{n}" for n in range(60, 100)]
    assert "60 earlier letters" in letters.note.value
    letters.rows = rows[:3]
    assert letters.note.layout.display == "none"
