"""The table of switches: every one can be thrown, recognised, and ended, in one line of Python."""

import ast

import pytest

from labkit.plots.faults import sentence
from labkit.records import Fault
from labkit.texts import LANGUAGES, Language, catalogue
from labkit.views.switches import SWITCHES, Call, Switch, Value, ending

ALL = [switch for row in SWITCHES.values() for switch in row]
ENDINGS = {
    Fault("down", "mx.fuji.example"): 'up("mx.fuji.example")',
    Fault("busy", "mx.fuji.example"): 'free("mx.fuji.example")',
    Fault("greylist", "fuji.example", "5"): 'greylist("fuji.example", minutes=0)',
    Fault("size_limit", "fuji.example", "9"): 'size_limit("fuji.example", octets=None)',
    Fault("disk_full", "fuji.example"): 'disk_full("fuji.example", False)',
    Fault("seen_on_retr", "fuji.example"): 'seen_on_retr("fuji.example", False)',
    Fault("expire", "fuji.example", "14"): 'expire("fuji.example", days=None)',
    Fault("login_delay", "fuji.example", "60"): 'login_delay("fuji.example", seconds=0)',
    Fault("full", "ken", "3 452"): 'roomy("ken")',
    Fault("network", "pc", "cafe"): 'network("pc", "home")',
    Fault("network", "pc", "offline"): 'network("pc", "home")',
    Fault("slow", "pc", "0.2"): 'slow("pc", seconds=0)',
    Fault("cut", "pc", "QUIT"): 'cut("pc", before=None)',
}


@pytest.mark.parametrize(("fault", "code"), ENDINGS.items(), ids=str)
def test_each_thrown_switch_has_a_line_that_ends_it(fault: Fault, code: str) -> None:
    assert ending(fault).code() == f"lab.faults.{code}"


@pytest.mark.parametrize("fault", ENDINGS, ids=str)
def test_exactly_one_row_shows_a_thrown_switch(fault: Fault) -> None:
    assert len([switch for switch in ALL if switch.throws(fault)]) == 1
    assert sentence(fault).key in catalogue("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("switch", ALL, ids=lambda s: s.name)
def test_each_switch_has_its_words(switch: Switch, language: Language) -> None:
    stays = any(switch.throws(fault) for fault in ENDINGS)
    assert stays == (switch.name not in ("restore", "lose", "child"))
    wanted = ["do", "undo", "why"] if stays else ["do", "why"]
    assert all(f"faults.{family}.{switch.name}" in catalogue(language) for family in wanted)


@pytest.mark.parametrize(
    "value", ["mx.fuji.example", 'say "hi"', "件名", 5, 120_000, 0.2, None, False, True]
)
def test_the_line_of_python_says_exactly_what_is_given(value: Value) -> None:
    call = ast.parse(Call("cut", (value,), {"before": value}).code(), mode="eval").body
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "lab.faults.cut"
    assert ast.literal_eval(call.args[0]) == value
    assert ast.literal_eval(call.keywords[0].value) == value


def test_large_numbers_can_be_read() -> None:
    code = Call("size_limit", ("x",), {"octets": 120_000}).code()
    assert code == 'lab.faults.size_limit("x", octets=120_000)'


def test_a_call_runs_the_action_of_its_name() -> None:
    heard: list[object] = []
    call = Call("full", ("ken",), {"letters": 3, "code": 452})
    call.run({"full": lambda *given, **settings: heard.append((given, settings))})
    assert heard == [(("ken",), {"letters": 3, "code": 452})]
