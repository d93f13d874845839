from labkit.records import Notice
from labkit.views.compose import ComposeView
from labkit.views.compose_call import Value, send_call


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
    assert repr(view).splitlines()[-1] == send_call("lab.aya", view.letter)
    assert "A: hi" in view._repr_mimebundle_()["text/html"]


def test_a_hostile_sender_and_form_stay_text() -> None:
    view = ComposeView(print, "<i>@x", "<i>@y", "<i>", "<i>")
    view.button.click()
    values = [part.value for part in view.children[:2]] + [view._code.value, view.twin_html()]
    values += [field.complaint for field in view.fields.values()]
    assert all("<i>" not in value for value in values)


def test_a_form_without_a_text_begins_with_a_short_one() -> None:
    assert ComposeView(print, "aya@sakura.example").body.value.startswith("Hello Ken")
    assert ComposeView(print, "aya@sakura.example", body="").body.value == ""


def test_japanese() -> None:
    view = ComposeView(print, "aya@sakura.example", language="ja")
    assert view.button.description == "送信（SMTP）"
    assert view.to.description == "宛先"


def complaining(field: str, text: str) -> Notice | None:
    """Find fault with whatever has no @ in it."""
    if text in ("", "<>") or "@" in text:
        return None
    return Notice("compose.bad.no_at", {"address": text})


def form(sent: list[dict[str, Value]], raw: list[dict[str, Value]] | None = None) -> ComposeView:
    return ComposeView(
        lambda **letter: sent.append(letter),
        "aya@sakura.example",
        "ken@fuji.example",
        "hi",
        "Hello",
        look=complaining,
        on_send_raw=lambda **letter: None if raw is None else raw.append(letter),
        raw_of=lambda letter: f"To: {letter['to']}\n\n{letter['body']}",
    )


def test_only_what_is_filled_in_is_handed_over() -> None:
    sent: list[dict[str, Value]] = []
    view = form(sent)
    view.fields["cc"].value = "mika@fuji.example"
    view.fields["bcc"].value = "boss@sakura.example"
    view.attachment.value = 20_000
    view.button.click()
    assert sent == [
        {"to": "ken@fuji.example", "subject": "hi", "body": "Hello", "cc": "mika@fuji.example",
         "bcc": "boss@sakura.example", "attachment": 20_000}
    ]  # fmt: skip
    assert "attachment=20_000" in repr(view)


def test_a_bad_address_gets_a_sentence_under_its_field_and_nothing_is_sent() -> None:
    sent: list[dict[str, Value]] = []
    view = form(sent)
    view.fields["cc"].value = "mika"
    assert view.fields["cc"].complaint == "", "nobody is interrupted while typing"
    view.button.click()
    assert sent == []
    assert "mika is no address: the @ is missing" in view.fields["cc"].complaint
    assert 'role="alert"' in view.fields["cc"].complaint
    assert "Nothing was sent" in view.status.text
    view.fields["cc"].value = "mika@fuji.example"
    assert view.fields["cc"].complaint == ""
    view.button.click()
    assert len(sent) == 1


def test_somebody_must_be_named() -> None:
    sent: list[dict[str, Value]] = []
    view = form(sent)
    view.to.value = " , "
    view.button.click()
    assert "Nobody is named" in view.to.complaint
    assert sent == []


def test_the_experts_part_is_closed_at_first_and_does_not_count() -> None:
    sent: list[dict[str, Value]] = []
    view = form(sent)
    assert view.expert._inside.layout.display == "none"
    view.expert.opens.value = True
    view.expert.mail_from.value = "<>"
    view.expert.envelope_to.value = "mika@fuji.example"
    view.expert.bcc_in_letter.value = True
    view.button.click()
    assert sent[0]["mail_from"] == "<>"
    assert sent[0]["envelope_to"] == "mika@fuji.example"
    assert sent[0]["bcc_in_letter"] is True
    view.expert.opens.value = False
    view.button.click()
    assert sent[1].keys() == {"to", "subject", "body"}


def test_a_letter_by_hand_begins_with_what_stands_in_the_form() -> None:
    sent: list[dict[str, Value]] = []
    raw: list[dict[str, Value]] = []
    view = form(sent, raw)
    view.expert.opens.value = True
    view.expert.by_hand.value = True
    assert view.expert.raw.value == "To: ken@fuji.example\n\nHello"
    assert view.body.input.disabled
    view.expert.raw.value += "\n.\n"
    view.button.click()
    assert raw == [{"text": "To: ken@fuji.example\n\nHello\n.\n"}]
    assert sent == []
    assert repr(view).splitlines()[-1].startswith('lab.aya.send_raw(text="To: ken')
    view.expert.again.click()
    assert view.expert.raw.value == "To: ken@fuji.example\n\nHello"


def test_another_language_keeps_what_was_typed_and_what_was_said() -> None:
    view = form([])
    view.fields["cc"].value = "mika"
    view.expert.opens.value = True
    view.expert.mail_from.value = "<>"
    view.button.click()
    view.language = "ja"
    assert view.button.description == "送信（SMTP）"
    assert view.fields["cc"].value == "mika"
    assert "@がありません" in view.fields["cc"].complaint
    assert view.expert.mail_from.value == "<>"
    assert view.expert._inside.layout.display == ""
    assert view.status.text.startswith("まだ何も送っていません")


def test_a_text_that_nobody_typed_changes_with_the_language() -> None:
    view = ComposeView(print, "aya@sakura.example")
    view.language = "ja"
    assert view.body.value.startswith("ケンさん")


def test_a_refusal_is_explained() -> None:
    view = form([])

    def refuse(**letter: Value) -> None:
        raise Refused

    Refused.notice = Notice(
        "device.sent_in_part",
        {"who": "Aya", "letter": "A", "host": "h", "recipients": "a@b.example",
         "reply": "x@b.example: 550 5.1.1 nobody; y@b.example: 550 5.1.1 nobody"},
    )  # fmt: skip
    view.on_send = refuse
    view.button.click()
    assert view._why.value.count("5.1.1 means") == 1
    view.clear()
    assert view._why.value == view.status.text == ""
