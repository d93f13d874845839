from dataclasses import replace

from labkit.plots.states_twin import leaving, staying, twin_of
from tests.plots.state_tables import POP3, SMTP


def test_a_command_stays_or_leaves() -> None:
    assert staying(POP3, "AUTHORIZATION") == ["CAPA", "USER"]
    assert leaving(POP3, "AUTHORIZATION") == [("PASS", "TRANSACTION"), ("QUIT", "")]


def test_the_twin_says_the_same_as_the_drawing() -> None:
    text = twin_of(POP3, "en").text().splitlines()
    assert text[0] == "Which words does the POP3 server understand now?"
    assert text[3] == (
        "TRANSACTION (the mailbox is open, and locked): the session is here | CAPA, RETR, DELE"
        " | QUIT → UPDATE"
    )
    assert text[-1] == ("The session is in TRANSACTION. It understands: CAPA, RETR, DELE, QUIT.")


def test_the_dot_that_ends_a_letter_is_told_in_words() -> None:
    assert "only a dot → greeted" in twin_of(SMTP, "en").text()
    assert "点だけの行 → greeted" in twin_of(SMTP, "ja").text()


def test_without_a_session_the_twin_says_where_one_begins() -> None:
    assert twin_of(replace(POP3, now=""), "en").answer.startswith("No session yet")
    assert twin_of(SMTP, "en").answer == "The session ended in recipients."
