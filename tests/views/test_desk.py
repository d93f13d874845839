from labkit.views.desk import MOST_LINES, Desk, render_legend
from tests.views.rows import device, row


def desk(**actions: object) -> Desk:
    states = [device("phone"), device("tablet", "POP3")]
    return Desk((), states, {"tablet": actions})  # type: ignore[dict-item]


def test_assigned_states_reach_the_panels_by_name() -> None:
    view = desk()
    view.mailbox = (row("A", "original"),)
    view.states = (device("tablet", "POP3", (row("A", "copy"),)),)
    assert "A: trains" in repr(view.server)
    assert "COPY" in repr(view.panels["tablet"])
    assert "no letters" in repr(view.panels["phone"])


def test_actions_belong_to_their_device() -> None:
    ran: list[str] = []
    view = desk(get=lambda: ran.append("get"))
    view.panels["tablet"].button.click()
    view.panels["phone"].button.click()
    assert ran == ["get"]


def test_the_twin_begins_with_the_server_and_holds_everybody() -> None:
    heads = [line for line in repr(desk()).splitlines() if not line.startswith(" ")]
    assert heads[0] == "Ken's mailbox"
    assert [head.split(" (")[0] for head in heads[1:]] == ["Ken's phone", "Ken's tablet"]


def test_the_legend_explains_every_drawing() -> None:
    legend = render_legend("en")
    assert legend.count("<svg") == 5
    assert "COPY kept on the device" in legend


def test_a_folded_desk_invites_to_run_the_cell() -> None:
    first = desk().twin_html().splitlines()[0]
    assert first == "<!-- Run this cell: Ken's mailbox and devices -->"


def test_the_table_twin_is_one_table_with_a_line_for_everybody() -> None:
    view = desk()
    view.mailbox = (row("A", "original"), row("B", "original"))
    shown = view.twin_html()
    assert shown.count("<table") == 1
    assert shown.count("Ken's mailbox</td>") == 2
    assert shown.count("no letters") == 2


def test_differences_are_told_in_words_and_marked() -> None:
    view = desk()
    assert "Nobody has any mail yet." in view._told.value
    view.mailbox = (row("A", "original", seen=True),)
    view.states = (device("phone", "IMAP", (row("A"),)),)
    assert "The phone still shows A as unread; on the server: read." in view._told.value
    assert "read on the server" in view.panels["phone"].letters.items[0]._line.value
    assert 'aria-live="polite"' in view._told.value


def test_the_presses_of_all_devices_are_lines_of_python_up_to_a_bound() -> None:
    view = desk(get=lambda: None)
    for _ in range(MOST_LINES + 5):
        view.panels["tablet"].button.click()
    assert view._script.value.count("lab.tablet.get()") == MOST_LINES


def test_another_language_at_run_time() -> None:
    view = desk(get=lambda: None)
    view.mailbox = (row("A", "original"),)
    view.states = (device("tablet", "POP3", (row("A", "copy"),)),)
    view.panels["tablet"].button.click()
    view.language = "ja"
    assert view.panels["tablet"].button.description == "受信（POP3）"
    assert "スマホにはAがありませんが" in view._told.value
    assert "lab.tablet.get()" in view._script.value
    assert "端末のコピー" in view.children[-1].value
    assert "ケンのメールボックス" in repr(view)


def test_hostile_letters_stay_text() -> None:
    subject = "<img src=x onerror=alert(1)>"
    view = desk()
    view.mailbox = (row("A", "original", subject=subject),)
    view.states = (device("phone", "IMAP", (row("A", subject=subject, text=subject),)),)
    shown = [view.twin_html(), view._told.value, view.server._list.items[0]._line.value]
    item = view.panels["phone"].letters.items[0]
    shown += [item._line.value, item._text.value]
    assert not any("<img" in each for each in shown)
