"""What FETCH can ask for, read into a plan."""

from __future__ import annotations

import pytest

from labkit.protocols.imap.fetch_items import MACROS, NAMED, STATIC, FetchPlan, read_plan
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.responses import SyntaxRefused


def plan(text: bytes, by_uid: bool = False) -> FetchPlan:
    return read_plan(Arguments(text), by_uid)


@pytest.mark.parametrize("macro", MACROS)
def test_macros_stand_for_items(macro: str) -> None:
    items = " ".join(MACROS[macro]).encode()
    assert plan(macro.encode()) == plan(b"(%b)" % items) == plan(macro.lower().encode())


@pytest.mark.parametrize("name", [*STATIC, *NAMED, "UID", "FLAGS"])
def test_every_item_stands_alone_and_in_a_list(name: str) -> None:
    assert plan(name.encode()) == plan(b"(%b)" % name.encode())


def test_items_said_twice_are_answered_once() -> None:
    assert plan(b"(FLAGS BODY[] FLAGS BODY[])") == plan(b"(FLAGS BODY[])")


def test_only_what_gives_the_text_marks_as_read() -> None:
    for text in (b"BODY[]", b"BODY[HEADER]", b"RFC822", b"RFC822.TEXT", b"(UID BODY[1]<0.5>)"):
        assert plan(text).marks_seen
    for text in (b"BODY.PEEK[]", b"RFC822.HEADER", b"BODY", b"ENVELOPE", b"FULL"):
        assert not plan(text).marks_seen


def test_a_uid_command_tells_the_uid() -> None:
    assert plan(b"FLAGS", by_uid=True).uid
    assert not plan(b"FLAGS").uid


def test_field_names_may_be_literals() -> None:
    arguments = Arguments(b"BODY[HEADER.FIELDS (\0)]", (b"Subject",))
    assert read_plan(arguments, False) == plan(b"BODY[HEADER.FIELDS (Subject)]")


@pytest.mark.parametrize(
    "text",
    [b"", b"()", b"(FLAGS", b"FLAGS)", b"(ALL)", b"FLAGS UID", b"SMELL", b"BODY[", b"BODY.PEEK",
     b"RFC822[]", b"FLAGS ", b"(FLAGS  UID)", b"(" + b"UID " * 200 + b"UID)"],
)  # fmt: skip
def test_what_is_no_item(text: bytes) -> None:
    with pytest.raises(SyntaxRefused):
        plan(text)
