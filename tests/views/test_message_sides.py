"""Envelope against letter, and the octets."""

from dataclasses import replace

from labkit.mail.opened import MAX_LINES
from labkit.records import OpenLetter
from labkit.views.markup import el, html
from labkit.views.message_sides import draw_raw, draw_sides, sides
from tests.views.letters import letter


def enveloped(mail_from: str | None, *rcpt_tos: str, octets: bytes | None = None) -> OpenLetter:
    shown = letter() if octets is None else letter(octets)
    return replace(shown, mail_from=mail_from, rcpt_tos=rcpt_tos)


def drawn(shown: OpenLetter) -> str:
    root = el(None, "div")
    draw_sides(root, shown, "en")
    return html(root)


def test_both_say_the_same() -> None:
    page = drawn(enveloped("aya@sakura.example", "ken@fuji.example"))
    assert "say the same here" in page
    assert "labkit-message-differs" not in page


def test_another_sender_is_marked_and_said() -> None:
    page = drawn(enveloped("x@crow.example", "ken@fuji.example"))
    assert page.count("labkit-message-differs") == 2
    assert "The envelope says &lt;x@crow.example&gt;" in page


def test_the_null_sender() -> None:
    sender, _ = sides(enveloped("", "ken@fuji.example"), "en")
    assert sender.envelope == "<>"
    assert "error mail" in sender.differs


def test_bcc_and_a_letter_that_names_somebody_else() -> None:
    _, takers = sides(enveloped(None, "ken@fuji.example", "boss@sakura.example"), "en")
    assert "not in the letter: boss@sakura.example" in takers.differs
    _, takers = sides(enveloped(None, "mika@fuji.example"), "en")
    assert "not on this envelope: ken@fuji.example" in takers.differs


def test_a_bcc_line_that_was_left_in_hides_nobody() -> None:
    octets = b"From: a@b\r\nTo: ken@fuji.example\r\nBcc: boss@sakura.example\r\n\r\n"
    shown = enveloped("a@b", "ken@fuji.example", "boss@sakura.example", octets=octets)
    _, takers = sides(shown, "en")
    assert takers.letter == "ken@fuji.example, Bcc: boss@sakura.example"
    assert "kept its Bcc line: boss@sakura.example" in takers.differs
    assert "That is how Bcc works" not in takers.differs


def test_cc_is_named_in_the_letter_too() -> None:
    octets = b"From: a@b\r\nTo: KEN@fuji.example\r\nCc: mika@fuji.example\r\n\r\n"
    shown = enveloped("a@b", "ken@fuji.example", "mika@fuji.example", octets=octets)
    assert not any(side.differs for side in sides(shown, "en"))


def test_nobody_remembers_the_envelope() -> None:
    assert "The envelope is gone" in drawn(enveloped(None))


def raw(octets: bytes) -> str:
    root = el(None, "div")
    draw_raw(root, letter(octets), "en")
    return html(root)


def test_line_ends_are_drawn_and_odd_ones_counted() -> None:
    page = raw(b"Subject: x\r\n\r\nbare\n")
    assert page.count(">CR</span>") == 2
    assert page.count(">LF</span>") == 3
    assert "do not end with CR LF: 1" in page
    assert "do not end" not in raw(b"Subject: x\r\n")


def test_what_is_left_out_is_counted() -> None:
    assert "… and 7 more lines." in raw(b"x\r\n" * (MAX_LINES + 7))
