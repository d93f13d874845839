from dataclasses import replace

import pytest

from labkit.records import DeviceState, Notice
from labkit.texts import LANGUAGES, tell
from labkit.views.allowed import why_not
from tests.views.rows import device, row

PHONE, TABLET = device("phone"), device("tablet", "POP3")
VIEW, COPY = row("A", "view"), row("A", "copy")


@pytest.mark.parametrize("action", ["mark", "unmark", "trash", "expunge", "move"])
def test_a_copy_can_only_be_deleted_where_it_is(action: str) -> None:
    assert why_not(action, TABLET, COPY) == Notice("desk.why.own_copy")
    assert why_not(action, PHONE, VIEW) is None
    assert why_not("delete", TABLET, COPY) is None
    assert why_not("delete", PHONE, VIEW) == Notice("desk.why.only_view")


@pytest.mark.parametrize("action", ["get", "sync", "answer", "forward", "send", "make_folder"])
def test_without_a_network_nothing_is_asked(action: str) -> None:
    offline = replace(PHONE, online=False)
    assert why_not(action, offline, VIEW) == Notice("panel.why_offline")
    assert why_not(action, PHONE, VIEW) is None


def test_a_change_to_a_view_waits_for_the_network() -> None:
    assert why_not("trash", replace(PHONE, online=False), VIEW) is None


def test_what_needs_the_text_wants_more_than_a_header() -> None:
    header = row("A", text=None)
    for action in ("answer", "forward", "export"):
        assert why_not(action, PHONE, header) == Notice("desk.why.header_only")


def test_what_lies_in_the_river_can_only_be_replaced() -> None:
    lost = replace(PHONE, online=False, lost=True)
    assert why_not("replace", lost) is None
    assert why_not("go_online", lost) == Notice("desk.why.river")


def every_reason() -> set[Notice]:
    states: list[DeviceState] = [PHONE, TABLET, replace(PHONE, lost=True)]
    trash = replace(VIEW, tile=replace(VIEW.tile, shelf="Trash"))
    actions = ("trash", "delete", "upload", "export", "make_folder", "mark")
    return {
        why_not(action, state, each).key
        for action in actions
        for state in states
        for each in (VIEW, COPY, trash, row("A", text=None), None)
        if why_not(action, state, each)
    }


def test_every_reason_has_its_words() -> None:
    for key in every_reason():
        for language in LANGUAGES:
            assert tell(language, Notice(key))
