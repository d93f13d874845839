"""What a client says after AUTH."""

from __future__ import annotations

import pytest

from labkit.protocols.smtp.replies import Refused
from labkit.protocols.smtp.sasl import decoded, plain


@pytest.mark.parametrize(("answer", "octets"), [(b"YXlh", b"aya"), (b"=", b""), (b"", b"")])
def test_an_answer_is_base64_and_an_empty_one_is_an_equals_sign(
    answer: bytes, octets: bytes
) -> None:
    assert decoded(answer) == octets


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        (b"*", "501 5.7.0"),
        (b"?", "501 5.5.2"),
        (b"YXl", "501 5.5.2"),
        (b"YX lh", "501 5.5.2"),
        (b"\xff", "501 5.5.2"),
    ],
)
def test_other_answers_are_refused(answer: bytes, reply: str) -> None:
    with pytest.raises(Refused) as refused:
        decoded(answer)
    assert refused.value.reply.startswith(reply)


def test_plain_has_three_parts_and_the_first_may_repeat_the_second() -> None:
    assert plain(b"\0aya\0cherry") == plain(b"aya\0aya\0cherry") == (b"aya", b"cherry")
    assert plain(b"\0aya\0") == (b"aya", b"")


def test_nobody_acts_for_somebody_else() -> None:
    assert plain(b"boss\0aya\0cherry") is None


@pytest.mark.parametrize("said", [b"", b"aya", b"aya\0cherry", b"\0a\0b\0c"])
def test_plain_has_no_more_and_no_fewer(said: bytes) -> None:
    with pytest.raises(Refused) as refused:
        plain(said)
    assert refused.value.reply.startswith("501 5.5.2")
