"""Small tables of states, to draw diagrams from."""

from typing import Final

from labkit.records import StateRow, StateTable

_BEFORE, _OPEN, _AFTER = "AUTHORIZATION", "TRANSACTION", "UPDATE"
POP3: Final = StateTable(
    "POP3",
    (_BEFORE, _OPEN, _AFTER),
    (
        StateRow("CAPA", (_BEFORE, _OPEN)),
        StateRow("USER", (_BEFORE,)),
        StateRow("PASS", (_BEFORE,), ((_BEFORE, _OPEN),)),
        StateRow("RETR", (_OPEN,)),
        StateRow("DELE", (_OPEN,)),
        StateRow("QUIT", (_BEFORE, _OPEN), ((_BEFORE, ""), (_OPEN, _AFTER))),
    ),
    now=_OPEN,
)
SMTP: Final = StateTable(
    "SMTP",
    ("connected", "greeted", "sender", "recipients", "content"),
    (
        StateRow("EHLO", ("connected", "greeted"), (("connected", "greeted"),)),
        StateRow("MAIL", ("greeted",), (("greeted", "sender"),)),
        StateRow("RCPT", ("sender", "recipients"), (("sender", "recipients"),)),
        StateRow("DATA", ("recipients",), (("recipients", "content"),)),
        StateRow(
            "RSET",
            ("greeted", "sender", "recipients"),
            (("sender", "greeted"), ("recipients", "greeted")),
        ),
        StateRow("QUIT", ("connected", "greeted"), (("connected", ""), ("greeted", ""))),
        StateRow(".", ("content",), (("content", "greeted"),)),
    ),
    now="recipients",
    over=True,
)
IMAP: Final = StateTable("IMAP", ("not authenticated", "logout"), (StateRow("NOOP", ("logout",)),))

STATES: Final = {"pop3": POP3, "smtp": SMTP, "imap": IMAP}
