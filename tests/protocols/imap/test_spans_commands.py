"""The parts of commands, sound ones and odd ones."""

from __future__ import annotations

import pytest

from labkit.protocols.showing import MASK
from tests.protocols.imap.parts import client

COMMANDS = {
    "a1 noop": "a1/tag.client noop/verb.noop",
    " a1  NOOP ": "a1/tag.client NOOP/verb.noop",
    "a1": "a1/tag.client",
    "NOOP": "NOOP/tag.forgotten",
    f"LOGIN ken {MASK}": f"LOGIN/tag.forgotten ken/unknown.verb {MASK}/unknown.argument",
    "a1 XYZZY b c": "a1/tag.client XYZZY/unknown.verb b+c/unknown.argument",
    "a1 LOGOUT now": "a1/tag.client LOGOUT/verb.logout now/unknown.argument",
    "* NOOP": "*/unknown.tag NOOP/verb.noop",
    "a1 UID  fetch 1 UID": "a1/tag.client UID++fetch/verb.uid_fetch 1/set.uids UID/fetch.uid",
    "a1 UID": "a1/tag.client UID/unknown.verb",
    f"a1 LOGIN ken {MASK}": f"a1/tag.client LOGIN/verb.login ken/login.user {MASK}/login.password",
    "a1 LOGIN {3}": "a1/tag.client LOGIN/verb.login {3}/literal.announced",
    f"a1 AUTHENTICATE PLAIN {MASK}": (
        f"a1/tag.client AUTHENTICATE/verb.authenticate PLAIN/sasl.plain {MASK}/sasl.initial"
    ),
    "a1 AUTHENTICATE NTLM": "a1/tag.client AUTHENTICATE/verb.authenticate NTLM/sasl.other",
    "a1 RENAME INBOX Old": "a1/tag.client RENAME/verb.rename INBOX/mailbox.inbox Old/mailbox.new",
    "a1 COPY 1 Trash": "a1/tag.client COPY/verb.copy 1/set.numbers Trash/mailbox.target",
    "a1 UID MOVE 1 Trash": "a1/tag.client UID+MOVE/verb.uid_move 1/set.uids Trash/mailbox.target",
    "a1 FETCH x FLAGS": "a1/tag.client FETCH/verb.fetch x/unknown.argument FLAGS/fetch.flags",
    "a1 STORE 1 -FLAGS \\Seen work": (
        "a1/tag.client STORE/verb.store 1/set.numbers -FLAGS/store.remove \\Seen/flag.seen "
        "work/flag.keyword"
    ),
    "a1 STORE 1 FLUGS ()": (
        "a1/tag.client STORE/verb.store 1/set.numbers FLUGS/unknown.store ()/flag.none"
    ),
    'a1 APPEND Sent (\\Seen) "1-Feb-2026 09:00:00 +0900" {2}': (
        "a1/tag.client APPEND/verb.append Sent/mailbox.name \\Seen/flag.seen "
        '"1-Feb-2026+09:00:00++0900"/date.append {2}/literal.announced'
    ),
    'a1 LIST "" %': 'a1/tag.client LIST/verb.list ""/list.no_reference %/list.pattern',
    "a1 LIST (SUBSCRIBED) Work (a b) RETURN (CHILDREN STATUS (UNSEEN) ODD)": (
        "a1/tag.client LIST/verb.list SUBSCRIBED/list_option.subscribed Work/list.reference "
        "a/list.pattern b/list.pattern RETURN/list.return CHILDREN/list_option.children "
        "STATUS/list_option.status UNSEEN/status.unseen ODD/unknown.option"
    ),
    "a1 STATUS Work (UNSEEN SMELL)": (
        "a1/tag.client STATUS/verb.status Work/mailbox.name UNSEEN/status.unseen "
        "SMELL/unknown.status"
    ),
    'a1 ID ("name" "x")': 'a1/tag.client ID/verb.id "name"/id.name "x"/id.value',
    "a1 ID NIL": "a1/tag.client ID/verb.id NIL/id.nothing",
    "a1 SETQUOTA r (MESSAGE 5 ODD 1)": (
        "a1/tag.client SETQUOTA/verb.setquota r/quota.root MESSAGE/quota.message 5/quota.limit "
        "ODD/unknown.resource 1/quota.limit"
    ),
}


@pytest.mark.parametrize(("text", "parts"), COMMANDS.items())
def test_commands(text: str, parts: str) -> None:
    # "+" stands for a space inside a part.
    found = ["/".join((part.replace(" ", "+"), meaning)) for part, meaning in client(text)]
    assert found == parts.split()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (" (\\Seen) {11+}", [("\\Seen", "flag.seen"), ("{11+}", "literal.unasked")]),
        (" UNSEEN", [("UNSEEN", "literal.more")]),
        (' "x" (y', [('"x"', "literal.more"), ("y", "literal.more")]),
    ],
)
def test_what_comes_after_a_literal(text: str, parts: list[tuple[str, str]]) -> None:
    assert client(text, story="more") == parts
