from labkit.views.keyboard import LONGEST, MOST_LINES, Keyboard

WORDS = {"log": "", "input": "", "hint": "", "send": ""}


def test_a_line_from_the_browser_is_handed_on_and_what_is_none_is_not() -> None:
    typed: list[str] = []
    keyboard = Keyboard(WORDS, typed.append)
    for content in ({"line": "NOOP"}, {"line": 5}, {}, "NOOP", {"line": "x" * (LONGEST + 1)}):
        keyboard._handle_custom_msg(content, [])
    assert [len(line) for line in typed] == [4, LONGEST]


def test_what_is_put_into_the_input_twice_arrives_twice() -> None:
    keyboard = Keyboard(WORDS, lambda line: None)
    fills: list[object] = []
    keyboard.observe(lambda change: fills.append(change["new"]), "fill")
    keyboard.put("QUIT")
    keyboard.put("QUIT")
    assert len(fills) == 2


def test_history_is_bounded() -> None:
    keyboard = Keyboard(WORDS, lambda line: None)
    for number in range(MOST_LINES + 5):
        keyboard.remember(str(number))
    assert len(keyboard.history) == MOST_LINES
    keyboard.remember(keyboard.history[-1])
    assert keyboard.history[-2] != keyboard.history[-1]
