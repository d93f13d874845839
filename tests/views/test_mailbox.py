from labkit.views.mailbox import MailboxView
from tests.views.rows import row


def test_the_mailbox_shows_its_letters_and_has_nothing_to_press() -> None:
    view = MailboxView(language="ja")
    view.letters = (row("A", "original", seen=None),)
    assert repr(view) == "ケンのメールボックス\n  A Aya: A: trains"
    assert len(view._list.items[0].children) == 1


def test_html_twin() -> None:
    view = MailboxView((row("A", "original"),))
    assert "Ken's mailbox" in view.twin_html()
