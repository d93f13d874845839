"""A veiled strip tells who has what, and nothing of how."""

from __future__ import annotations

import re

from labkit import Lab
from labkit.texts import LANGUAGES


def test_no_word_tells_a_protocol_or_how_a_letter_is_held() -> None:
    for language in LANGUAGES:
        lab = Lab(language=language)
        for film in lab.strips().films:
            drawn = "".join(film.drawing.itertext())
            told = film.text + drawn.replace("POP3? IMAP?", "").replace("POP3？ IMAP？", "")
            assert not re.search(r"POP3|IMAP|COPY|コピー|view|表示|still|まだ", told)
        for film in lab.strips(named=True).films:
            assert "IMAP" in film.text
        lab.close()


def test_who_holds_nothing_is_left_out() -> None:
    lab = Lab(language="en")
    heads = [row[0] for row in lab.strips().films[0].twin.rows]
    assert heads == ["server", "phone", "laptop"]
    lab.close()
