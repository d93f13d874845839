"""Each kind of difference once, as a learner reads it."""

from dataclasses import replace

import pytest

from labkit.records import DeviceOptions, DeviceState, LetterRow
from labkit.texts import LANGUAGES, tell
from labkit.views.differences import MOST_SENTENCES, bounded, differences, key_of, marks
from tests.views.rows import device, row


def there(letter: str = "B", shelf: str = "INBOX", **more: object) -> LetterRow:
    made = row(letter, "original", **more)  # type: ignore[arg-type]
    return in_shelf(made, shelf)


def in_shelf(made: LetterRow, shelf: str) -> LetterRow:
    return replace(made, tile=replace(made.tile, shelf=shelf))


def phone(*rows: LetterRow) -> DeviceState:
    return device("phone", "IMAP", rows)


def tablet(*rows: LetterRow) -> DeviceState:
    return device("tablet", "POP3", rows)


def told(server: tuple[LetterRow, ...], *states: DeviceState) -> list[str]:
    return [tell("en", each.sentence) for each in differences(server, states)]


SINCE = "The {} has not asked since 09:00:05."
PHONE_SINCE, TABLET_SINCE = SINCE.format("phone"), SINCE.format("tablet")


def test_equal_holders_differ_in_nothing() -> None:
    assert told((there("B"),), phone(row("B")), tablet(row("B", "copy"))) == []


def test_a_letter_that_the_server_no_longer_has() -> None:
    assert told((), phone(row("B")), tablet(row("B", "copy"))) == [
        "The phone still lists B; the server no longer does.",
        PHONE_SINCE,
        "The tablet has B, the server no longer does.",
        TABLET_SINCE,
    ]


def test_a_letter_read_elsewhere_and_one_read_offline() -> None:
    server = (there("A", seen=True), there("B"))
    assert told(server, phone(row("A"), row("B", seen=True))) == [
        "The phone still shows A as unread; on the server: read.",
        "The phone shows B as read; on the server: unread.",
        PHONE_SINCE,
    ]


def test_a_letter_in_another_folder() -> None:
    assert told((there("B", "Trash"),), phone(row("B")))[0] == (
        "The phone shows B where it was; on the server it is in Trash."
    )


def test_marks_for_deletion() -> None:
    server = (there("A", marked=True), there("B"))
    assert told(server, phone(row("A"), row("B", marked=True)))[:2] == [
        "The phone shows B as marked for deletion; on the server there is no mark.",
        "The phone shows A without a mark; on the server: marked for deletion.",
    ]


def test_what_the_server_has_and_a_device_does_not() -> None:
    server = (there("A"), there("B"), there("C"), there("D", "Sent"))
    assert told(server, phone(row("A"))) == ["The phone does not have B and C, the server does.",
                                            PHONE_SINCE]  # fmt: skip
    assert told(server, device("laptop")) == [
        "The laptop does not have A, B and C, the server does.",
        "The laptop has not asked yet.",
    ]


def test_an_offline_device_has_a_reason() -> None:
    assert told((there("A"),), device("phone", online=False))[-1] == (
        "The phone is offline: it cannot ask."
    )


def test_copies_are_the_devices_own_affair() -> None:
    own = in_shelf(row("C", "copy", seen=True), "Sent")
    assert told((there("B", seen=True),), tablet(row("B", "copy"), row("B", "copy"), own)) == [
        "The tablet alone keeps C: that copy was never on the server.",
        "The tablet has more than one copy of B.",
        "The tablet has a read mark of its own for B: POP3 carries none.",
    ]


def test_what_lies_in_the_river_is_compared_with_nothing() -> None:
    lost = replace(device("phone"), lost=True)
    assert told((there("A"),), lost) == ["The phone lies in the river: what only it had is gone."]


def test_letters_that_differ_are_marked_by_shelf() -> None:
    mine = in_shelf(row("B", seen=True), "Trash")
    found = differences((there("A"), there("B", "Trash")), (phone(row("A"), mine),))
    assert marks(found, "phone") == {key_of(mine): ("read",)}
    assert marks(found, "tablet") == {}


def test_of_many_sentences_the_first_are_told_and_the_others_counted() -> None:
    server = (there("A", seen=True), there("B", marked=True), there("C"))
    states = tuple(
        device(name, "IMAP", (row("A"), row("B"), row("X"))) for name in ("phone", "laptop")
    )
    sentences = [tell("en", notice) for notice in bounded(differences(server, states))]
    assert len(sentences) == MOST_SENTENCES + 1
    assert sentences[-1] == "… and 4 more."


def test_very_many_letters_are_named_up_to_a_bound() -> None:
    server = tuple(there(f"L{n}") for n in range(500))
    [missing, _] = told(server, device("laptop"))
    assert "L5" in missing
    assert "L6" not in missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_without_a_message_id_are_told_apart(language: str) -> None:
    def nameless(made: LetterRow) -> LetterRow:
        return replace(made, tile=replace(made.tile, message_id=""))

    server = (nameless(there("?", subject="<b>one</b>")),)
    shown = phone(nameless(row("?", subject="two")))
    sentences = [tell(language, d.sentence) for d in differences(server, (shown,))]  # type: ignore[arg-type]
    assert len(sentences) == 3


def test_a_strange_device_keeps_its_name() -> None:
    state = replace(device("<toaster>"), options=DeviceOptions())
    assert told((there("A"),), state)[0].startswith("<toaster> does not have A")
