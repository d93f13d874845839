"""LIST and LSUB: attributes and options."""

from __future__ import annotations

import pytest

from tests.protocols.imap.talk import OneAccount, ask, logged_in


def listed(*commands: str) -> list[str]:
    session = logged_in(OneAccount())
    answers = [ask(session, command) for command in commands]
    assert answers[-1][-1].startswith("t OK")
    return answers[-1][:-1]


def test_special_use_is_told_without_being_asked_for() -> None:
    assert listed('LIST "" Trash') == ['* LIST (\\HasNoChildren \\Trash) "/" Trash']


@pytest.mark.parametrize(
    "command",
    ['LIST (SPECIAL-USE) "" *', 'LIST (special-use) "" "*" RETURN (SPECIAL-USE CHILDREN)'],
)
def test_special_use_can_be_asked_for(command: str) -> None:
    names = [line.rpartition(" ")[2] for line in listed(command)]
    assert names == ["Drafts", "Junk", "Sent", "Trash"]


def test_a_level_that_is_no_mailbox_is_shown_as_such() -> None:
    assert listed("CREATE a/b/c", "DELETE a/b", "DELETE a", "LIST a/ %") == [
        '* LIST (\\Noselect \\HasChildren) "/" a/b'
    ]
    assert listed("CREATE a/b/c", "DELETE a/b", "LIST a/ *") == [
        '* LIST (\\HasNoChildren) "/" a/b/c',
        '* LIST (\\Noselect \\HasChildren) "/" a/b',
    ]


def test_names_are_quoted_where_they_must() -> None:
    assert listed('CREATE "two words"', 'LIST "" t*') == [
        '* LIST (\\HasNoChildren) "/" "two words"'
    ]
    assert listed("CREATE NIL", 'LIST "" NIL') == ['* LIST (\\HasNoChildren) "/" "NIL"']


def test_reference_stands_before_the_pattern() -> None:
    assert len(listed("CREATE Work/a", "CREATE Work/b", "LIST Work/ %")) == 2
    assert listed('LIST "" Nowhere') == []
    assert listed("LIST x " + "y" * 2000) == []


def test_a_subscription_outlives_its_mailbox() -> None:
    assert listed("DELETE Junk", 'LSUB "" J%') == ['* LSUB () "/" Junk']


@pytest.mark.parametrize(
    "arguments",
    ["", '""', '"" * x', '(SMELL) "" *', '"" * RETURN (SMELL)', '(SPECIAL-USE "" *', '"" &*'],
)
def test_what_is_no_list(arguments: str) -> None:
    assert ask(logged_in(OneAccount()), f"LIST {arguments}")[-1].startswith("t BAD")


@pytest.mark.parametrize("arguments", ['(SPECIAL-USE) "" *', '"" * RETURN (CHILDREN)'])
def test_lsub_has_no_options(arguments: str) -> None:
    assert ask(logged_in(OneAccount()), f"LSUB {arguments}")[-1].startswith("t BAD")
