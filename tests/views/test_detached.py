from datetime import UTC, datetime

import ipywidgets
import pytest
from IPython import display

from labkit.views.detached import detach
from labkit.views.workbench import Page, Workbench


def test_the_workbench_opens_in_a_tab_that_bears_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(display, "display", shown.append)
    bench = Workbench(
        {"devices": Page(ipywidgets.HTML, "lab.desk()")}, {}, datetime(2026, 4, 6, tzinfo=UTC), "ja"
    )
    tab = detach(bench)
    assert shown == [bench]
    assert tab.title == "ラボ"
