from labkit.views.wire_page import WirePage
from labkit.views.wire_words import labels


def test_a_page_brings_its_own_code_and_says_what_it_is() -> None:
    page = WirePage(labels=labels("ja"), language="ja")
    assert "export default" in str(page._esm)
    assert repr(page) == "ライブ通信"
