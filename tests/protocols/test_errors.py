from labkit.protocols.errors import CommandRefused, LoginRefused, SyntaxRefused


def test_a_refusal_knows_its_wire_form() -> None:
    assert CommandRefused("no").wire_text() == "no"
    assert CommandRefused("no", "IN-USE").wire_text() == "[IN-USE] no"
    assert LoginRefused("no").wire_text() == "[AUTH] no"
    assert issubclass(SyntaxRefused, CommandRefused)
