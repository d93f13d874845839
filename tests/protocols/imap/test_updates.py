"""What sessions hear about each other: a state machine of three of them on one mailbox.

Each session's client keeps a model built from untagged responses alone, as a mail app does. After
NOOP it must be the mailbox. EXPUNGE never comes while FETCH, STORE or SEARCH is answered.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from labkit.mail.mailbox import Change
from labkit.mail.message import Message
from labkit.protocols.imap.session import ImapSession
from tests.protocols.imap.abnf import check
from tests.protocols.imap.talk import NOW, OneAccount, ask, logged_in, said, say, selected

WHO = st.integers(0, 2)
FLAGS = st.sampled_from(["\\Seen", "\\Flagged", "\\Deleted", "$Work"])
_FETCH = re.compile(r"\* (\d+) FETCH \((.*)")  # a row may go on with a literal


class Client:
    """A mail app: letters in their order, each a UID and its flags (None: not heard yet)."""

    def __init__(self, accounts: OneAccount) -> None:
        self.session: ImapSession = logged_in(accounts)
        self.letters: list[tuple[int | None, frozenset[str] | None]] = []
        self.idle = False
        self.hear(ask(self.session, "SELECT INBOX"))
        self.know()

    def command(self, line: str) -> list[str]:
        answer = ask(self.session, line)
        assert not answer[-1].startswith("t BAD"), (line, answer)
        withheld = line.startswith(("FETCH", "STORE", "SEARCH"))
        assert not (withheld and any("EXPUNGE" in row for row in answer[:-1])), answer
        self.hear(answer)
        return answer

    def know(self) -> None:
        """Ask for what isn't known yet, as a mail app does after EXISTS."""
        if self.letters:
            self.command("FETCH 1:* (UID FLAGS)")

    def listen(self) -> None:
        self.hear(said(self.session).decode().split("\r\n"))

    def hear(self, lines: list[str]) -> None:
        for line in lines:
            words = line.split(" ")
            if line.endswith(" EXPUNGE"):
                del self.letters[int(words[1]) - 1]
            elif line.endswith(" EXISTS"):
                assert int(words[1]) >= len(self.letters)
                new = int(words[1]) - len(self.letters)
                self.letters += [(None, None)] * new
            elif found := _FETCH.match(line):
                self._hear_letter(int(found[1]), found[2])

    def _hear_letter(self, number: int, items: str) -> None:
        uid, flags = self.letters[number - 1]
        if named := re.search(r"UID (\d+)", items):
            assert uid in (None, int(named[1]))
            uid = int(named[1])
        if told := re.search(r"FLAGS \(([^)]*)\)", items):
            flags = frozenset(told[1].split()) - {"\\Recent"}
        self.letters[number - 1] = (uid, flags)


class Sessions(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.accounts = OneAccount("one", "two", "three")
        self.clients = [Client(self.accounts) for _ in range(3)]

    def awake(self, who: int) -> Client:
        client = self.clients[who]
        if client.idle:
            client.idle = False
            client.hear(say(client.session, "DONE").split("\r\n"))
        return client

    def some(self, who: int, pick: int) -> str:
        return str(pick % len(self.clients[who].letters) + 1)

    @rule(who=WHO)
    def append(self, who: int) -> None:
        self.awake(who).command("APPEND INBOX (\\Seen) {2+}\r\nhi")

    @rule(count=st.integers(1, 3))
    def arrive(self, count: int) -> None:
        self.accounts.inbox.append_all([(Message(b"x", NOW), ())] * count)

    @rule(who=WHO, pick=st.integers(0, 50), flag=FLAGS, sign=st.sampled_from(["+", "-", ""]))
    def store(self, who: int, pick: int, flag: str, sign: str) -> None:
        client = self.awake(who)
        if client.letters:
            client.command(f"STORE {self.some(who, pick)} {sign}FLAGS ({flag})")

    @rule(who=WHO, pick=st.integers(0, 50), flag=FLAGS)
    def store_silently(self, who: int, pick: int, flag: str) -> None:
        client = self.awake(who)
        if client.letters:
            number = int(self.some(who, pick))
            before = client.letters[number - 1]
            answer = client.command(f"STORE {number} FLAGS.SILENT ({flag})")
            if answer[-1].startswith("t OK") and client.letters[number - 1] == before:
                client.letters[number - 1] = (before[0], frozenset({flag}))

    @rule(who=WHO, pick=st.integers(0, 50))
    def read(self, who: int, pick: int) -> None:
        client = self.awake(who)
        if client.letters:
            client.command(f"FETCH {self.some(who, pick)} (UID BODY[TEXT]<0.1>)")

    @rule(who=WHO)
    def uid_fetch(self, who: int) -> None:
        self.awake(who).command("UID FETCH 1:* FLAGS")

    @rule(who=WHO)
    def search(self, who: int) -> None:
        self.awake(who).command("SEARCH DELETED")

    @rule(who=WHO, how=st.sampled_from(["EXPUNGE", "UID EXPUNGE 1:5", "CHECK"]))
    def expunge(self, who: int, how: str) -> None:
        self.awake(who).command(how)

    @rule(who=WHO, pick=st.integers(0, 50), into=st.sampled_from(["INBOX", "Trash"]))
    def move(self, who: int, pick: int, into: str) -> None:
        client = self.awake(who)
        if client.letters:
            client.command(f"MOVE {self.some(who, pick)} {into}")

    @rule(who=WHO, pick=st.integers(0, 50))
    def copy(self, who: int, pick: int) -> None:
        client = self.awake(who)
        if client.letters:
            client.command(f"COPY {self.some(who, pick)} INBOX")

    @rule(
        act=st.sampled_from(["UID STORE 1:* +FLAGS (\\Deleted)", "EXPUNGE", "UID MOVE 1:* Trash"])
    )
    def backup_is_restored(self, act: str) -> None:
        """What a client knows is void now; nothing that it says by it may be done."""
        before = [(entry.message, entry.flags) for entry in self.accounts.inbox.entries.values()]
        self.accounts.store.restored()
        for client in self.clients:
            answer = (
                said(client.session).decode() if client.idle else say(client.session, f"t {act}")
            )
            assert answer == "* BYE the mailbox that was open here is gone\r\n"
            assert client.session.closing
        entries = self.accounts.inbox.entries.values()
        # The oldest comes last.
        assert [(entry.message, entry.flags) for entry in entries] == before[1:] + before[:1]
        self.clients = [Client(self.accounts) for _ in range(3)]

    @rule(who=WHO)
    def idle(self, who: int) -> None:
        client = self.awake(who)
        client.idle = True
        client.hear(ask(client.session, "IDLE"))

    @rule(who=WHO)
    def select_again(self, who: int) -> None:
        client = self.awake(who)
        client.letters = []
        client.hear(ask(client.session, "SELECT INBOX"))
        client.know()

    @precondition(lambda self: len(self.accounts.inbox) < 40)
    @rule(who=WHO)
    def synchronise(self, who: int) -> None:
        client = self.awake(who)
        client.command("NOOP")
        self.compare(client)

    def compare(self, client: Client) -> None:
        known = list(client.letters)
        client.know()
        there = [(entry.uid, entry.flags) for entry in self.accounts.inbox.entries.values()]
        assert client.letters == there
        # What was known before was right too, not only what was asked just now.
        for (uid, flags), now in zip(known, there, strict=True):
            assert uid in (None, now[0])
            assert flags in (None, now[1])

    @invariant()
    def who_waits_knows_at_once(self) -> None:
        for client in self.clients:
            if client.idle:
                client.listen()
                assert len(client.letters) == len(self.accounts.inbox)

    def teardown(self) -> None:
        for who in range(3):
            client = self.awake(who)
            client.command("NOOP")
            self.compare(client)


Sessions.TestCase.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
TestSessions = Sessions.TestCase


def test_several_changes_of_one_letter_are_told_as_one() -> None:
    accounts = OneAccount("one")
    one, other = selected(accounts), selected(accounts)
    for flag in ("\\Seen", "\\Flagged", "\\Answered"):
        ask(one, f"STORE 1 +FLAGS ({flag})")
    assert ask(other, "NOOP")[:-1] == ["* 1 FETCH (FLAGS (\\Answered \\Flagged \\Seen))"]


def test_what_a_fetch_tells_is_not_told_again() -> None:
    accounts = OneAccount("one", "two")
    one, other = selected(accounts), selected(accounts)
    ask(one, "STORE 1:2 +FLAGS ($Work)")
    rows = ask(other, "FETCH 1 FLAGS")
    assert [row.split(" (")[0] for row in rows[:-1]] == [
        "* FLAGS",
        "* OK [PERMANENTFLAGS",
        "* 1 FETCH",
        "* 2 FETCH",
    ]


def test_a_letter_that_came_and_went_is_never_mentioned() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.inbox.expunge([accounts.arrive("two")])
    assert ask(session, "NOOP") == ["t OK nothing done"]


def test_many_letters_that_go_at_once() -> None:
    accounts = OneAccount(*map(str, range(100)))
    session, client = selected(accounts), list(range(1, 101))
    letters = list(accounts.inbox.entries.values())
    accounts.inbox.expunge(letters[10:90])
    for line in ask(session, "NOOP")[:-1]:
        del client[int(line.split(" ")[1]) - 1]
    assert client == list(accounts.inbox.entries)


def test_a_keyword_is_told_before_it_is_met() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.arrive("two", ["$New"])
    flags, permanent, exists, _, _ = ask(session, "NOOP")
    assert flags == "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft $New)"
    assert permanent.startswith("* OK [PERMANENTFLAGS (\\Answered")
    assert exists == "* 2 EXISTS"


BIG = 700_000  # octets: two of these letters fill what may wait to be sent


def in_the_middle_of(command: str) -> tuple[OneAccount, ImapSession]:
    """A session that has begun to say the rows of *command* to somebody who reads slowly."""
    accounts = OneAccount()
    for number in range(1, 6):
        accounts.inbox.append(Message(b"%d" % number * BIG, NOW))
    session = selected(accounts)
    session.receive_data(f"t {command}\r\n".encode())
    assert session.full
    return accounts, session


def rest(session: ImapSession) -> list[str]:
    """Return all that is still said, letters as their first digit; it is grammatical."""
    octets = said(session)
    check(octets)
    return re.sub(r"(\d)\1{699999}", r"\1", octets.decode()).split("\r\n")[:-1]


def rows(*numbers: int) -> list[str]:
    return [
        line
        for number in numbers
        for line in (f"* {number} FETCH (UID {number} BODY[] {{{BIG}}}", f"{number})")
    ]


@pytest.mark.parametrize(
    "what", ["UID MOVE 4 Trash", "UID STORE 4 +FLAGS.SILENT (\\Deleted)\r\nu EXPUNGE"]
)
def test_a_letter_goes_while_its_row_is_still_to_come(what: str) -> None:
    accounts, session = in_the_middle_of("FETCH 1:5 (UID BODY.PEEK[])")
    ask(selected(accounts), what)
    assert rest(session) == [*rows(1, 2, 3, 4, 5), "t OK [EXPUNGEISSUED] that is all"]
    assert ask(session, "NOOP")[0] == "* 4 EXPUNGE"


def test_letters_come_and_go_while_rows_by_uid_are_said() -> None:
    accounts, session = in_the_middle_of("UID FETCH 1:* (UID BODY.PEEK[])")
    ask(other := selected(accounts), "UID MOVE 2,5 Trash")
    ask(other, "APPEND INBOX {1+}\r\nx")
    assert rest(session) == [
        *rows(1, 2, 3, 4, 5),
        *("* 5 EXPUNGE", "* 2 EXPUNGE", "* 4 EXISTS", "* 3 RECENT", "t OK that is all"),
    ]


def test_reading_a_letter_that_goes_meanwhile_marks_nothing() -> None:
    accounts, session = in_the_middle_of("FETCH 1:5 (UID BODY[])")
    gone = accounts.inbox.entries[5]
    accounts.inbox.expunge([gone])
    lines = rest(session)
    assert lines[-3:] == [*rows(5), "t OK [EXPUNGEISSUED] that is all"]
    assert gone.flags == frozenset()


@pytest.mark.parametrize("how", ["restored", "renumbered", "removed"])
def test_a_mailbox_goes_while_rows_are_said(how: str) -> None:
    """The rows that were asked for are whole; then it is goodbye, and nothing new is marked."""
    accounts, session = in_the_middle_of("FETCH 1:5 (UID BODY.PEEK[])")
    session.receive_data(b"u UID STORE 1:* +FLAGS (\\Deleted)\r\n")
    if how == "restored":
        accounts.store.restored()
    elif how == "renumbered":
        accounts.inbox.renumber(999)
    else:
        accounts.inbox.removed()
    *told, goodbye, end = rest(session)
    assert told == rows(1, 2, 3, 4, 5)
    assert goodbye.startswith("* BYE the mailbox that was open here ")
    assert end == "t OK that is all"
    assert session.closing
    assert {entry.flags for entry in accounts.inbox.entries.values()} == {frozenset()}


def test_a_search_sees_what_its_session_knows() -> None:
    accounts = OneAccount("one", "two", "three")
    session = selected(accounts)
    accounts.inbox.expunge([accounts.inbox.entries[2]])
    accounts.arrive("four")
    assert ask(session, "SEARCH ALL") == [
        *("* SEARCH 1 2 3", "* 4 EXISTS", "* 4 RECENT", "t OK [EXPUNGEISSUED] these match"),
    ]
    assert ask(session, "UID SEARCH 3:4")[:2] == ["* SEARCH 3 4", "* 2 EXPUNGE"]


def test_withheld_is_known() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    assert session.updates is not None
    assert not session.updates.withheld
    accounts.inbox.expunge(list(accounts.inbox.entries.values()))
    assert session.updates.withheld
    session.updates.take(expunge=False)
    assert session.updates.withheld
    session.updates.take(expunge=True)
    assert not session.updates.withheld


def test_a_mailbox_numbered_anew_can_not_stay_open() -> None:
    accounts = OneAccount("one")
    session = selected(accounts)
    accounts.inbox._publish(Change("renumbered"))
    assert ask(session, "NOOP")[0].startswith("* BYE")
    assert session.closing
