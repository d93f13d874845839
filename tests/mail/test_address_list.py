"""Addresses of a header in ENVELOPE's form."""

from __future__ import annotations

from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.address_list import wire_form
from tests.mail.letters import any_octets
from tests.mail.wire import parse_one

END = b"(NIL NIL NIL NIL)"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"", b""),
        (b" , ,", b""),
        (b"a@b", b'(NIL NIL "a" "b")'),
        (b"<a@b>", b'(NIL NIL "a" "b")'),
        (b"Ken <a@b>", b'("Ken" NIL "a" "b")'),
        (b'"Ken, the" Great <a@b>', b'("Ken, the Great" NIL "a" "b")'),
        (b'"K \\"e\\" n" <a@b>', b'("K \\"e\\" n" NIL "a" "b")'),
        (b"J. R. R. T <a@b>", b'("J. R. R. T" NIL "a" "b")'),
        (b"a@b (Ken (K.))", b'("Ken (K.)" NIL "a" "b")'),
        (b"Ken (not him) <a@b>", b'("Ken" NIL "a" "b")'),
        (b"a@b, c@d", b'(NIL NIL "a" "b")(NIL NIL "c" "d")'),
        (b'"a b"@c', b'(NIL NIL "a b" "c")'),
        (b'"a@b"@c', b'(NIL NIL "a@b" "c")'),
        (b"a . b @ c . d", b'(NIL NIL "a.b" "c.d")'),
        (b"a@[127.0.0.1]", b'(NIL NIL "a" "[127.0.0.1]")'),
        # a source route, RFC 5322 section 4.4
        (b"K <@a,@b:c@d>, e@f", b'("K" "@a,@b" "c" "d")(NIL NIL "e" "f")'),
        # groups, RFC 3501 section 7.4.2
        (b"g: a@b, K <c@d>;", b'(NIL NIL "g" NIL)(NIL NIL "a" "b")("K" NIL "c" "d")' + END),
        (b"undisclosed-recipients:;", b'(NIL NIL "undisclosed-recipients" NIL)' + END),
        (b"a@b, g: c@d; e@f", b'(NIL NIL "a" "b")(NIL NIL "g" NIL)(NIL NIL "c" "d")' + END
         + b'(NIL NIL "e" "f")'),
        (b'"my: group": a@b', b'(NIL NIL "my: group" NIL)(NIL NIL "a" "b")' + END),
        # a NIL host would begin a group: a host that is missing is empty
        (b"ken", b'(NIL NIL "ken" "")'),
        (b'a  "b c" d', b'(NIL NIL "a b c d" "")'),
        (b"(at home) aya@x.example (Aya)()", b'("Aya" NIL "aya" "x.example")'),
        (b"<>", b'(NIL NIL "" "")'),
        (b"Ken <ken>", b'("Ken" NIL "ken" "")'),
        (b"<a@b", b'(NIL NIL "a" "b")'),
        (b"a@b>", b'(NIL NIL "a" "b")'),
        (b"a@b; c@d", b'(NIL NIL "a" "b")(NIL NIL "c" "d")'),
        (b"\xe3\x81\x82 <a@b>", b'({3}\r\n\xe3\x81\x82 NIL "a" "b")'),
        (b"=?utf-8?q?a?= <a@b>", b'("=?utf-8?q?a?=" NIL "a" "b")'),
        (b"\0 <a@b>", b'("?" NIL "a" "b")'),
    ],
)  # fmt: skip
def test_the_wire_form(value: bytes, expected: bytes) -> None:
    assert wire_form(value) == (b"(" + expected + b")" if expected else b"NIL")


@given(any_octets)
def test_any_octets_give_a_list_of_addresses(octets: bytes) -> None:
    found = parse_one(wire_form(octets))
    depth = 0
    for address in found if isinstance(found, list) else []:
        assert isinstance(address, list)
        _, _, mailbox, host = address
        if host is None:  # the start of a group, or its end
            depth += 1 if mailbox is not None else -1
            assert depth in (0, 1)
    assert depth == 0


names = st.text("abc ", max_size=5).map(str.strip)
specs = st.from_regex(r"[a-z]{1,4}(\.[a-z]{1,3})?@[a-z]{1,4}\.example", fullmatch=True)


@given(st.lists(st.tuples(names, specs), min_size=1, max_size=4))
def test_agrees_with_the_standard_library_about_plain_addresses(
    people: list[tuple[str, str]],
) -> None:
    value = ", ".join(f'"{name}" <{spec}>' if name else spec for name, spec in people)
    expected = [
        [name.encode() or None, None, *spec.encode().split(b"@")]
        for name, spec in getaddresses([value])
    ]
    assert parse_one(wire_form(value.encode())) == expected


people = st.builds("{}{}<{}>".format, st.sampled_from(["", "A", "A  b", '"A  b"', '" "', "_ ' "]),
                   st.sampled_from(["", " ", "  "]), specs) | specs  # fmt: skip


@given(people)
def test_the_short_way_for_plain_fields_gives_what_the_long_way_gives(value: str) -> None:
    assert wire_form(value.encode()) == wire_form(value.encode() + b",")


@pytest.mark.slow
def test_a_hostile_field_is_read_in_linear_time_and_only_so_far() -> None:
    for piece in (b"(", b"()", b'"\\', b"a,", b"<@a,", b"@", b"a:", b"<"):
        assert len(wire_form(piece * 200_000)) < 20_000_000
