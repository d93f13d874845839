from collections.abc import Sequence
from dataclasses import replace

from labkit.records import DeviceState, LetterRow
from labkit.views.deed import Deed, script
from labkit.views.letter_menu import LetterMenu
from labkit.views.pieces import Status
from tests.views.rows import device, row

ALL = (
    *("answer", "forward", "move", "make_folder", "mark", "unmark", "trash", "expunge", "delete"),
    *("export", "upload", "send_draft"),
)


def menu(
    shown: LetterRow | None = None, state: DeviceState | None = None
) -> tuple[LetterMenu, list[str]]:
    done: list[str] = []

    def act(deeds: Sequence[Deed]) -> bool:
        done.append(script("lab.phone", deeds))
        return True

    given = shown or row("B")
    made = LetterMenu(given, act, ALL, Status("en"), "en")
    made.show(given, state or device("phone"))
    return made, done


def test_four_deletions_each_with_its_button_and_sentence() -> None:
    made, done = menu()
    for name in ("mark", "trash", "expunge"):
        made.buttons[name].click()
    assert done == ['lab.phone.mark("B")', 'lab.phone.trash("B")', 'lab.phone.expunge("B")']
    assert "Only a mark" in made._hints["mark"].value
    assert "no copy here to delete" in made._hints["delete"].value


def test_what_is_off_does_nothing_and_says_why() -> None:
    copy = row("B", "copy")
    made, done = menu(copy, device("tablet", "POP3", (copy,)))
    made.buttons["trash"].click()
    assert done == []
    assert "own copy" in made._status.text
    made.buttons["delete"].click()
    assert done == ['lab.phone.delete("B")']


def test_a_marked_letter_offers_to_take_the_mark_off() -> None:
    made, _ = menu(row("B", marked=True))
    assert made._lines["mark"].layout.display == "none"
    assert made._lines["unmark"].layout.display is None


def test_an_answer_with_a_text_of_ones_own_or_without() -> None:
    made, done = menu()
    made.buttons["answer"].click()
    made.text.value = 'Yes, "gladly"'
    made.buttons["answer"].click()
    assert done == ['lab.phone.answer("B")', 'lab.phone.answer("B", "Yes, \\"gladly\\"")']


def test_sending_on() -> None:
    made, done = menu()
    made.to.value = " mika@fuji.example "
    made.buttons["forward"].click()
    assert done == ['lab.phone.forward("B", "mika@fuji.example")']


def test_moving_to_a_folder_that_is_there_or_to_a_new_one() -> None:
    made, done = menu(state=replace(device("phone"), shelves=("INBOX", "Plans")))
    names = [value for _, value in made.folder.options]
    assert names[:-1] == ["Sent", "Drafts", "Junk", "Trash", "Plans"]
    made.folder.value = "Plans"
    made.buttons["move"].click()
    made.folder.value = names[-1]
    assert made.new.layout.display is None
    made.new.value = "Trips"
    made.buttons["move"].click()
    assert done == [
        'lab.phone.move("B", "Plans")',
        'lab.phone.make_folder("Trips"); lab.phone.move("B", "Trips")',
    ]


def test_the_chosen_folder_stays_chosen_when_the_letter_is_shown_again() -> None:
    made, _ = menu()
    made.folder.value = "Junk"
    made.show(row("B", seen=True), replace(device("phone"), shelves=("INBOX", "Work")))
    assert made.folder.value == "Junk"


def test_only_a_draft_can_be_sent_as_one() -> None:
    draft = row("B")
    draft = replace(draft, tile=replace(draft.tile, shelf="Drafts"))
    for shown, display in ((row("B"), "none"), (draft, None)):
        assert menu(shown)[0]._lines["send_draft"].layout.display == display


def test_only_given_actions_have_a_page() -> None:
    made = LetterMenu(row(), lambda deeds: True, ("delete",), Status("ja"), "ja")
    assert list(made.tabs) == ["delete"]
