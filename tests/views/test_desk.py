from labkit.views.desk import Desk, render_legend
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
