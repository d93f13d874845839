"""Whatever a server answers, a device either does its work or says one kind sentence.

The servers here repeat what a real one said, with one answer spoiled, and then hang up.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator

import pytest

from labkit.agents.device import Device
from labkit.agents.trouble import Trouble
from labkit.records import Protocol
from tests.agents.household import DOORS, KEN, Household

SPOILED = 150  # visits to a spoiled server, for each protocol
INSERTS = (
    b"{5}\r\n", b"(", b")", b'"', b"\r\n", b"* 1 FETCH (UID 1)\r\n", b"99999999999", b"* BYE\r\n",
    b"{99999999}\r\n", b"+ \r\n", b"-1", b"NIL", b"[", b"]", b"\x00", b"\xff", b"-ERR ", b"250-",
)  # fmt: skip

VISITS: dict[Protocol, tuple[tuple[str, int], Callable[[Household], Device]]] = {
    "POP3": (DOORS.pop, lambda house: Device("tablet", KEN, DOORS, house, "POP3")),
    "IMAP": (DOORS.imap, lambda house: Device("phone", KEN, DOORS, house)),
    "SMTP": (DOORS.smtp, lambda house: Device("phone", KEN, DOORS, house)),
}


def visit(device: Device, protocol: Protocol) -> None:
    if protocol == "SMTP":
        device.send()
    else:
        device.sync()
    device.state()


class Parrot(asyncio.Protocol):
    """Says the next of *answers* whenever it hears something, and hangs up after the last."""

    answers: list[bytes] = []  # noqa: RUF012  set for each visit

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.left = list(self.answers)
        self.data_received(b"")

    def data_received(self, data: bytes) -> None:
        self.transport.write(self.left.pop(0))
        if not self.left:
            self.transport.close()


def answers_of_a_real_server(protocol: Protocol) -> list[bytes]:
    house = Household()
    house.arrive("one")
    house.arrive("two")
    visit(VISITS[protocol][1](house), protocol)
    house.quiet()
    answers, last = [b""], "S"
    for line in house.network.transcript.lines(1):
        if line.direction == "S":
            if last == "C":
                answers.append(b"")
            answers[-1] += line.octets
        last = line.direction
    house.close()
    return answers


def spoil(answer: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 5))):
        place = rng.randrange(len(answer) + 1)
        gone = rng.choice((0, 0, 1, 8))
        answer = answer[:place] + rng.choice(INSERTS) + answer[place + gone :]
    return answer


@pytest.fixture
def odd(request: pytest.FixtureRequest) -> Iterator[Household]:
    """A household where a Parrot sits behind the door of *request.param*."""
    house = Household()
    place, _ = VISITS[request.param]
    old = house.network._doors.pop(place)
    house.thread.call(old.server.close)
    house.thread.run(house.network.listen(*place, request.param, Parrot))
    yield house
    house.close()


@pytest.mark.parametrize(("odd", "protocol"), [(p, p) for p in VISITS], indirect=["odd"])
def test_a_spoiled_answer_ends_in_one_sentence(odd: Household, protocol: Protocol) -> None:
    rng = random.Random(protocol)
    real = answers_of_a_real_server(protocol)
    told = set()
    for _ in range(SPOILED):
        place = rng.randrange(len(real))
        Parrot.answers = [*real[:place], spoil(real[place], rng)]
        try:
            visit(VISITS[protocol][1](odd), protocol)
        except Trouble as trouble:
            told.add(trouble.notice.key)
    assert len(told) >= 2
    odd.quiet()
    assert odd.network.connections == {}
