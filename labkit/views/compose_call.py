"""What a form says in Python: the call that hands the same letter in."""

from __future__ import annotations

from collections.abc import Mapping

from labkit.views.pieces import quoted

Value = str | int | bool


def send_call(who: str, letter: Mapping[str, Value], method: str = "send") -> str:
    """Return the line of Python that sends *letter*.

    >>> send_call("aya", {"to": "ken@fuji.example", "subject": "A: hello", "body": "Hi!"})
    'aya.send(to="ken@fuji.example", subject="A: hello", body="Hi!")'
    """
    words = ", ".join(f"{name}={written(value)}" for name, value in letter.items())
    return f"{who}.{method}({words})"


def written(value: Value) -> str:
    """Return *value* as Python writes it; long numbers in groups of three digits."""
    if isinstance(value, bool):
        return str(value)
    return f"{value:_}" if isinstance(value, int) else quoted(value)
