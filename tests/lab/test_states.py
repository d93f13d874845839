"""Where a session stands, by the engines' own tables; and the tables held against the engines."""

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.states import standing, table_of
from labkit.lab.stepping import SteppedEngine
from labkit.protocols.dissect import dissect
from labkit.wire.transcript import lines

POP3_LOGIN = ("USER ken@fuji.example", "PASS mountain-view")
IMAP_LOGIN = "a LOGIN ken@fuji.example mountain-view"
# What brings an engine into each state from which a command may lead on.
REACH = {
    ("POP3", "AUTHORIZATION"): (),
    ("POP3", "TRANSACTION"): POP3_LOGIN,
    ("IMAP", "not authenticated"): (),
    ("IMAP", "authenticated"): (IMAP_LOGIN,),
    ("IMAP", "selected"): (IMAP_LOGIN, "b SELECT INBOX"),
}
# An example that the server agrees to, where the table's own is refused on purpose.
AGREED = {
    "PASS": "PASS mountain-view",
    "AUTH": "AUTH PLAIN AGtlbkBmdWppLmV4YW1wbGUAbW91bnRhaW4tdmlldw==",
    "LOGIN": "LOGIN ken@fuji.example mountain-view",
    "AUTHENTICATE": "AUTHENTICATE PLAIN AGtlbkBmdWppLmV4YW1wbGUAbW91bnRhaW4tdmlldw==",
    "SELECT": "SELECT INBOX",
    "EXAMINE": "EXAMINE INBOX",
}


@pytest.fixture
def lab():
    lab = Lab()
    yield lab
    lab.close()


def ways():
    for protocol in ("POP3", "IMAP"):
        for row in table_of(protocol).rows:
            for state in row.states:
                target = dict(row.leads_to).get(state, state)
                yield pytest.param(protocol, row.verb, state, target, id=f"{state}-{row.verb}")


@pytest.mark.parametrize(("protocol", "verb", "state", "target"), list(ways()))
def test_a_command_leads_where_the_table_says(lab, protocol, verb, state, target):
    engine = lab.engine(protocol)
    for line in REACH[protocol, state]:
        engine.say(line)
    if verb == "PASS":
        engine.say(POP3_LOGIN[0])
    assert engine.session.state.value == state
    said = AGREED.get(verb, verb)
    engine.say(f"x {said}" if protocol == "IMAP" else said)
    if target == "":
        assert engine.session.closing
    else:
        assert engine.session.state.value == target


def test_where_a_recorded_session_stands_is_where_its_engine_does(lab):
    for protocol, script in (
        ("POP3", (*POP3_LOGIN, "DELE 1", "NONSENSE", "QUIT")),
        ("IMAP", (IMAP_LOGIN, "b SELECT INBOX", "c SELECT Nowhere", "d EXAMINE INBOX", "e CLOSE")),
        ("IMAP", (IMAP_LOGIN, "b SELECT INBOX", "c LOGOUT")),
    ):
        engine = lab.engine(protocol)
        for line in script:
            engine.say(line)
            assert stands(engine) == engine.session.state.value


def stands(engine: SteppedEngine) -> str:
    heard, _ = dissect(engine.protocol, lines(tuple(engine._chunks)))
    return standing(heard, engine.protocol, over=False).now


def test_a_letter_that_was_handed_in_leaves_smtp_greeted(lab):
    assert "every SMTP session begins" in repr(lab.states("smtp"))
    lab.aya.send()
    assert "greeted (hello was said): the session ended here" in repr(lab.states("SMTP"))


def test_a_session_that_goes_on_is_said_to_be_here(lab):
    lab.tablet.connect()
    assert "TRANSACTION (the mailbox is open, and locked): the session is here" in repr(
        lab.states("pop3")
    )


def test_another_protocol_is_refused_kindly(lab):
    with pytest.raises(Trouble, match="gopher"):
        lab.states("gopher")
