"""The servers that are compared, each in a process of its own, and the client that asks them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from benchmarks import dovecot


@dataclass(frozen=True)
class Server:
    """A running server: "limit", "labkit" or "dovecot"."""

    name: str
    ports: dict[str, int]  # by protocol; SMTP is not Dovecot's business
    process: int = 0

    def ask(self, case: str, protocol: str, count: int, round: int = 0) -> float | None:
        """Let the client run *case* here; None where this server doesn't speak *protocol*."""
        if protocol not in self.ports:
            return None
        words = _python("client", case, self.ports[protocol], count, round)
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{case} against {self.name}:\n{done.stderr}")
        return float(done.stdout)


@contextmanager
def running(count: int) -> Iterator[list[Server]]:
    """Start every server that this machine has, with *count* letters in INBOX."""
    with ExitStack() as stack:
        servers = [stack.enter_context(_ours(name, count)) for name in ("limit", "labkit")]
        if dovecot.available():
            other = stack.enter_context(closing(dovecot.Dovecot()))
            servers.append(Server("dovecot", other.ports))
        for server in servers[1:]:
            server.ask("fill", "imap", count)
        yield servers


@contextmanager
def _ours(name: str, count: int) -> Iterator[Server]:
    words = _python("serve", name, count)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdin is not None
        yield Server(name, json.loads(run.stdout.readline()), run.pid)
        run.stdin.close()


def idle_session(sessions: int) -> float:
    """Return how many KiB the lab's server grows by for each of *sessions* that wait in IDLE.

    A new server: one that has worked before would give memory that it has already.
    """
    with _ours("labkit", 0) as server:
        server.ask("fill", "imap", 10)
        before = _resident(server.process)
        words = _python("client", "idle", server.ports["imap"], sessions, 0)
        pipe = subprocess.PIPE
        with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as run:
            assert run.stdout is not None
            run.stdout.readline()
            grown = _resident(server.process) - before
            run.communicate()
    return grown / sessions


def _resident(process: int) -> int:
    """Return the memory that *process* has, in KiB."""
    words = ["ps", "-o", "rss=", "-p", str(process)]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def _python(module: str, *words: object) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
