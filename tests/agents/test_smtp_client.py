"""The client against servers that follow a script, odd ones too."""

from __future__ import annotations

import pytest

from labkit.agents.smtp_client import Reply, SmtpClient
from tests.agents.scripted import talk

HELLO = [b"220 x\r\n", b"250-x\r\n250-size 100\r\n250 PIPELINING\r\n"]


def test_extensions_are_learnt() -> None:
    async def use(client: SmtpClient) -> None:
        assert (await client.hello("me.example")).code == 250
        assert client.extensions == {"SIZE": "100", "PIPELINING": ""}
        await client.quit()

    assert talk([*HELLO, b"221 bye\r\n"], use) == [b"EHLO me.example", b"QUIT"]


def test_an_old_server_hears_helo() -> None:
    async def use(client: SmtpClient) -> None:
        assert (await client.hello("me.example")) == Reply(250, ("x",))
        assert client.extensions == {}

    script = [b"220 x\r\n", b"502 what?\r\n", b"250 x\r\n"]
    assert talk(script, use) == [b"EHLO me.example", b"HELO me.example"]


def test_a_letter_goes_out_with_its_dots_doubled() -> None:
    async def use(client: SmtpClient) -> None:
        assert (await client.command("DATA")).code == 354
        assert str(await client.content(b"a\r\n.\r\n..b\r\n")) == "250 2.0.0 ok"

    assert talk([b"220 x\r\n", b"354 go\r\n", b"250 2.0.0 ok\r\n"], use) == [
        b"DATA",
        b"a\r\n..\r\n...b",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hello\r\n",
        b"25\r\n",
        b"250_x\r\n",
        b"250-x\r\n" * 300,
        b"250 " + b"x" * 10_000 + b"\r\n",
        "２５０ x\r\n".encode(),
    ],
    ids=lambda answer: answer[:9],
)
def test_what_is_no_reply_is_an_oserror(answer: bytes) -> None:
    async def use(client: SmtpClient) -> None:
        with pytest.raises(OSError, match="connection ended"):
            await client.command("NOOP")

    talk([b"220 x\r\n", answer], use)


def test_goodbye_never_fails() -> None:
    async def use(client: SmtpClient) -> None:
        await client.quit()
        await client.close()

    assert talk([b"220 x\r\n"], use) == [b"QUIT"]
