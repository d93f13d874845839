import ast

from labkit.records import Notice
from labkit.views.compose import ComposeView, send_call


class Refused(Exception):
    notice = Notice("panel.why_offline")


def compose(sent: list[dict[str, str]]) -> ComposeView:
    def on_send(**letter: str) -> None:
        sent.append(letter)

    return ComposeView(on_send, "aya@sakura.example", "ken@fuji.example", "A: hi", "Hello\nKen")


def test_the_button_hands_over_what_stands_in_the_form() -> None:
    sent: list[dict[str, str]] = []
    view = compose(sent)
    view.subject.value = "A: changed"
    view.button.click()
    letter = {"to": "ken@fuji.example", "subject": "A: changed", "body": "Hello\nKen"}
    assert sent == [letter]
    assert view.status.text.startswith("Handed in")


def test_a_refusal_is_one_sentence_under_the_form() -> None:
    view = compose([])

    def refuse(**letter: str) -> None:
        raise Refused

    view.on_send = refuse
    view.button.click()
    assert view.status.text == "Offline: plug it in first."
    assert view.to.value == "ken@fuji.example"


def test_the_line_of_python_is_python_and_says_the_same() -> None:
    letter = {"to": "a@x.example、b@y.example", "subject": 'say "hi"', "body": "one\ntwo 件名\\"}
    call = ast.parse(send_call("aya", letter), mode="eval").body
    assert isinstance(call, ast.Call)
    said = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    assert said == letter


def test_the_line_of_python_follows_the_form() -> None:
    view = compose([])
    view.body.value = "<b>new</b>"
    assert "&lt;b&gt;new&lt;/b&gt;" in view._code.value
    assert "<b>new" not in view._code.value


def test_twins() -> None:
    view = compose([])
    assert repr(view).splitlines()[:3] == [
        "From: aya@sakura.example",
        "To: ken@fuji.example",
        "Subject: A: hi",
    ]
    assert repr(view).splitlines()[-1] == send_call("aya", view.letter)
    assert "A: hi" in view._repr_mimebundle_()["text/html"]


def test_a_hostile_sender_and_form_stay_text() -> None:
    view = ComposeView(print, "<i>@x", "<i>@y", "<i>", "<i>")
    values = [part.value for part in view.children[:2]] + [view._code.value, view.twin_html()]
    assert all("<i>" not in value for value in values)


def test_a_form_without_a_text_begins_with_a_short_one() -> None:
    assert ComposeView(print, "aya@sakura.example").body.value.startswith("Hello Ken")
    assert ComposeView(print, "aya@sakura.example", body="").body.value == ""


def test_japanese() -> None:
    view = ComposeView(print, "aya@sakura.example", language="ja")
    assert view.button.description == "送信（SMTP）"
    assert view.to.description == "宛先"
