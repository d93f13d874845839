"""The status code of every reply, and a meaning for every status code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.agents.enhanced import meaning, status_of
from labkit.texts import catalogue


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("550 5.1.1 nobody here is called nobody", "5.1.1"),
        ("451 4.7.1 come again", "4.7.1"),
        ("550-5.7.1 several lines 5.7.1 joined", "5.7.1"),
        ("552 5.3.4", "5.3.4"),
        ("550 no such user", "5.0.0"),
        ("421", "4.0.0"),
        ("", "4.0.0"),
        ("250 2.1.5 ok", "4.0.0"),  # no refusal, so nothing is known
        ("550 4.1.1 contradicts itself", "5.1.1"),
        ("550 5.01.001 leading zeros", "5.1.1"),
        ("550 5.1.1.1 is an address", "5.0.0"),
        ("550 5.1.1000 no", "5.0.0"),
        ("550 ٥.١.١ other digits", "5.0.0"),
        ("550 see 5.1.1", "5.0.0"),
        ("۵50 5.1.1", "4.0.0"),
    ],
)
def test_the_status_of_a_reply(reply: str, status: str) -> None:
    assert status_of(reply) == status


@given(st.one_of(st.text(), st.from_regex(r"[245][0-9]{2} [245]\.[0-9]{1,4}\.[0-9]{1,4} \w*")))
def test_any_reply_has_a_status_with_a_meaning(reply: str) -> None:
    status = status_of(reply)
    # RFC 3464 section 2.3.4
    assert re.fullmatch(r"[45]\.(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})", status)
    for language in ("en", "ja"):
        for table in ("why", "advice"):
            assert f"error_mail.{table}.{meaning(status)}" in catalogue(language)


@pytest.mark.parametrize(
    ("status", "means"),
    [
        ("5.1.1", "nobody"),
        ("5.1.10", "no_domain"),
        ("5.2.2", "full"),
        ("4.2.2", "full"),
        ("4.4.1", "silent"),
        ("4.7.1", "later"),
        ("4.0.0", "later"),
        ("5.7.26", "policy"),
        ("5.1.3", "address"),
        ("5.6.7", "content"),
        ("5.0.0", "never"),
        ("5.9.9", "never"),
    ],
)
def test_what_a_status_means(status: str, means: str) -> None:
    assert meaning(status) == means


def test_every_sentence_has_a_status_that_needs_it() -> None:
    said = {
        meaning(f"{kind}.{subject}.{detail}")
        for kind in "45"
        for subject in range(8)
        for detail in range(15)
    }
    sentences = {
        key.rpartition(".")[2] for key in catalogue("en") if key.startswith("error_mail.why.")
    }
    # Given up by hand, which no status says.
    assert {*said, "cancelled"} == sentences
