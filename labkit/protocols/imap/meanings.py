"""Which words of IMAP have a meaning, and the key of the sentences that explain each.

The tables are the engine's own where it has one, so that a new row needs its sentences; beside them
stand the words that other servers and clients say. Keys are those of ``texts.explained``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from labkit.mail.flags import SYSTEM_FLAGS
from labkit.mail.names import SPECIAL_USE
from labkit.protocols.imap.capabilities import CAPABILITIES
from labkit.protocols.imap.commands import COMMANDS
from labkit.protocols.imap.commands.authenticated import STATUS_ITEMS
from labkit.protocols.imap.commands.listing import RETURN_OPTIONS, SELECTION_OPTIONS
from labkit.protocols.imap.fetch_items import MACROS, NAMED, STATIC
from labkit.protocols.imap.search_keys import KEYS
from labkit.protocols.imap.stories import TOLD_CODES, TOLD_UNTAGGED

_SIGNS = {"+": "_plus", "-": "_minus"}


def key_of(group: str, word: str) -> str:
    """Return the key of a word of the wire.

    >>> key_of("capability", "LITERAL+"), key_of("code", "READ-ONLY"), key_of("flag", "\\\\Seen")
    ('imap.capability.literal_plus', 'imap.code.read_only', 'imap.flag.seen')
    """
    spoken = word[:-1] + _SIGNS[word[-1]] if word[-1] in _SIGNS else word
    return f"imap.{group}.{re.sub('[^a-z0-9]+', '_', spoken.lower()).strip('_')}"


def _table(group: str, *words: Iterable[str]) -> dict[str, str]:
    return {word.upper(): key_of(group, word) for those in words for word in those}


VERBS = _table("verb", (row.verb for row in COMMANDS.values()), ("STARTTLS",))
CAPABILITY = _table(
    "capability",
    (row.name for row in CAPABILITIES),
    ("IMAP4rev2", "STARTTLS", "LOGINDISABLED", "LITERAL-", "CONDSTORE", "QRESYNC", "ESEARCH"),
    ("LIST-EXTENDED", "LIST-STATUS", "SORT", "COMPRESS=DEFLATE", "UTF8=ACCEPT", "STATUS=SIZE"),
)
FLAGS = _table(
    "flag", SYSTEM_FLAGS, ("\\Recent", "$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "$Phishing")
) | {"\\*": "imap.flag.any"}
FETCH = _table("fetch", ("UID", "FLAGS", "MODSEQ"), MACROS, STATIC, NAMED)
SECTIONS = _table("section", ("HEADER", "HEADER.FIELDS", "HEADER.FIELDS.NOT", "TEXT", "MIME"))
STORE = {
    "FLAGS": "imap.store.replace",
    "+FLAGS": "imap.store.add",
    "-FLAGS": "imap.store.remove",
    "FLAGS.SILENT": "imap.store.replace_silent",
    "+FLAGS.SILENT": "imap.store.add_silent",
    "-FLAGS.SILENT": "imap.store.remove_silent",
}
SEARCH = _table("search", KEYS, ("NOT", "OR", "CHARSET"))
STATUS = _table("status", STATUS_ITEMS, ("SIZE", "HIGHESTMODSEQ"))
LIST = _table(
    "list",
    SPECIAL_USE.values(),
    ("\\Noselect", "\\Noinferiors", "\\Marked", "\\Unmarked", "\\HasChildren", "\\HasNoChildren"),
    ("\\NonExistent", "\\Subscribed", "\\Remote", "\\All", "\\Archive", "\\Flagged", "\\Important"),
)
LIST_OPTIONS = _table(
    "list_option",
    SELECTION_OPTIONS,
    RETURN_OPTIONS,
    ("SUBSCRIBED", "REMOTE", "RECURSIVEMATCH", "STATUS"),
)
QUOTA = _table("quota", ("MESSAGE", "STORAGE", "MAILBOX"))
UNTAGGED = _table("untagged", TOLD_UNTAGGED)
# RFC 3501 section 7.1, RFC 5530, RFC 4315, RFC 9051 section 7.1, then single extensions.
CODES = _table(
    "code",
    TOLD_CODES,
    ("ALERT", "BADCHARSET", "CAPABILITY", "PARSE", "PERMANENTFLAGS", "READ-ONLY", "READ-WRITE"),
    ("TRYCREATE", "UIDNEXT", "UIDVALIDITY", "UNSEEN"),
    ("UNAVAILABLE", "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED"),
    ("CONTACTADMIN", "NOPERM", "INUSE", "EXPUNGEISSUED", "CORRUPTION", "SERVERBUG", "CLIENTBUG"),
    ("CANNOT", "LIMIT", "OVERQUOTA", "ALREADYEXISTS", "NONEXISTENT"),
    ("APPENDUID", "COPYUID", "UIDNOTSTICKY"),
    ("CLOSED", "HASCHILDREN", "NOTSAVED", "UNKNOWN-CTE"),
    ("TOOBIG", "HIGHESTMODSEQ", "NOMODSEQ", "MODIFIED", "USEATTR", "REFERRAL"),
)
# The fields of ENVELOPE in their order, RFC 3501 section 7.4.2.
ENVELOPE = tuple(
    f"imap.envelope.{name}"
    for name in (
        *("date", "subject", "from", "sender", "reply_to", "to", "cc", "bcc"),
        *("in_reply_to", "message_id"),
    )
)
NAMESPACES = ("imap.namespace.own", "imap.namespace.others", "imap.namespace.shared")
TABLES = {
    "verb": VERBS,
    "capability": CAPABILITY,
    "flag": FLAGS,
    "fetch": FETCH,
    "section": SECTIONS,
    "store": STORE,
    "search": SEARCH,
    "status": STATUS,
    "list": LIST,
    "list_option": LIST_OPTIONS,
    "quota": QUOTA,
    "untagged": UNTAGGED,
    "code": CODES,
    "envelope": dict(zip(ENVELOPE, ENVELOPE, strict=True)),
    "namespace": dict(zip(NAMESPACES, NAMESPACES, strict=True)),
}
