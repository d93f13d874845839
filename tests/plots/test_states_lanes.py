"""Ways between states: gathered where they lead to the same one, and kept apart from each other."""

from labkit.plots.states_lanes import height, lanes_of
from tests.plots.state_tables import IMAP, POP3, SMTP


def test_commands_that_lead_from_the_same_states_to_the_same_one_share_a_lane() -> None:
    assert [(lane.verbs, lane.origins, lane.target) for lane in lanes_of(SMTP, above=False)] == [
        (("RSET",), (2, 3), 1),
        ((".",), (4,), 1),
    ]


def test_the_end_is_the_place_behind_the_last_state() -> None:
    quit_lanes = [lane for lane in lanes_of(SMTP, above=True) if lane.verbs == ("QUIT",)]
    assert [(lane.origins, lane.target) for lane in quit_lanes] == [((0, 1), 5)]


def test_lanes_that_would_meet_run_on_different_levels() -> None:
    levels = {lane.verbs[0]: lane.level for lane in lanes_of(SMTP, above=True)}
    assert levels == {"EHLO": 0, "MAIL": 0, "RCPT": 0, "DATA": 0, "QUIT": 1}
    assert {lane.level for lane in lanes_of(SMTP, above=False)} == {0, 1}


def test_lanes_need_room_and_no_lanes_need_little() -> None:
    assert height(SMTP, above=True) > height(POP3, above=False) == height(IMAP, above=True)
