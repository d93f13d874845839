"""What a part's header says about it, and how IMAP numbers parts."""

from __future__ import annotations

import pytest

from labkit.mail.header import fields
from labkit.mail.mime import parse
from labkit.mail.part import Part, describe, leaves
from tests.mail.letters import crlf


def described(text: str, kind: tuple[str, str] = ("text", "plain")) -> Part:
    part = Part(0, 0, 0, kind)
    describe(part, fields(crlf(text)))
    return part


def test_a_part_that_says_nothing_is_plain_ascii_text() -> None:
    part = described("")
    assert part.content_type == ("text", "plain")
    assert part.parameters == {"charset": "us-ascii"}
    assert part.encoding == "7bit"
    assert part.disposition is None


def test_everything_a_part_can_say() -> None:
    part = described(
        "Content-Type: Image/PNG; Name=a.png\nContent-ID: <1@x>\nContent-Description: a\n picture\n"
        "Content-Transfer-Encoding: BASE64 (of course)\nContent-Language: en, (and) ja\n"
        'Content-Disposition: Attachment; filename="b c.png"\nContent-Location: http://x/\n'
        "Content-MD5: Q2hl==\n"
    )
    assert part.content_type == ("image", "png")
    assert part.parameters == {"name": "a.png"}
    assert (part.content_id, part.description) == (b"<1@x>", b"a picture")
    assert part.encoding == "base64"
    assert part.disposition == ("attachment", {"filename": "b c.png"})
    assert (part.language, part.location, part.md5) == (("en", "ja"), b"http://x/", b"Q2hl==")


@pytest.mark.parametrize("value", ["", "text", "text/", "/plain", "a/b/c", ";x", "a b/c", '"a"/b'])
def test_a_type_that_is_none_is_plain_text(value: str) -> None:
    # RFC 2045 section 5.2
    assert described(f"Content-Type: {value}\n").content_type == ("text", "plain")


def test_the_first_of_two_fields_counts() -> None:
    assert described("Content-Type: a/b\ncontent-type: c/d\n").content_type == ("a", "b")


# RFC 3501 section 6.4.5 shows this letter; the names tell what stands there.
NUMBERED = crlf("""\
Content-Type: multipart/mixed; boundary=0

--0

text 1
--0
Content-Type: application/octet-stream

octets 2
--0
Content-Type: message/rfc822

Content-Type: multipart/mixed; boundary=3

--3

text 3.1
--3
Content-Type: application/octet-stream

octets 3.2
--3--
--0
Content-Type: multipart/mixed; boundary=4

--4
Content-Type: image/gif

gif 4.1
--4
Content-Type: message/rfc822

Content-Type: multipart/mixed; boundary=42

--42

text 4.2.1
--42
Content-Type: multipart/alternative; boundary=422

--422

text 4.2.2.1
--422
Content-Type: text/richtext

richtext 4.2.2.2
--422--
--42--
--4--
--0--
""")


@pytest.mark.parametrize(
    "name",
    ["1", "2", "3.1", "3.2", "4.1", "4.2.1", "4.2.2.1", "4.2.2.2"],
)
def test_the_numbers_of_the_rfc(name: str) -> None:
    found = parse(NUMBERED).find([int(number) for number in name.split(".")])
    assert found is not None
    assert found.body(NUMBERED).split()[1] == name.encode()


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [((), "multipart/mixed"), ((3,), "message/rfc822"), ((4,), "multipart/mixed"),
     ((4, 2), "message/rfc822"), ((4, 2, 2), "multipart/alternative")],
)  # fmt: skip
def test_the_numbers_of_what_holds_others(numbers: tuple[int, ...], kind: str) -> None:
    found = parse(NUMBERED).find(numbers)
    assert found is not None
    assert "/".join(found.content_type) == kind


@pytest.mark.parametrize(
    "numbers", [(0,), (-1,), (5,), (1, 1), (2, 1), (3, 3), (3, 1, 1), (4, 1, 1)]
)
def test_numbers_of_nothing(numbers: tuple[int, ...]) -> None:
    assert parse(NUMBERED).find(numbers) is None


def test_a_letter_that_is_no_multipart_has_one_part() -> None:
    octets = crlf("Subject: hi\n\nHello\n")
    letter = parse(octets)
    assert letter.find([1]) is letter
    assert letter.find([2]) is None
    assert letter.find([1, 1]) is None


def test_a_letter_that_is_a_letter() -> None:
    octets = crlf("Content-Type: message/rfc822\n\nSubject: in\n\nHello\n")
    letter = parse(octets)
    assert letter.message is not None
    assert letter.find([1]) is letter
    assert letter.find([1, 1]) is letter.message
    assert letter.find([1, 1, 1]) is None
    assert letter.message.header(octets) == b"Subject: in\r\n\r\n"
    assert letter.message.body(octets) == b"Hello\r\n"
    assert [field.value for field in letter.message.fields(octets)] == [b"in"]
    assert letter.header(octets) == b"Content-Type: message/rfc822\r\n\r\n"
    assert letter.size == 22


def test_leaves_come_in_order() -> None:
    kinds = [part.body(NUMBERED).split()[1] for part in leaves(parse(NUMBERED))]
    assert kinds == [b"1", b"2", b"3.1", b"3.2", b"4.1", b"4.2.1", b"4.2.2.1", b"4.2.2.2"]
