"""The postmark's clauses, RFC 5321 section 4.4."""

from __future__ import annotations

import pytest

from labkit.agents.received import MAX_RECEIVED, received, refuse_loop
from labkit.agents.smtp_role import Dialogue, Transaction
from labkit.protocols.smtp.paths import Path
from labkit.protocols.smtp.replies import Refused
from labkit.wire.clock import START

KEN, MIKA = Path("ken", "fuji.example"), Path("mika", "fuji.example")


def test_one_recipient_is_named() -> None:
    dialogue = Dialogue(1, "[127.0.0.1]", "pc.sakura.example", extended=True)
    dialogue.transaction = Transaction(Path("aya", "sakura.example"), rcpt_tos=[KEN])
    assert received(dialogue, "mx.fuji.example", "Q1", START) == (
        b"Received: from pc.sakura.example ([127.0.0.1])\r\n"
        b"\tby mx.fuji.example with ESMTP id Q1\r\n"
        b"\tfor <ken@fuji.example>;\r\n"
        b"\tMon, 06 Apr 2026 09:00:00 +0900\r\n"
    )


def test_several_are_not_for_one_may_be_a_bcc() -> None:
    dialogue = Dialogue(client="pc")
    dialogue.transaction = Transaction(rcpt_tos=[KEN, MIKA])
    text = received(dialogue, "mx.fuji.example", "Q1", START)
    assert b"for" not in text
    assert text.startswith(b"Received: from pc\r\n\tby mx.fuji.example with SMTP id Q1;\r\n")


def test_a_letter_in_circles_is_refused() -> None:
    refuse_loop(b"Received: x\r\n" * (MAX_RECEIVED - 1) + b"\r\nReceived: x\r\n")
    with pytest.raises(Refused) as refused:
        refuse_loop(b"Received: x\r\n" * MAX_RECEIVED + b"\r\n")
    assert refused.value.reply.startswith("554 5.4.6")
