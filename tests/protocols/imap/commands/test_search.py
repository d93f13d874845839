"""SEARCH: the grammar around the keys, charsets and limits."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.protocols.imap.talk import OneAccount, ask, selected

SIMPLE = st.sampled_from(["ALL", "SEEN", "FLAGGED", "1:2", "SUBJECT two", "UID 3:*", "UNSEEN"])
TREES = st.recursive(
    SIMPLE.map(lambda name: (name,)),
    lambda inner: st.one_of(
        st.tuples(st.just("NOT"), inner),
        st.tuples(st.just("OR"), inner, inner),
        st.tuples(st.just("AND"), inner, inner),
    ),
    max_leaves=8,
)


def world() -> OneAccount:
    accounts = OneAccount()
    accounts.arrive("one", ["\\Seen"])
    accounts.arrive("two", ["\\Flagged"])
    accounts.arrive("three", ["\\Seen", "\\Flagged"])
    accounts.arrive("twofold")
    return accounts


def spoken(tree: tuple) -> str:
    match tree:
        case ("NOT", inner):
            return f"NOT {spoken(inner)}"
        case ("OR", one, other):
            return f"OR {spoken(one)} {spoken(other)}"
        case ("AND", one, other):
            return f"({spoken(one)} {spoken(other)})"
        case (name,):
            return name


def meant(tree: tuple) -> set[int]:
    match tree:
        case ("NOT", inner):
            return {1, 2, 3, 4} - meant(inner)
        case ("OR", one, other):
            return meant(one) | meant(other)
        case ("AND", one, other):
            return meant(one) & meant(other)
        case (name,):
            return {
                "ALL": {1, 2, 3, 4},
                "SEEN": {1, 3},
                "FLAGGED": {2, 3},
                "1:2": {1, 2},
                "SUBJECT two": {2, 4},
                "UID 3:*": {3, 4},
                "UNSEEN": {2, 4},
            }[name]


@given(TREES)
def test_keys_are_combined_as_they_say(tree: tuple) -> None:
    answer = ask(selected(world()), f"SEARCH {spoken(tree)}")
    assert answer[0].split()[2:] == [str(number) for number in sorted(meant(tree))]


def test_uid_search_answers_with_uids() -> None:
    accounts = world()
    accounts.inbox.expunge([accounts.inbox.entries[1]])
    session = selected(accounts)
    assert ask(session, "SEARCH FLAGGED")[0] == "* SEARCH 1 2"
    assert ask(session, "UID SEARCH FLAGGED")[0] == "* SEARCH 2 3"
    assert ask(session, "UID SEARCH 1:2")[0] == "* SEARCH 2 3"


@pytest.mark.parametrize("charset", ["UTF-8", "utf-8", '"UTF-8"', "US-ASCII"])
def test_charsets(charset: str) -> None:
    assert ask(selected(world()), f"SEARCH CHARSET {charset} SUBJECT TWO")[0] == "* SEARCH 2 4"


def test_other_charsets_are_refused_with_the_ones_that_work() -> None:
    answer = ask(selected(world()), "SEARCH CHARSET ISO-2022-JP ALL")[0]
    assert answer.startswith("t NO [BADCHARSET (US-ASCII UTF-8)]")


@pytest.mark.parametrize(
    "arguments",
    ["", "()", "(ALL", "ALL)", "NOT", "OR ALL", "SMELL", "SUBJECT", "ALL  SEEN", "UID x",
     "LARGER x", "SINCE 31-Feb-2026", "KEYWORD (", "CHARSET UTF-8", "SUBJECT {1+}\r\n\xff", "ALL ",
     "CHARSET UTF-8 SUBJECT {1+}\r\n\xff", "(" * 60 + "ALL" + ")" * 60, "NOT " * 60 + "ALL",
     " ".join(["ALL"] * 1001), "OR " * 60 + "ALL " * 61],
)  # fmt: skip
def test_what_is_no_search(arguments: str) -> None:
    session = selected(world())
    assert ask(session, f"SEARCH {arguments}".encode("latin-1"))[-1].startswith("t BAD")


def test_an_empty_mailbox_has_nothing() -> None:
    assert ask(selected(OneAccount()), "SEARCH 1:* UID *")[0] == "* SEARCH"


@pytest.mark.slow
def test_sets_with_gaps_need_little_memory() -> None:
    accounts = OneAccount("one")
    message = accounts.inbox.entries[1].message
    accounts.inbox.append_all([(message, ())] * 4999)
    session = selected(accounts)
    keys = " ".join(["1:2000,2002:*", "UID 1:2000,2002:*"] * 400)
    tracemalloc.start()
    answer = ask(session, f"SEARCH {keys} 1999:2003,2005,9999")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer[0] == "* SEARCH 1999 2000 2002 2003 2005"
    assert peak < 3_000_000


def test_a_set_that_names_nothing_matches_nothing() -> None:
    session = selected(world())
    assert ask(session, "SEARCH UID 90,95:99")[0] == "* SEARCH"
    assert ask(session, "SEARCH NOT UID 90,95:99")[0] == "* SEARCH 1 2 3 4"
    assert ask(session, "SEARCH 7,9:10")[0] == "* SEARCH"


def test_letters_beyond_ascii_need_a_charset_and_the_refusal_says_so() -> None:
    session = selected(world())
    assert ask(session, b"SEARCH SUBJECT {3+}\r\n\xe3\x81\x82") == [
        "t BAD this string isn't ascii: begin with CHARSET UTF-8"
    ]
    assert ask(session, b"SEARCH CHARSET UTF-8 SUBJECT {3+}\r\n\xe3\x81\x82")[-1][:4] == "t OK"
