"""From a draft to octets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkit.mail.address import Address, BadAddress
from labkit.mail.compose import compose, person
from labkit.mail.message import Message
from labkit.records import Draft
from tests.mail.letters import crlf

TEN = datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=9)))
AYA = "aya@sakura.example"


def written(draft: Draft, name: str = "Aya") -> bytes:
    return compose(draft, AYA, name, TEN, "<1@sakura.example>")


def test_a_plain_letter_is_plain_to_read() -> None:
    draft = Draft(("ken@fuji.example", "Mio <mio@fuji.example>"), "Hello", "Hi Ken,\n.dot\nAya",
                  cc=("Sato, T. <t@x.example>",), bcc=("secret@x.example",))  # fmt: skip
    assert written(draft) == crlf("""\
From: "Aya" <aya@sakura.example>
To: ken@fuji.example, "Mio" <mio@fuji.example>
Cc: "Sato, T." <t@x.example>
Subject: Hello
Date: Mon, 05 Jan 2026 10:00:00 +0900
Message-ID: <1@sakura.example>
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 7bit
MIME-Version: 1.0

Hi Ken,
.dot
Aya
""")


def test_a_japanese_letter_travels_in_seven_bits() -> None:
    draft = Draft(
        ("けん <ken@fuji.example>",),
        "おはようございます。今日はいい天気ですね",
        "やあ、けんさん。\n",
    )
    octets = written(draft, "あや")
    assert octets.isascii()
    letter = Message(octets, TEN)
    assert letter.subject == draft.subject
    assert letter.parts().text == "やあ、けんさん。\r\n"
    assert letter.decoded("from") == "あや <aya@sakura.example>"
    assert letter.decoded("to") == "けん <ken@fuji.example>"


def test_a_long_line_of_ascii_stays_readable_up_to_the_limit() -> None:
    # RFC 5322 section 2.1.1: 998 octets
    assert b"7bit" in written(Draft((AYA,), "", "x" * 998))
    longer = written(Draft((AYA,), "", "x" * 999))
    assert max(map(len, longer.split(b"\r\n"))) <= 998
    assert Message(longer, TEN).parts().text.strip() == "x" * 999


def test_only_an_address_beyond_ascii_needs_smtputf8() -> None:
    octets = written(Draft(("けん@fuji.example",), "hi", ""))
    assert "To: けん@fuji.example\r\n".encode() in octets
    assert b"\r\nSubject: hi\r\n" in octets


def test_what_was_typed_begins_no_field_of_its_own() -> None:
    draft = Draft((AYA,), "hi\r\nBcc: x@y\u2028Z: 1", "", cc=())
    names = [field.name for field in Message(written(draft, "A\nX: y"), TEN).header]
    assert b"Bcc" not in names
    assert b"X" not in names
    assert b"Z" not in names


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(BadAddress):
        written(Draft(("ken",), "", ""))
    with pytest.raises(BadAddress):
        written(Draft(("Ken <ken@fuji.example> x",), "", ""))


@pytest.mark.parametrize(
    ("text", "name"),
    [("k@x", ""), (" <k@x> ", ""), ("Ken Ito<k@x>", "Ken Ito"), ('"Ito, Ken" <k@x>', "Ito, Ken")],
)
def test_a_person_is_a_name_and_an_address(text: str, name: str) -> None:
    assert person(text) == (name, Address("k", "x"))


texts = st.text(max_size=80)


@given(subject=texts, body=texts, name=texts)
def test_whatever_is_written_arrives(subject: str, body: str, name: str) -> None:
    draft = Draft((AYA,), subject, body)
    octets = compose(draft, AYA, name, datetime(2026, 1, 5, tzinfo=UTC), "1@x")
    assert octets == compose(draft, AYA, name, datetime(2026, 1, 5, tzinfo=UTC), "1@x")
    assert octets.isascii()
    assert b"\0" not in octets.partition(b"\r\n\r\n")[0]
    letter = Message(octets, TEN)
    assert letter.message_id == "<1@x>"
    assert [field.name for field in letter.header] == [
        b"From", b"Subject" if not draft.to else b"To", b"Subject", b"Date", b"Message-ID",
        b"Content-Type", b"Content-Transfer-Encoding", b"MIME-Version",
    ]  # fmt: skip
    assert "".join(letter.parts().text.split()) == "".join(body.split())


# --- answers, attachments, Bcc ------------------------------------------------------------------


def unfolded(octets: bytes) -> list[str]:
    return octets.partition(b"\r\n\r\n")[0].decode().replace("\r\n ", " ").split("\r\n")


def test_an_answer_names_its_letter_and_those_before() -> None:
    octets = written(Draft((AYA,), "Re: hi", "", answers=("<1@x>", "<2@x>", "<3@x>")))
    assert "In-Reply-To: <3@x>" in unfolded(octets)
    assert "References: <1@x> <2@x> <3@x>" in unfolded(octets)
    assert b"In-Reply-To" not in written(Draft((AYA,), "hi", ""))


def test_long_ids_stay_as_they_are() -> None:
    ids = tuple(f"<{letter * 190}@x.example>" for letter in "abc")
    octets = written(Draft((AYA,), "hi", "", answers=ids))
    assert f"In-Reply-To: {ids[-1]}" in unfolded(octets)
    assert f"References: {' '.join(ids)}" in unfolded(octets)
    assert max(map(len, octets.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("size", [1, 255, 256, 100_000])
def test_an_attachment_has_the_size_that_was_asked_for(size: int) -> None:
    octets = written(Draft((AYA,), "hi", "See below.", attachment=size))
    parts = Message(octets, TEN).parts()
    assert parts.text.strip() == "See below."
    assert parts.attachments == (("photo.bin", "application/octet-stream", size),)
    assert octets.isascii()
    assert max(map(len, octets.split(b"\r\n"))) <= 78
    assert octets == written(Draft((AYA,), "hi", "See below.", attachment=size))


def test_the_border_of_the_parts_comes_from_the_message_id() -> None:
    octets = written(Draft((AYA,), "hi", "", attachment=1))
    assert b'boundary="=_1"' in octets
    assert octets.count(b"\r\n--=_1\r\n") == 2
    assert octets.endswith(b"\r\n--=_1--\r\n")


def test_bcc_stands_in_the_letter_only_by_mistake() -> None:
    draft = Draft((AYA,), "hi", "", bcc=("Boss <boss@sakura.example>", "x@x.example"))
    assert b"boss" not in written(draft)
    octets = compose(draft, AYA, "Aya", TEN, "<1@x>", with_bcc=True)
    assert 'Bcc: "Boss" <boss@sakura.example>, x@x.example' in unfolded(octets)
    assert b"Bcc" not in compose(Draft((AYA,), "hi", ""), AYA, "Aya", TEN, "<1@x>", with_bcc=True)


def test_a_bcc_beyond_ascii_needs_smtputf8_only_where_it_is_written() -> None:
    draft = Draft((AYA,), "hi", "", bcc=("ぼす@sakura.example",))
    assert written(draft).isascii()
    octets = compose(draft, AYA, "Aya", TEN, "<1@x>", with_bcc=True)
    assert "Bcc: ぼす@sakura.example\r\n".encode() in octets
