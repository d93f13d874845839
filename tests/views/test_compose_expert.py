"""The expert's part keeps its values for the form, and hides what is not in use."""

from labkit.views.compose_expert import Expert

VALUES = {
    "mail_from": "", "envelope_to": "", "raw": "",
    "expert": False, "by_hand": False, "bcc_in_letter": False,
}  # fmt: skip


def test_ticking_and_typing_go_into_the_values() -> None:
    values, told = dict(VALUES), []
    expert = Expert(values, "en", lambda: told.append(1), lambda: None)
    expert.opens.value = True
    expert.envelope_to.value = "mika@fuji.example"
    assert values["expert"] is True
    assert values["envelope_to"] == "mika@fuji.example"
    assert len(told) == 2


def test_only_the_part_in_use_is_shown() -> None:
    expert = Expert(dict(VALUES), "ja", lambda: None, lambda: None)
    shown = [w.layout.display for w in (expert._inside, expert._raw_part, expert.bcc_in_letter)]
    assert shown == ["none", "none", ""]
    expert.opens.value = expert.by_hand.value = True
    shown = [w.layout.display for w in (expert._inside, expert._raw_part, expert.bcc_in_letter)]
    assert shown == ["", "", "none"]


def test_what_was_written_by_hand_is_kept_when_the_box_is_ticked_again() -> None:
    filled = []
    expert = Expert(dict(VALUES), "en", lambda: None, lambda: filled.append(1))
    expert.by_hand.value = True
    expert.raw.value = "To: x\n\nmine"
    expert.by_hand.value = False
    expert.by_hand.value = True
    assert expert.raw.value == "To: x\n\nmine"
    assert len(filled) == 1
