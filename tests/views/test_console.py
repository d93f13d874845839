"""The console: what is pressed and typed is handed on, each with its line of Python."""

from __future__ import annotations

from tests.views.talking import Server


def test_a_typed_line_is_said_and_told_in_python() -> None:
    server = Server()
    server.console.type('EHLO "me"')
    assert server.calls == [("say", 'EHLO "me"')]
    assert "talk.say(" in server.console._code.value
    assert server.console.keyboard.history == ['EHLO "me"']
    assert "greets" in server.console.status.text


def test_silence_is_told() -> None:
    server = Server()
    server.console.type("Subject: x")
    assert "waits for more" in server.console.status.text


def test_what_was_refused_unsent_is_repeated_nowhere() -> None:
    server = Server()
    server.console.type("own")
    assert "never your own" in server.console.status.text
    assert server.console._code.value == ""
    assert server.console.keyboard.history == []


def test_connect_calls_the_chosen_server_and_hang_up_ends_it() -> None:
    server = Server()
    console = server.console
    console.door.value = "pop.example"
    assert console.script.script.protocol == "POP3"
    console.connect.click()
    console.leave.click()
    assert server.calls == [("call", "pop.example"), ("hang_up",)]
    assert console.leave.disabled
    assert console.leave.tooltip == "No line is open"


def test_an_example_goes_into_the_input_and_is_not_sent() -> None:
    server = Server()
    server.console.script.list.children[0].click()
    assert server.console.keyboard.fill["text"] == "EHLO me"
    assert server.calls == []


def test_a_letter_is_handed_on_whole() -> None:
    server = Server()
    server.console.dots.text.value = ".x"
    server.console.dots.button.click()
    assert server.calls == [("letter", ".x")]


def test_it_changes_its_language_and_keeps_the_history() -> None:
    server = Server()
    server.console.type("EHLO me")
    server.console.language = "ja"
    assert server.console.connect.description == "接続する"
    assert server.console.keyboard.history == ["EHLO me"]
    assert "サーバーがあいさつし" in str(server.console.keyboard.rows[0])


def test_without_a_kernel_it_is_the_ladder() -> None:
    console = Server().console
    assert 'talk = lab.talk("mx.example")' in repr(console)
    assert "220 ready" in repr(console)
    assert "<svg" in console.twin_html()
