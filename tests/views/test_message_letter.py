"""The letter as a reader shows it."""

import pytest

from labkit.records import Attachment, OpenLetter
from labkit.views import message_letter
from labkit.views.markup import el, html
from labkit.views.message_letter import draw_letter, file_name, first
from tests.views.letters import letter, page


def drawn(shown: OpenLetter, saves: bool = True) -> str:
    root = el(None, "div")
    draw_letter(root, shown, "en", saves)
    return html(root)


def test_who_to_whom_about_what_and_the_text() -> None:
    told = drawn(letter())
    assert '"Aya" &lt;aya@sakura.example&gt;' in told
    assert "A: trains" in told
    assert "Hello Ken" in told
    assert "<dt>Cc</dt>" not in told


def test_a_header_alone_says_so() -> None:
    told = drawn(letter(b"Subject: A: x\r\n\r\n", whole=False))
    assert "still on the server" in told
    assert "no text" not in told


def test_no_text_no_subject() -> None:
    told = drawn(letter(b""))
    assert "This letter has no text to read." in told
    assert told.count("<dd>–</dd>") == 2


def test_html_stands_in_a_frame_that_can_do_nothing_with_the_text_beside_it() -> None:
    told = drawn(page("<b>Sale</b><img src=http://x.example/1>", "Sale in plain"))
    assert (
        '<iframe sandbox="" srcdoc="&lt;!DOCTYPE' in told
        or '<iframe sandbox="" srcdoc="<!D' in told
    )
    assert "Pictures from outside that were not loaded: 1." in told
    assert "Sale in plain" in told


def test_without_nh3_the_source_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_letter, "safe", lambda source: None)
    told = drawn(page("<b>Sale</b>"))
    assert "&lt;b&gt;Sale&lt;/b&gt;" in told
    assert "iframe" not in told
    assert "nh3" in told


def file(name: str) -> bytes:
    disposition = f'Content-Disposition: attachment; filename="{name}"'
    return f"Content-Type: image/svg+xml\r\n{disposition}\r\n\r\nx".encode()


def test_a_file_can_be_saved_as_octets_whatever_type_it_claims() -> None:
    told = drawn(letter(file("a.svg")))
    assert 'download="a.svg"' in told
    assert 'href="data:application/octet-stream;base64,eA=="' in told
    assert "image/svg+xml, 1 octets" in told
    assert "data:" not in drawn(letter(file("a.svg")), saves=False)


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "file-1"),
        ("", "file-1"),
        ('a<b>:"c|?*.txt', "a_b___c___.txt"),
        ("photo\u202egpj.exe", "photo_gpj.exe"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_name_reaches_no_folder_and_hides_nothing(name: str, saved: str) -> None:
    assert file_name(Attachment(name, "text/plain", 1, b"x"), 1, "en") == saved


def test_a_file_that_is_too_large_says_so() -> None:
    told = drawn(letter(b"Content-Type: image/png\r\n\r\n" + b"x" * (1024 * 1024 + 1)))
    assert "too large" in told
    assert "download" not in told


def test_the_first_field_of_a_name_counts() -> None:
    assert first(letter(b"To: a\r\nTO: b\r\n\r\n"), "to") == "a"
