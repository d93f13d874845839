from labkit.protocols.errors import CommandRefused, LoginRefused, SyntaxRefused


def test_a_refusal_knows_its_words_and_its_code() -> None:
    assert (CommandRefused("no").text, CommandRefused("no").code) == ("no", "")
    assert CommandRefused("no", "IN-USE").code == "IN-USE"
    assert LoginRefused("no").code == "AUTH"
    assert issubclass(SyntaxRefused, CommandRefused)
