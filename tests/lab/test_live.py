"""Views follow what programs of one's own do, while no cell runs."""

from __future__ import annotations

import asyncio
import smtplib

from labkit import Lab
from labkit.lab.live import Live


def test_changes_that_come_closely_together_are_shown_together() -> None:
    async def main() -> int:
        shown: list[int] = []
        over = asyncio.Event()

        def redraw() -> None:
            shown.append(noted[0])
            if noted[0] == 1000:
                over.set()

        noted = [0]
        live = Live(redraw)

        def change() -> None:
            for _ in range(1000):
                noted[0] += 1
                live.changed()

        await asyncio.to_thread(change)
        await asyncio.wait_for(over.wait(), 5)
        return len(shown)

    assert 1 <= asyncio.run(main()) < 100


def test_without_a_loop_there_is_nobody_to_show_it_to() -> None:
    shown: list[int] = []
    Live(lambda: shown.append(1)).changed()
    assert shown == []


def test_the_desk_shows_a_letter_that_a_program_has_sent() -> None:
    def send(address: tuple[str, int]) -> None:
        with smtplib.SMTP(*address, local_hostname="program.example") as client:
            client.sendmail("x@crow.example", ["ken@fuji.example"], "Subject: hello\r\n\r\nHi\r\n")

    async def main() -> str:
        lab = Lab(language="en")
        desk = lab.desk()
        arrived = asyncio.Event()
        desk.observe(lambda change: arrived.set(), "mailbox")
        address = lab._household.world.network.address("mx.fuji.example", 25)
        await asyncio.to_thread(send, address)
        await asyncio.wait_for(arrived.wait(), 5)
        told = repr(desk)
        lab.close()
        return told

    assert "hello" in asyncio.run(main())
