"""Every octet that the server says is read by the formal syntax of RFC 3501, whatever it hears."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkit.mail.message import Message
from labkit.protocols.imap.commands import COMMANDS
from tests.hostile import attacks
from tests.mail.letters import any_octets
from tests.protocols.imap.abnf import NotImap, check
from tests.protocols.imap.talk import (
    NOW,
    TRANSCRIPTS,
    OneAccount,
    client_side,
    connected,
    dialled,
    logged_in,
    said,
    selected,
    told,
)

SETS = ("1", "1:*", "*", "2:1", "*:1", "1,*,2", "99", "*:4294967295", "4294967295")
FLAGS = ("\\Seen", "\\Deleted", "$Work", "NIL", "a}b", "\\Draft", "[x", "~", "\\Recent")
MAILBOXES = (
    *("INBOX", "inbox", "Sent", "Sent/x", '"a b"', "a/b", '"q\\"uo\\\\te"', "&Tgtm+DBN-"),
    *("{4+}\r\na(b]", "NIL", '"&-"', "[x]", '"with %"', '""', "INBOX/sub", "&ATE-nbox", '"{3}"'),
)
ITEMS = (
    *("FLAGS", "UID", "ENVELOPE", "BODY", "BODYSTRUCTURE", "INTERNALDATE", "RFC822"),
    *("RFC822.SIZE", "RFC822.HEADER", "RFC822.TEXT", "BODY[]", "BODY.PEEK[]", "BODY[1]"),
    *("BODY[1.1]", "BODY[2.MIME]", "BODY[1.HEADER]", "BODY[1.TEXT]", "BODY[TEXT]<0.5>"),
    *('BODY.PEEK[HEADER.FIELDS (Subject "x y")]', "BODY[HEADER.FIELDS.NOT (Subject)]<3.10>"),
    *("BODY[3.HEADER.FIELDS (From)]<99.1>", "BODY[HEADER.FIELDS ({3+}\r\na\x01\xff)]"),
)
KEYS = (
    *("ALL", "NEW", "OLD", "RECENT", "KEYWORD $Work", "UNKEYWORD nil", 'SUBJECT ""', "UID *"),
    *("BODY {1+}\r\na", 'TEXT "b"', 'HEADER Date ""', "SENTON 31-Jan-2026", "LARGER 0", "2:5"),
    *("NOT 1", "OR SEEN 1", "(OR (NOT ALL) NOT (SEEN))", "CC x", "SMALLER 4294967295", "*"),
)
WORDS = (
    *("NOOP", "CHECK", "CLOSE", "UNSELECT", "NAMESPACE", "CAPABILITY", "ID NIL", "EXPUNGE"),
    *("IDLE\r\nDONE", "IDLE\r\nx", "ENABLE X", 'LIST "" ""', "SELECT INBOX", "EXAMINE INBOX"),
)


def chosen(*options: str) -> st.SearchStrategy[str]:
    return st.sampled_from(options)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(" ".join)


def some(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(options), min_size=1, max_size=4).map(" ".join)


def listed(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return some(options).map("({})".format)


append = st.tuples(chosen("INBOX", "Sent", "none"), listed(FLAGS), any_octets).map(
    lambda told: f"APPEND {told[0]} {told[1]} {{{len(told[2])}+}}\r\n{told[2].decode('latin-1')}"
)
command = st.one_of(
    chosen(*WORDS),
    append,
    joined(chosen("FETCH", "UID FETCH"), chosen(*SETS), listed(ITEMS) | chosen("FULL", *ITEMS)),
    joined(
        chosen("STORE", "UID STORE"),
        chosen(*SETS),
        chosen("FLAGS", "+FLAGS", "-FLAGS", "+FLAGS.SILENT"),
        listed(FLAGS) | some(FLAGS),
    ),
    joined(chosen("SEARCH", "UID SEARCH", "SEARCH CHARSET UTF-8", "SEARCH CHARSET x"), some(KEYS)),
    joined(chosen("COPY", "MOVE", "UID COPY", "UID MOVE"), chosen(*SETS), chosen(*MAILBOXES)),
    joined(chosen("CREATE", "DELETE", "SUBSCRIBE", "UNSUBSCRIBE", "SELECT"), chosen(*MAILBOXES)),
    joined(chosen("RENAME"), chosen(*MAILBOXES), chosen(*MAILBOXES)),
    joined(chosen("LIST", "LSUB"), chosen('""', "a", "INBOX/"), chosen("*", "%", *MAILBOXES)),
    joined(chosen("STATUS"), chosen(*MAILBOXES), chosen("(MESSAGES RECENT UIDVALIDITY DELETED)")),
    joined(chosen("GETQUOTAROOT", "GETQUOTA"), chosen("account", *MAILBOXES)),
    joined(chosen("SETQUOTA"), chosen("account", *MAILBOXES), chosen("()", "(MESSAGE 5)", "(A)")),
)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_answer_in_the_transcripts(path: Path) -> None:
    for begin in (connected, logged_in, selected):
        kinds = check(told(begin(OneAccount("one", "two")), client_side(path)))
        assert "tagged" in kinds


def test_the_greeting_and_an_answer_to_every_command() -> None:
    check(said(dialled(OneAccount())), greeted=False)
    for row in COMMANDS.values():
        for begin in (connected, logged_in, selected):
            answer = told(begin(OneAccount("one")), f"t {row.example}\r\n".encode())
            assert check(answer)[-1] in ("tagged", "+")


@given(
    st.lists(any_octets.filter(lambda octets: b"\0" not in octets), max_size=4),
    st.lists(st.tuples(st.integers(0, 2), command), min_size=5, max_size=40),
)
@settings(max_examples=300, deadline=None)
def test_three_sessions_that_say_anything(
    letters: list[bytes], turns: list[tuple[int, str]]
) -> None:
    accounts = OneAccount("one", "two")
    accounts.store.quota = 20
    for octets in letters:
        accounts.inbox.append(Message(octets, NOW))
    sessions = [selected(accounts) for _ in range(3)]
    for number, words in turns:
        kinds = check(told(sessions[number], f"t {words}\r\n".encode("latin-1")))
        # response-done is a tagged reply, or a BYE after which nothing comes.
        assert kinds.count("tagged") == 1 or (kinds[-1:] == ["*"] and sessions[number].closing)
        for place, session in enumerate(sessions):
            check(said(session))
            if session.closing:
                sessions[place] = selected(accounts)


def test_hostile_bytes_get_grammatical_answers() -> None:
    dialogues = [client_side(path) for path in TRANSCRIPTS]
    accounts = OneAccount(*map(str, range(20)))
    for number, chunks in enumerate(attacks(dialogues, 1_000_000, seed=9051)):
        session = [connected, logged_in, selected][number % 3](accounts)
        heard = b""
        for chunk in chunks:
            heard += told(session, chunk)
            if session.closing:
                break
        check(heard)
        session.connection_lost()
        if number % 50 == 0:
            accounts = OneAccount(*map(str, range(20)))


@pytest.mark.parametrize(
    "wrong",
    [
        b"* 0 EXPUNGE\r\n",
        b"* 1 EXPUNGE \r\n",
        b"* 1 FETCH ()\r\n",
        b"* 1 FETCH (UID 0)\r\n",
        b"* 1 FETCH (FLAGS (\\Odd))\r\n",
        b"* 1 FETCH (BODY[] {3}\r\na\0b)\r\n",
        b"* 1 FETCH (BODY[] {9}\r\nabc)\r\n",
        b'* 1 FETCH (BODY[] "\xff")\r\n',
        b"* 1 FETCH (BODY[TEXT]<0.5> NIL)\r\n",
        b'* 1 FETCH (INTERNALDATE "1-Feb-2026 09:00:00 +0000")\r\n',
        b"* 1 FETCH (ENVELOPE (NIL NIL () NIL NIL NIL NIL NIL NIL NIL))\r\n",
        b'* 1 FETCH (BODY ("text" "plain" NIL NIL NIL "7bit" 3))\r\n',
        b'* 1 FETCH (BODY ("message" "rfc822" NIL NIL NIL "7bit" 3))\r\n',
        b"* 4294967296 EXISTS\r\n",
        b"* SEARCH 0\r\n",
        b"* SEARCH 1 \r\n",
        b"* QUOTA account ()\r\n",
        b"* QUOTA account (MESSAGE 1)\r\n",
        b"* QUOTA account (STORAGE 1 2)\r\n",
        b"* QUOTAROOT\r\n",
        b"* STATUS a (DELETED)\r\n",
        b"* CAPABILITY IMAP4rev1 QUOTA\r\n",
        b'* LIST (\\Noselect) "/" a b\r\n',
        b'* LIST (\\Odd) "/" a\r\n',
        b"* OK [UIDNEXT 0] x\r\n",
        b"* OK [UNSEEN] x\r\n",
        b"* OK \xff\r\n",
        b"* OK\r\n",
        b"* WHAT\r\n",
        b"+\r\n",
        b"t OK [CAPABILITY IDLE] x\r\n",
        b"t OK [COPYUID 1 1:* 2] x\r\n",
        b"t+ OK x\r\n",
        b"t BYE x\r\n",
        b"t OK x\n",
    ],
)
def test_the_picky_client_is_picky(wrong: bytes) -> None:
    with pytest.raises(NotImap):
        check(wrong)
