"""What to type at each kind of server, line by line. Words of protocols are never translated."""

from __future__ import annotations

from labkit.agents.base64_text import auth_plain
from labkit.lab.doors import Door
from labkit.records import Script
from labkit.records.script import ScriptLine as Line
from labkit.world import scene

_HELLO = Line("EHLO pc.sakura.example", "hello")
_LETTER = (
    Line("MAIL FROM:<aya@sakura.example>", "sender"),
    Line("RCPT TO:<ken@fuji.example>", "recipient", fades=True),
    Line("DATA", "data"),
    Line("Subject: typed by hand", "subject"),
    Line("", "gap"),
    Line("Hello Ken, I typed this myself.", "text"),
    Line(".", "dot", fades=True),
    Line("QUIT", "quit"),
)
SCRIPTS = (
    Script("SMTP", scene.RELAY, (_HELLO, *_LETTER)),
    Script(
        "SMTP",
        scene.SUBMISSION,
        (
            _HELLO,
            Line(f"AUTH PLAIN {auth_plain(scene.AYA.address, scene.AYA.password)}", "login"),
            *_LETTER,
        ),
    ),
    Script(
        "POP3",
        scene.POP3,
        (
            Line("USER ken@fuji.example", "name"),
            Line("PASS mountain-view", "password", fades=True),
            Line("STAT", "how_many"),
            Line("LIST", "sizes"),
            Line("RETR 1", "fetch", fades=True),
            Line("QUIT", "quit"),
        ),
    ),
    Script(
        "IMAP",
        scene.IMAP,
        (
            Line("a1 LOGIN ken@fuji.example mountain-view", "tag_login"),
            Line("a2 SELECT INBOX", "select", fades=True),
            Line("a3 FETCH 1 (FLAGS BODY.PEEK[HEADER])", "look", fades=True),
            Line("a4 FETCH 1 BODY[]", "read"),
            Line("a5 LOGOUT", "logout"),
        ),
    ),
)


def script_for(door: Door) -> Script:
    """Return what to type at *door*."""
    return next(each for each in SCRIPTS if each.port == door.port)
