"""AUTH on a real socket; its conversations are login.txt and failed_logins.txt."""

from __future__ import annotations

import base64

from tests.agents.post import AYA, PASSWORD, SMTP, Post
from tests.agents.talk import HELLO, whole


def auth(said: bytes) -> bytes:
    return b"AUTH PLAIN " + base64.b64encode(said) + b"\r\n"


def test_an_endless_answer_to_auth(post: Post) -> None:
    said = HELLO + b"AUTH PLAIN\r\n" + b"A" * 200_000 + b"\r\nQUIT\r\n"
    assert whole(post, said, SMTP)[-2].startswith("500 5.5.6")


def test_a_name_that_is_no_text_is_a_wrong_one(post: Post) -> None:
    assert whole(post, HELLO + auth(b"\0\xff\xfe\0x"), SMTP)[-1].startswith("535 5.7.8")


def test_who_fails_may_still_get_it_right(post: Post) -> None:
    right = f"\0{AYA}\0{PASSWORD}".encode()
    answers = whole(post, HELLO + auth(b"\0aya\0x") * 4 + auth(right), SMTP)
    assert [answer[:3] for answer in answers[-5:]] == ["535"] * 4 + ["235"]
