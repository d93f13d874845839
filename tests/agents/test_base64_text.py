from labkit.agents.base64_text import auth_plain, decoded, encoded


def test_there_and_back() -> None:
    assert decoded(encoded("アヤ")) == "アヤ"
    assert decoded("this is no base64") is None


def test_auth_plain_is_name_and_password_for_anybody_to_read() -> None:
    assert decoded(auth_plain("aya", "secret")) == "aya secret"
