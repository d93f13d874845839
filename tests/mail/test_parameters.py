"""Values with parameters, RFC 2045 and 2231."""

from __future__ import annotations

import pytest
from hypothesis import given

from labkit.mail.parameters import Parameters, parse, without_comments
from tests.mail.letters import any_octets


@pytest.mark.parametrize(
    ("value", "main", "parameters"),
    [
        (b"", "", {}),
        (b"Text/Plain", "text/plain", {}),
        (b"a/b; Charset=UTF-8", "a/b", {"charset": "UTF-8"}),
        (b'a/b;c="d;e=f"; g=h', "a/b", {"c": "d;e=f", "g": "h"}),
        (b'a/b; c="d\\"e\\\\"', "a/b", {"c": 'd"e\\'}),
        (b'a/b; c="never closed', "a/b", {"c": "never closed"}),
        (b"a/b;; ; c = d ;", "a/b", {"c": "d"}),
        (b"a/b; name=my file.txt", "a/b", {"name": "my file.txt"}),
        (b"a/b (x; y=z); c=d (e)", "a/b", {"c": "d"}),
        (b'a/b; c="(no comment)"', "a/b", {"c": "(no comment)"}),
        (b"a/b; c=1; c=2", "a/b", {"c": "1"}),
        (b"a/b; c", "a/b", {}),
        (b"a/b; c=", "a/b", {"c": ""}),
        (b"a/b; c=\xe3\x81\x82", "a/b", {"c": "あ"}),
        # RFC 2231 sections 3, 4 and 4.1, with its own examples
        (b'x; URL*0="ftp://"; URL*1="a b"', "x", {"url": "ftp://a b"}),
        (b"x; URL*1=b; URL*0=a", "x", {"url": "ab"}),
        (b"x; t*=us-ascii'en-us'This%20is", "x", {"t": "This is"}),
        (b"x; t*0*=us-ascii'en'This%20is; t*1*=%20a; t*2=\" %20\"", "x", {"t": "This is a %20"}),
        (b"x; f=plain; f*=utf-8''%E3%81%82", "x", {"f": "あ"}),
        (b"x; f*=iso-8859-1''%E9", "x", {"f": "é"}),
        (b"x; f*=%E3%81%82", "x", {"f": "あ"}),
        (b"x; f*=utf-8''%zz%4", "x", {"f": "%zz%4"}),
        (b"x; f*0*=utf-8''%E3%81; f*1*=%82", "x", {"f": "あ"}),  # a character cut in two
    ],
)
def test_a_value_and_its_parameters(value: bytes, main: str, parameters: Parameters) -> None:
    assert parse(value) == (main, parameters)


def test_nobody_shares_the_dictionary() -> None:
    parse(b"a/b; c=d")[1]["c"] = "changed"
    assert parse(b"a/b; c=d")[1] == {"c": "d"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"a (b (c) d) e", b"a  e"),
        (b'"(a)" (b)', b'"(a)" '),
        (rb"a (b \) c) d", b"a  d"),
        (b"a) b", b"a) b"),
        (b"a (b", b"a "),
    ],
)
def test_comments_may_be_nested(value: bytes, expected: bytes) -> None:
    assert without_comments(value) == expected


@given(any_octets)
def test_never_raises(octets: bytes) -> None:
    main, parameters = parse(octets)
    assert main == main.lower()
    assert all(isinstance(value, str) for value in parameters.values())
