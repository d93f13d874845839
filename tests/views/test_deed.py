from labkit.views.deed import Deed, assign, script


def test_a_deed_is_a_line_of_python_and_does_what_the_line_says() -> None:
    done: list[object] = []
    actions = {
        "move": lambda letter, shelf: done.append((letter, shelf)),
        "poll": lambda minutes: done.append(minutes),
        "set": lambda name, value: done.append((name, value)),
    }
    deeds = [Deed("move", ("B", 'A "box"')), Deed("poll", (), {"minutes": 15})]
    deeds.append(assign("keep_days", None))
    for deed in deeds:
        deed.run(actions)
    assert done == [("B", 'A "box"'), 15, ("keep_days", None)]
    assert script("lab.phone", deeds) == (
        'lab.phone.move("B", "A \\"box\\""); lab.phone.poll(minutes=15); lab.phone.keep_days = None'
    )
