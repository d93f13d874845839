"""What is borne with, and for how long."""

from __future__ import annotations

import pytest

from labkit.agents import patience
from labkit.agents.patience import AT_ONCE, MOST, MOST_LOGINS, STEP, Patience
from labkit.protocols.smtp.replies import Refused


def noted(*replies: str) -> Patience:
    found = Patience()
    for reply in replies:
        found.note(reply)
    return found


def test_the_first_mistakes_are_answered_at_once_and_each_later_one_more_slowly() -> None:
    waits = [noted(*["500 5.5.2 what?"] * count).wait for count in range(AT_ONCE + 3)]
    assert waits == [0.0] * (AT_ONCE + 1) + [STEP, 2 * STEP]


def test_in_the_end_the_session_is_over() -> None:
    found = noted(*["500 5.5.2 what?"] * (MOST - 1))
    with pytest.raises(Refused, match="too many unknown") as refused:
        found.note("502 5.5.1 no")
    assert refused.value.reply.startswith("421 4.7.0")


@pytest.mark.parametrize("good", ["250 2.0.0 OK", "250-mx", "354 go on", "221 2.0.0 Bye"])
def test_a_good_command_makes_up_for_all(good: str) -> None:
    assert noted(*["500 5.5.2 what?"] * (MOST - 1), good, "500 5.5.2 what?").wait == 0.0


def test_a_login_that_goes_on_is_not_good_yet() -> None:
    with pytest.raises(Refused):
        noted(*["334 VXNlcm5hbWU6", "501 5.7.0 login cancelled"] * MOST)


@pytest.mark.parametrize("reply", ["503 5.5.1 first MAIL", "550 5.1.1 nobody", "452 4.2.2 full"])
def test_a_long_pipeline_and_a_list_of_old_addresses_are_no_mistakes(reply: str) -> None:
    assert noted(*[reply] * 1000).wait == 0.0


def test_failed_logins_are_counted_over_the_whole_session() -> None:
    assert MOST_LOGINS > 3  # RFC 4954 section 4: after three at the earliest
    found = noted(*["535 5.7.8 no", "250 2.0.0 OK"] * (MOST_LOGINS - 1))
    with pytest.raises(Refused, match="too many failed logins") as refused:
        found.note("535 5.7.8 no")
    assert refused.value.reply.startswith("421 4.7.0")


def test_a_bored_attacker_holds_no_reply_for_minutes() -> None:
    assert (MOST - AT_ONCE) * patience.STEP <= 5
