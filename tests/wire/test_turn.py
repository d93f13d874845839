import threading

from labkit.wire.turn import Turn


def test_one_thread_at_a_time_and_the_same_one_again() -> None:
    turn, order, inside = Turn(), [], threading.Event()

    def other() -> None:
        inside.set()
        with turn:
            order.append("other")

    with turn, turn:
        thread = threading.Thread(target=other)
        thread.start()
        assert inside.wait(5)
        order.append("first")
    thread.join(5)
    assert order == ["first", "other"]
