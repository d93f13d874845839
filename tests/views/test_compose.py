import ast

from labkit.records import Draft, Notice
from labkit.views.compose import ComposeView, draft_of, send_call


class Refused(Exception):
    notice = Notice("panel.why_offline")


def compose(sent: list[Draft]) -> ComposeView:
    return ComposeView(sent.append, "aya@sakura.example", "ken@fuji.example", "A: hi", "Hello\nKen")


def test_the_button_hands_over_what_stands_in_the_form() -> None:
    sent: list[Draft] = []
    view = compose(sent)
    view.subject.value = "A: changed"
    view.button.click()
    assert sent == [Draft(("ken@fuji.example",), "A: changed", "Hello\nKen")]
    assert view.status.text.startswith("Handed in")


def test_a_refusal_is_one_sentence_under_the_form() -> None:
    view = compose([])

    def refuse(draft: Draft) -> None:
        raise Refused

    view.on_send = refuse
    view.button.click()
    assert view.status.text == "Offline: plug it in first."
    assert view.to.value == "ken@fuji.example"


def test_several_addresses_however_they_are_set_apart() -> None:
    assert draft_of("a@x.example, b@y.example；c@z.example、", "", "").to == (
        "a@x.example",
        "b@y.example",
        "c@z.example",
    )


def test_the_line_of_python_is_python_and_says_the_same() -> None:
    draft = Draft(("a@x.example", "b@y.example"), 'say "hi"', "one\ntwo 件名\\")
    call = ast.parse(send_call("aya", draft), mode="eval").body
    assert isinstance(call, ast.Call)
    said = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    assert said == {"to": "a@x.example, b@y.example", "subject": draft.subject, "body": draft.body}


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
    assert repr(view).splitlines()[-1] == send_call("aya", view.draft)
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
