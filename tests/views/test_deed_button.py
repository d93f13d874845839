from labkit.records import Notice
from labkit.views.deed_button import DeedButton
from labkit.views.pieces import Status


def test_a_button_that_is_off_can_be_reached_and_says_why() -> None:
    ran: list[str] = []
    status = Status("en")
    button = DeedButton("Send", lambda: ran.append("send"), status, "en", "hands it in")
    button.allow(Notice("panel.why_offline"))
    button.click()
    assert ran == []
    assert not button.disabled
    assert button.tooltip == status.text == "Offline: plug it in first."
    assert "labkit-off" in button._dom_classes


def test_it_is_on_again_with_its_hint() -> None:
    ran: list[str] = []
    button = DeedButton("Send", lambda: ran.append("send"), Status("en"), "en", "hands it in")
    button.allow(Notice("panel.why_offline"))
    button.allow(None)
    button.click()
    assert ran == ["send"]
    assert button.tooltip == "hands it in"
    assert "labkit-off" not in button._dom_classes
