"""Names that a client may give itself; the rest of the hooks is tried in test_smtp_server."""

from __future__ import annotations

import pytest

from labkit.agents.smtp_hooks import CLIENT_NAME


@pytest.mark.parametrize("name", ["pc", "my_pc.local", "[127.0.0.1]", "[IPv6:::1]", "例え.example"])
def test_a_name(name: str) -> None:
    assert CLIENT_NAME.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["", "a b", "a\rb", "a(b)", "a;b", "a<b>", "a@b", "\udcff", "x" * 256, "a\u0085b"]
)
def test_no_name_as_it_would_spoil_the_postmark(name: str) -> None:
    assert not CLIENT_NAME.fullmatch(name)
