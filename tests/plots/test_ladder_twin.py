"""The ladder in words: ``C: DELE 1`` and ``S: +OK``, and what the server knows."""

from labkit.plots.ladder_twin import client_of, end_word, phase_word, server_knows, twin_of
from tests.plots.scenes import CUT, KNOWS, SMTP, session


def test_each_line_with_its_meaning_and_what_the_server_knows() -> None:
    twin = twin_of(SMTP, "en")
    assert twin.title == "Who said what? Aya's PC and smtp.sakura.example"
    assert twin.rows[1] == ("C: EHLO pc.sakura.example", "Hello", "")
    assert twin.rows[10] == ("S: 250 2.1.5 OK", "", "Aya, Ken")
    assert twin.rows[13][0] == "C: the letter's text: 12 lines, 512 octets"
    assert twin.rows[14] == ("S: 250 2.0.0 queued", "", "responsible from here on")


def test_lines_are_counted_as_they_passed() -> None:
    assert twin_of(SMTP, "en").answer == "SMTP, 34 lines: ended with QUIT."


def test_what_was_lost_says_so() -> None:
    twin = twin_of(CUT, "ja")
    assert twin.rows[-1] == ("C: QUIT", "途中で失われた", "")
    assert twin.title == "だれが何と言った？　タブレットとpop.fuji.example"


def test_words() -> None:
    assert server_knows(KNOWS, "ja") == "アヤ、ケン"
    assert end_word(session("POP3", "cut"), "en") == "cable pulled: ended without QUIT"
    assert client_of(session("IMAP"), "en") == "Phone"
    assert [phase_word(p, "ja") for p in ("leave", "new")] == ["退出", "new"]
