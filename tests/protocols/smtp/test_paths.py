"""Addresses of the envelope: what is read, what is refused, and that it reads itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.protocols.smtp.paths import NULL, BadPath, Path, parse_path


@pytest.mark.parametrize(
    ("text", "local", "domain"),
    [
        ("<ken@fuji.example>", "ken", "fuji.example"),
        ("ken@fuji.example", "ken", "fuji.example"),
        (" <Ken.O'Hara+x@FUJI.Example.>", "Ken.O'Hara+x", "FUJI.Example."),
        ("<@a.example,@b.example:ken@fuji.example>", "ken", "fuji.example"),
        ('<"ken"@fuji.example>', "ken", "fuji.example"),
        (r'<"a \"b\" c@d"@fuji.example>', 'a "b" c@d', "fuji.example"),
        ("<ken@[127.0.0.1]>", "ken", "[127.0.0.1]"),
        ("<ken@[IPv6:::1]>", "ken", "[IPv6:::1]"),
        ("<山田@例え.example>", "山田", "例え.example"),
        ("<Postmaster>", "Postmaster", ""),
        ("<x%y.example@fuji.example>", "x%y.example", "fuji.example"),
        ("<>", "", ""),
    ],
)
def test_a_path(text: str, local: str, domain: str) -> None:
    assert parse_path(text) == (Path(local, domain), "")
    assert parse_path(text + " SIZE=3") == (Path(local, domain), " SIZE=3")


@pytest.mark.parametrize(
    "text",
    [
        "<",
        ">",
        "<ken",
        "<@>",
        "<ken@>",
        "<@fuji.example>",
        "<ken@fuji..example>",
        "<ken@-fuji.example>",
        "<.ken@fuji.example>",
        "<ken@@fuji.example>",
        "<ken@fuji.example>x",
        "<ken@fuji.example",
        "<ken\r@fuji.example>",
        "<ken\0@fuji.example>",
        "<ken fuji@fuji.example>",
        '<"ken@fuji.example>',
        '<""@fuji.example>',
        "<\udcff@fuji.example>",
        "<" + "x" * 65 + "@fuji.example>",
        "<ken@" + ".".join(["x" * 60] * 5) + ">",
    ],
)
def test_no_path(text: str) -> None:
    with pytest.raises(BadPath):
        parse_path(text)


@given(st.text(max_size=40).map(lambda text: f"<{text}>") | st.text(max_size=40))
def test_nothing_but_bad_path_is_raised_and_what_is_read_reads_itself(text: str) -> None:
    try:
        path, _ = parse_path(text)
    except BadPath:
        return
    assert parse_path(f"<{path}>") == (path, "")
    assert not set(str(path)) & set("\r\n\0")


def test_comparing_and_telling() -> None:
    assert Path("ken", "FUJI.example.").zone == "fuji.example"
    assert str(Path("Ken", "FUJI.example.").canonical) == "Ken@fuji.example"
    assert NULL.is_null
    assert str(NULL) == ""
    assert not Path("postmaster", "").is_null
    assert Path("山田", "x.example").needs_utf8
    assert parse_path("<>") == (NULL, "")
