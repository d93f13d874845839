"""The parts of what a server says: status, codes, data."""

from __future__ import annotations

import pytest

from tests.protocols.imap.parts import server

STATUS = {
    "a1 OK done": "a1/tag.reply OK/reply.ok done/text.human",
    "a1 no": "a1/tag.reply no/reply.no",
    "a1 BAD [ALERT] look here": "a1/tag.reply BAD/reply.bad ALERT/code.alert look+here/text.human",
    "a1 OK [APPENDUID 7 1] x": (
        "a1/tag.reply OK/reply.ok APPENDUID/code.appenduid 7/value.uidvalidity 1/value.uid_there "
        "x/text.human"
    ),
    "a1 OK [COPYUID 7 1,3 1:2]": (
        "a1/tag.reply OK/reply.ok COPYUID/code.copyuid 7/value.uidvalidity 1,3/value.uid_here "
        "1:2/value.uid_there"
    ),
    "a1 NO [BADCHARSET (US-ASCII UTF-8)] x": (
        "a1/tag.reply NO/reply.no BADCHARSET/code.badcharset US-ASCII/value.charset "
        "UTF-8/value.charset x/text.human"
    ),
    "a1 NO [NEW-CODE a b] x": (
        "a1/tag.reply NO/reply.no NEW-CODE/unknown.code a+b/value.of_code x/text.human"
    ),
    "a1 OK [CAPABILITY ID IDLE": (
        "a1/tag.reply OK/reply.ok CAPABILITY/code.capability ID/capability.id IDLE/capability.idle"
    ),
    "* OK [UIDVALIDITY 7] x": (
        "*/tag.untagged OK/untagged.ok UIDVALIDITY/code.uidvalidity 7/value.uidvalidity "
        "x/text.human"
    ),
    "* OK [UNSEEN 3] x": (
        "*/tag.untagged OK/untagged.ok UNSEEN/code.unseen 3/value.number x/text.human"
    ),
    "* OK [PERMANENTFLAGS (\\Seen \\*)]": (
        "*/tag.untagged OK/untagged.ok PERMANENTFLAGS/code.permanentflags \\Seen/flag.seen "
        "\\*/flag.any"
    ),
    "* BYE [UNAVAILABLE]": "*/tag.untagged BYE/untagged.bye UNAVAILABLE/code.unavailable",
    "* PREAUTH hello": "*/tag.untagged PREAUTH/untagged.preauth hello/text.human",
    "hello there": "hello+there/unknown.line",
}
DATA = {
    "* 3 EXISTS": "*/tag.untagged 3/value.exists EXISTS/untagged.exists",
    "* 3 expunge": "*/tag.untagged 3/value.expunged expunge/untagged.expunge",
    "* 3 SMELL x": ("*/tag.untagged 3/unknown.number SMELL/unknown.response x/unknown.argument"),
    "*": "*/tag.untagged",
    "* SEARCH": "*/tag.untagged SEARCH/untagged.search",
    "* SEARCH 1 2 30": "*/tag.untagged SEARCH/untagged.search 1+2+30/value.found",
    "* CAPABILITY IDLE X": (
        "*/tag.untagged CAPABILITY/untagged.capability IDLE/capability.idle X/unknown.capability"
    ),
    "* ENABLED": "*/tag.untagged ENABLED/untagged.enabled",
    "* FLAGS ()": "*/tag.untagged FLAGS/untagged.flags ()/flag.none",
    '* LIST (\\HasNoChildren \\Sent \\Odd) "/" Sent': (
        "*/tag.untagged LIST/untagged.list \\HasNoChildren/list.hasnochildren \\Sent/list.sent "
        '\\Odd/unknown.attribute "/"/list.delimiter Sent/mailbox.name'
    ),
    '* LSUB () NIL "a b"': (
        "*/tag.untagged LSUB/untagged.lsub ()/list.no_attribute NIL/list.no_delimiter "
        '"a+b"/mailbox.name'
    ),
    '* LIST (\\Noselect) "/" ""': (
        '*/tag.untagged LIST/untagged.list \\Noselect/list.noselect "/"/list.delimiter ""/list.root'
    ),
    "* STATUS inbox (MESSAGES 2 UIDNEXT 5)": (
        "*/tag.untagged STATUS/untagged.status inbox/mailbox.inbox MESSAGES/status.messages "
        "2/value.count UIDNEXT/status.uidnext 5/value.uidnext"
    ),
    '* NAMESPACE (("" "/")) NIL NIL': (
        '*/tag.untagged NAMESPACE/untagged.namespace ((""+"/"))/namespace.own '
        "NIL/namespace.others NIL/namespace.shared"
    ),
    '* ID ("name" "labkit")': ('*/tag.untagged ID/untagged.id "name"/id.name "labkit"/id.value'),
    "* QUOTA account (MESSAGE 2 5)": (
        "*/tag.untagged QUOTA/untagged.quota account/quota.root MESSAGE/quota.message "
        "2/quota.used 5/quota.limit"
    ),
    "* QUOTAROOT INBOX account": (
        "*/tag.untagged QUOTAROOT/untagged.quotaroot INBOX/mailbox.inbox account/quota.root"
    ),
}


@pytest.mark.parametrize(("text", "parts"), {**STATUS, **DATA}.items())
def test_answers(text: str, parts: str) -> None:
    # "+" stands for a space inside a part.
    found = ["/".join((part.replace(" ", "+"), meaning)) for part, meaning in server(text)]
    assert found == parts.split()
