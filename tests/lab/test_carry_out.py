"""Lines as a learner types them: a refusal ends its own line only."""

from __future__ import annotations

import pytest

from labkit.agents.trouble import Trouble
from labkit.lab.carry_out import carry_out
from labkit.records import Notice


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def more(self) -> None:
        self.count += 1

    def refuse(self) -> None:
        raise Trouble(Notice("lab.closed"))


def test_lines_are_carried_out_in_order_and_share_their_names() -> None:
    lab = Counter()
    assert carry_out("for _ in range(3):\n    lab.more()\nmore = lab.more\nmore()", "x", lab) == []
    assert lab.count == 4


def test_a_refusal_ends_its_own_line_and_is_handed_back() -> None:
    lab = Counter()
    refused = carry_out("lab.refuse()\nlab.more()", "x", lab)
    assert [each.notice.key for each in refused] == ["lab.closed"]
    assert lab.count == 1


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(AttributeError):
        carry_out("lab.missing()", "x", Counter())
