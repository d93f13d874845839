"""Which chart is meant, drawn from what happened in a lab."""

from collections.abc import Iterator

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.charts import KINDS


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab(language="en")
    yield lab
    lab.close()


def test_the_charts_say_what_happened(lab: Lab) -> None:
    lab.health()
    lab.aya.send()
    lab.faults.full("ken", 1)
    lab.wait(minutes=5)
    lab.phone.sync()
    assert "Sessions: Aya's PC 1, phone 1, smtp.sakura.example 1." in repr(lab.figure("timeline"))
    assert "| 0:05:0" in repr(lab.figure("lag"))
    assert "The mailbox is full: 1 letters, and 1 fit." in repr(lab.figure(" Quota "))
    sums = {line.split(" | ")[0]: line.split(" | ")[1:] for line in repr(lab.figure()).splitlines()}
    for row in repr(lab.figure("octets")).splitlines()[2:-1]:
        protocol, sessions, client, server = row.split(" | ")
        assert sums[protocol][0] == sessions
        assert int(sums[protocol][2]) == int(client) + int(server)


def test_an_empty_lab_has_charts_too(lab: Lab) -> None:
    for kind in KINDS:
        assert lab.figure(kind).html


def test_a_chart_that_is_none(lab: Lab) -> None:
    with pytest.raises(Trouble, match=r"no figure called <b>pie\. Take one of these: timeline"):
        lab.figure("<b>pie")
