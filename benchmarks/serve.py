"""A server in a process of its own: ``python -m benchmarks.serve limit|labkit COUNT``.

It prints its ports as one line of JSON, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import json
import sys


def _limit(count: int) -> None:
    from benchmarks import limit

    async def run() -> None:
        print(json.dumps(await limit.serve(count)), flush=True)
        await asyncio.to_thread(sys.stdin.read)

    asyncio.run(run())


def _labkit() -> None:
    """The servers as the lab runs them: a world in the background thread, taps on."""
    from labkit.world import scene
    from labkit.world.world import World

    world = World("benchmarks")
    fuji = next(domain for domain in scene.DOMAINS if domain.name == "fuji.example")
    doors = {
        "imap": (fuji.imap, scene.IMAP),
        "pop3": (fuji.pop, scene.POP3),
        "smtp": (fuji.mx, scene.RELAY),
    }
    ports = {name: world.network.address(*door)[1] for name, door in doors.items()}
    print(json.dumps(ports), flush=True)
    sys.stdin.read()
    world.close()


if __name__ == "__main__":
    if sys.argv[1] == "limit":
        _limit(int(sys.argv[2]))
    else:
        _labkit()
