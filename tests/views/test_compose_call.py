"""The call that a form shows is Python, and says the same."""

import ast

from labkit.views.compose_call import Value, send_call


def test_the_line_of_python_is_python_and_says_the_same() -> None:
    letter: dict[str, Value] = {
        "to": "a@x.example、b@y.example",
        "subject": 'say "hi"',
        "body": "one\ntwo 件名\\\u2028\x7f",
        "attachment": 100_000,
        "bcc_in_letter": True,
    }
    call = ast.parse(send_call("lab.aya", letter), mode="eval").body
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "lab.aya.send"
    assert {word.arg: ast.literal_eval(word.value) for word in call.keywords} == letter
