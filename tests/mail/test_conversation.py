"""What an answer takes from a letter that anybody may have written. RFC 5322 3.6.3 and 3.6.4."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.address import Address
from labkit.mail.compose import person
from labkit.mail.conversation import MAX_REFERENCES, conversation, written_to
from labkit.mail.message import Message


def letter(header: str | bytes) -> Message:
    octets = header.encode() if isinstance(header, str) else header
    return Message(octets + b"\r\n\r\nhi\r\n", datetime(2026, 4, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("header", "ids"),
    [
        ("Subject: x", ()),
        ("Message-ID: <1@x>", ("<1@x>",)),
        ("Message-ID: <3@x>\r\nReferences: <1@x>\r\n <2@x>", ("<1@x>", "<2@x>", "<3@x>")),
        ("Message-ID: <2@x>\r\nIn-Reply-To: <1@x>", ("<1@x>", "<2@x>")),
        ("Message-ID: <3@x>\r\nIn-Reply-To: <1@x> <2@x>", ("<3@x>",)),
        ("Message-ID: <3@x>\r\nIn-Reply-To: <0@x>\r\nReferences: <1@x>", ("<1@x>", "<3@x>")),
        ("References: <1@x>", ()),
        ("Message-ID: none", ()),
        ("Message-ID: <1@x> <2@x>", ("<1@x>",)),
        ("Message-ID: <1@x>\r\nReferences: see above, <<2@x>>", ("<2@x>", "<1@x>")),
        (f"Message-ID: <{'x' * 300}>", ()),
        ("Message-ID: <a b@x>", ()),
        ("Message-ID: <é@x>", ()),
    ],
)
def test_the_letters_that_lead_to_a_letter(header: str, ids: tuple[str, ...]) -> None:
    assert conversation(letter(header)) == ids


def test_of_a_long_conversation_the_newest_letters() -> None:
    before = " ".join(f"<{number}@x>" for number in range(1000))
    found = conversation(letter(f"Message-ID: <new@x>\r\nReferences: {before}"))
    assert len(found) == MAX_REFERENCES + 1
    assert found[-2:] == ("<999@x>", "<new@x>")


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("aya@sakura.example", ("aya@sakura.example",)),
        ("Aya <aya@sakura.example>, b@x.example", ("Aya <aya@sakura.example>", "b@x.example")),
        ('"Sato, T." <t@x.example>', ("Sato, T. <t@x.example>",)),
        (r'"Sato \"T\", x" <t@x.example>', ("Sato T , x <t@x.example>",)),
        ("=?utf-8?q?Sato=2C_T=2E?= <t@x.example>", ("Sato, T. <t@x.example>",)),
        ("=?utf-8?b?44GC44KE?= <aya@sakura.example>", ("あや <aya@sakura.example>",)),
        ("=?utf-8?q?a=0D=0ABcc=3A_e?= <t@x.example>", ("a Bcc: e <t@x.example>",)),
        ("=?utf-8?q?=3Ce=40x=3E?= <t@x.example>", ("e@x <t@x.example>",)),
        ("t@x.example (Sato, T.)", ("t@x.example",)),
        ("<t@x.example>", ("t@x.example",)),
        ("あ@x.example", ("あ@x.example",)),
        ("list: t@x.example;", ()),
        ("undisclosed-recipients:;", ()),
        ("nobody, <>, @x, t@x.example", ("t@x.example",)),
        ('"', ()),
        ("", ()),
    ],
)
def test_the_people_in_a_field(field: str, people: tuple[str, ...]) -> None:
    assert written_to(letter(f"From: {field}\r\nTo: other@x.example"), "from") == people


def test_a_field_that_is_missing_names_nobody() -> None:
    assert written_to(letter("Subject: x"), "reply-to") == ()


@pytest.mark.parametrize("piece", [b'"', b'"\\', b"(", b"<", b"(a", b"<a", b",", b"a@b,", b'"<('])
def test_a_hostile_field_takes_no_time(piece: bytes) -> None:
    written_to(letter(b"From: " + piece * (200_000 // len(piece))), "from")


@given(st.binary(max_size=200))
def test_whatever_it_says_is_an_address_or_nothing(field: bytes) -> None:
    field = field.replace(b"\n", b" ").replace(b"\r", b" ")
    for text in written_to(letter(b"From: " + field), "from"):
        name, address = person(text)
        assert Address.parse(str(address)) == address
        assert "\n" not in name
