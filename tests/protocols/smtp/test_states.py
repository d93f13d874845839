"""The table is complete and consistent; the server is held to it in tests/agents."""

from __future__ import annotations

from labkit.protocols.smtp.states import ANY, BY_VERB, ROWS, SmtpState


def test_the_commands_of_rfc_5321_are_all_there() -> None:
    minimum = {"EHLO", "HELO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "VRFY"}
    assert minimum <= set(BY_VERB)
    assert len(BY_VERB) == len(ROWS)


def test_no_command_is_heard_inside_a_letter() -> None:
    assert all(SmtpState.CONTENT not in row.states for row in ROWS)


def test_every_state_is_reached() -> None:
    reached = {new for row in ROWS for new in row.leads_to.values()} | {SmtpState.CONNECTED}
    assert reached >= set(SmtpState)


def test_rset_noop_help_and_quit_are_always_allowed() -> None:
    assert all(BY_VERB[verb].states == ANY for verb in ("RSET", "NOOP", "QUIT", "EHLO", "HELP"))


def test_examples_are_of_their_verb() -> None:
    assert all(row.example.split()[0] == row.verb == row.syntax.split()[0] for row in ROWS)
    assert BY_VERB["DATA"].states == (SmtpState.RECIPIENTS,)
