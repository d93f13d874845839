from dataclasses import replace

from labkit.views.letters import LetterList
from tests.views.rows import row


def letter_list(*actions: str, works: bool = True) -> tuple[LetterList, list[tuple[str, str]]]:
    done: list[tuple[str, str]] = []

    def act(action: str, letter: str) -> bool:
        done.append((action, letter))
        return works

    return LetterList(act, actions, "en"), done


def test_an_empty_list_says_so() -> None:
    letters, _ = letter_list()
    assert "no letters" in letters.children[0].value
    letters.rows = (row(),)
    letters.rows = ()
    assert "no letters" in letters.children[0].value


def test_only_given_actions_have_buttons() -> None:
    letters, _ = letter_list()
    letters.rows = (row(),)
    assert len(letters.items[0].children) == 1
    letters, _ = letter_list("open", "trash")
    letters.rows = (row(),)
    assert list(letters.items[0].tidying) == ["trash"]


def test_opening_shows_the_text_and_the_smaller_buttons() -> None:
    letters, done = letter_list("open", "mark", "unmark", "trash", "expunge")
    letters.rows = (row(text="Dear Ken"),)
    item = letters.items[0]
    assert "Dear Ken" not in item._text.value
    item.button.click()
    assert done == [("open", "A")]
    assert "Dear Ken" in item._text.value
    labels = [button.description for button in item._bar.children]
    assert labels == ["Close A", "Mark A as deleted", "Move A to Trash", "Remove A for good"]
    item.button.click()
    assert "Dear Ken" not in item._text.value
    assert done == [("open", "A")]


def test_a_letter_that_could_not_be_opened_stays_closed() -> None:
    letters, _ = letter_list("open", works=False)
    letters.rows = (row(text="Dear Ken"),)
    letters.items[0].button.click()
    assert not letters.items[0].opened


def test_a_marked_letter_offers_to_take_the_mark_off() -> None:
    letters, done = letter_list("open", "mark", "unmark")
    letters.rows = (row(marked=True),)
    letters.items[0].button.click()
    letters.items[0]._bar.children[1].click()
    assert done == [("open", "A"), ("unmark", "A")]


def test_what_is_in_the_trash_is_not_moved_there_again() -> None:
    letters, _ = letter_list("open", "trash", "expunge")
    there = row()
    letters.rows = (replace(there, tile=replace(there.tile, shelf="Trash")),)
    letters.items[0].button.click()
    labels = [button.description for button in letters.items[0]._bar.children]
    assert labels == ["Close A", "Remove A for good"]


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
    assert "60 earlier letters" in letters.children[0].value
    letters.rows = rows[:3]
    assert len(letters.children) == 3
