"""A home folder in which mail programs run, far from the settings of whoever runs the tests."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

SECONDS = 20  # a program that takes longer hangs
# Files a letter in ~/got. A number for a name: nothing else writes there meanwhile.
DELIVER = """#!/bin/sh
mkdir -p "$HOME/got"
cat > "$HOME/got/$(printf %04d "$(($(ls "$HOME/got" | wc -l)))")"
"""


class Desk:
    """Runs programs with *home* as their home; *find* gives a program's path."""

    def __init__(self, home: Path, find: Callable[[str], str]) -> None:
        self.home = home
        self.find = find
        self.environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "TERM": "xterm",
            "TZ": "UTC",
            "USER": "ken",
        }

    def write(self, name: str, octets: str | bytes, mode: int = 0o600) -> Path:
        """Write a file below home and return its path."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(octets.encode() if isinstance(octets, str) else octets)
        path.chmod(mode)
        return path

    def deliver(self) -> Path:
        """Return a script that fetching programs can hand each letter to."""
        return self.write("deliver", DELIVER, 0o700)

    def delivered(self) -> list[bytes]:
        """Return what the script was given, in that order."""
        return [path.read_bytes() for path in sorted((self.home / "got").glob("*"))]

    def run(
        self, program: str, *arguments: object, said: bytes = b"", code: int | None = 0
    ) -> subprocess.CompletedProcess[bytes]:
        """Run *program* to its end; with *code* None any exit code will do."""
        done = subprocess.run(
            [self.find(program), *map(str, arguments)],
            input=said,
            capture_output=True,
            cwd=self.home,
            env=self.environment,
            timeout=SECONDS,
            check=False,
        )
        if code is not None:
            assert done.returncode == code, (done.returncode, done.stdout[-2000:], done.stderr)
        return done

    def run_on_terminal(self, program: str, *arguments: object) -> tuple[int, bytes]:
        """Run a program that wants a terminal; return its exit code and what it painted."""
        import pty  # not there on Windows, where no such program is found either

        path = self.find(program)
        ours, theirs = pty.openpty()
        try:
            process = subprocess.Popen(
                [path, *map(str, arguments)],
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                cwd=self.home,
                env=self.environment,
                start_new_session=True,
            )
            os.close(theirs)
            with process:
                return _watched(process, ours)
        finally:
            os.close(ours)


def _watched(process: subprocess.Popen[bytes], terminal: int) -> tuple[int, bytes]:
    import select
    import time

    painted = bytearray()
    end = time.monotonic() + SECONDS
    with contextlib.suppress(OSError):  # EIO: the program has let go of the terminal
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.5)[0]:
                painted += os.read(terminal, 65536)
    try:
        return process.wait(max(end - time.monotonic(), 0.1)), bytes(painted)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"it hangs: {bytes(painted[-2000:])!r}") from None
