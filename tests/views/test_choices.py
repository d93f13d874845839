from dataclasses import replace

import pytest

from labkit.records import DeviceOptions, DeviceState
from labkit.texts import LANGUAGES, Language
from labkit.views.choices import CHOICES
from labkit.views.deed import script
from tests.views.rows import device

BY_NAME = {choice.name: choice for choice in CHOICES}


def with_options(**options: object) -> DeviceState:
    return replace(device("tablet", "POP3"), options=DeviceOptions(**options))  # type: ignore[arg-type]


def code(name: str, value: str | int | bool) -> str:
    return script("lab.tablet", BY_NAME[name].steps(value))


def test_choosing_is_a_line_of_python() -> None:
    assert code("protocol", "IMAP") == 'lab.tablet.use("IMAP")'
    assert code("looks", 15) == "lab.tablet.poll(minutes=15)"
    assert code("looks", "idle") == "lab.tablet.idle()"
    assert code("looks", "manual") == "lab.tablet.manual()"
    assert code("sent", "upload") == 'lab.tablet.sent = "upload"'
    assert code("leave", "never") == "lab.tablet.leave_on_server = False"
    assert code("leave", 7) == "lab.tablet.leave_on_server = True; lab.tablet.keep_days = 7"


def test_what_is_so_now_is_shown() -> None:
    assert BY_NAME["leave"].now(with_options()) == "ever"
    assert BY_NAME["leave"].now(with_options(keep_days=14)) == 14
    assert BY_NAME["leave"].now(with_options(leave_on_server=False, keep_days=14)) == "never"
    assert BY_NAME["looks"].now(with_options(poll=15)) == 15
    assert BY_NAME["looks"].now(with_options(idle=True)) == "idle"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_of_the_learners_own_is_among_the_options(language: Language) -> None:
    state = with_options(poll=37, keep_days=3)
    for name, value in (("looks", 37), ("leave", 3)):
        options = BY_NAME[name].options(state, language)
        assert value in [each for _, each in options]
        assert any(str(value) in words for words, _ in options)
