"""Base64 goes there and back; the dots of a letter are shown before they are sent."""

from labkit.views.console_helpers import Base64Helper, DotHelper


def test_base64_there_and_back() -> None:
    used: list[str] = []
    helper = Base64Helper(used.append, "en")
    helper.plain.value = r"\0aya\0secret"
    assert helper.coded.value == "AGF5YQBzZWNyZXQ="
    helper.button.click()
    helper.coded.value = "a2Vu"
    assert helper.plain.value == "ken"
    helper.coded.value = "no base64!"
    assert helper.plain.value == "ken"
    assert used == ["AGF5YQBzZWNyZXQ="]


def test_lines_that_begin_with_a_dot_are_shown_doubled() -> None:
    helper = DotHelper(lambda text: None, "en")
    helper.text.value = "one\n.two\n<b>"
    assert "<code>..two</code>" in helper.told.value
    helper.text.value = "none"
    assert "No line" in helper.told.value


def test_a_fold_opens_and_closes() -> None:
    helper = DotHelper(lambda text: None, "ja")
    assert helper.inside.layout.display == "none"
    helper.head.click()
    assert helper.inside.layout.display is None
    assert helper.head.description.startswith("▾")
