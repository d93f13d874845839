"""The envelope is a plain value."""

from __future__ import annotations

from labkit.mail.envelope import Envelope


def test_an_envelope_compares_by_what_is_on_it() -> None:
    one = Envelope("aya@sakura.example", ("ken@fuji.example",))
    assert one == Envelope("aya@sakura.example", ("ken@fuji.example",), smtp_utf8=False)
    assert one != Envelope("", ("ken@fuji.example",))
    assert hash(one) == hash(Envelope("aya@sakura.example", ("ken@fuji.example",)))
