"""The one client: a raw socket, no library, the same for every server.

``python -m benchmarks.client CASE PORT COUNT ROUND`` prints one number. It does as little as can
be done: it looks only at the end of what comes, so that a server is measured and not this.
"""

from __future__ import annotations

import select
import socket
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.letters import large_letter, letter

USER, OTHER, PASSWORD = "ken@fuji.example", "mika@fuji.example", "mountain-view"
OTHER_PASSWORD = "morning-train"
BLOCK = 1024 * 1024
TAIL = 1024  # octets, more than any last line
SLICES = 20
SECONDS = 3.0  # a case that is repeated ends after so long: some servers are slow to push
CASES: dict[str, Callable[[int, int, int], float]] = {}

Case = Callable[[int, int, int], float]


def case(run: Case) -> Case:
    """Enter *run*, a function of port, count and round, under its name."""
    CASES[run.__name__] = run
    return run


class Line:
    """A connection. *end* says whether the last octets that came end a reply."""

    def __init__(self, port: int, end: Callable[[bytes], bool]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._end = end
        self._buffer = memoryview(bytearray(BLOCK))
        self.hear(_is_line)

    def ask(self, request: bytes) -> int:
        """Say *request*, hear the reply, return how many octets it had."""
        self.socket.sendall(request)
        return self.hear(self._end)

    def hear(self, end: Callable[[bytes], bool]) -> int:
        total, tail = 0, b""
        while not end(tail):
            count = self.socket.recv_into(self._buffer)
            if not count:
                raise ConnectionError(f"the server has left; it said {tail!r}")
            total += count
            tail = (tail + self._buffer[max(0, count - TAIL) : count].tobytes())[-TAIL:]
        return total

    def hear_many(self, mark: bytes, count: int) -> None:
        """Hear until *mark* has come *count* times."""
        kept = b""
        while count > 0:
            size = self.socket.recv_into(self._buffer)
            if not size:
                raise ConnectionError("the server has left")
            block = kept + self._buffer[:size].tobytes()
            count -= block.count(mark)
            kept = block[1 - len(mark) :] if len(mark) > 1 else b""
            kept = b"" if kept.endswith(mark) else kept


def _is_line(tail: bytes) -> bool:
    return tail.endswith(b"\n")


def _is_tagged(tail: bytes) -> bool:
    """The last line is the tagged one. No letter has a line that begins like this."""
    if not tail.endswith(b"\r\n"):
        return False
    last = tail[tail.rfind(b"\n", 0, -1) + 1 :]
    if last.startswith((b"x NO", b"x BAD")):
        raise RuntimeError(f"refused: {last!r}")
    return last.startswith((b"x OK", b"+ "))


def _is_dot(tail: bytes) -> bool:
    return tail.endswith(b"\r\n.\r\n")


def _imap(port: int, user: str = USER, password: str = PASSWORD) -> Line:
    line = Line(port, _is_tagged)
    line.ask(f"x LOGIN {user} {password}\r\n".encode())
    return line


def _inbox(port: int) -> Line:
    line = _imap(port)
    line.ask(b"x SELECT INBOX\r\n")
    return line


def _pop3(port: int) -> Line:
    line = Line(port, _is_dot)
    for request in (f"USER {USER}", f"PASS {PASSWORD}"):
        line.socket.sendall(f"{request}\r\n".encode())
        line.hear(_is_line)
    return line


def _mailbox(line: Line, name: bytes) -> None:
    line.socket.sendall(b"x CREATE %b\r\n" % name)
    line.hear(_is_line)  # NO if it is there already


def _append(mailbox: bytes, number: int) -> bytes:
    octets = letter(number)
    return b"x APPEND %b {%d+}\r\n%b\r\n" % (mailbox, len(octets), octets)


def _times(act: Callable[[], object], repeats: int) -> list[float]:
    """Return how long *act* takes, once it is warm."""
    act()
    found: list[float] = []
    while len(found) < repeats and sum(found) < SECONDS:
        start = perf_counter()
        act()
        found.append(perf_counter() - start)
    return found


def _rate(requests: list[bytes], ask: Callable[[bytes], object]) -> float:
    """Return how many requests a second are answered, one waiting for the other.

    The median of slices: what else the machine does for a moment spoils one or two of them.
    """
    size = max(1, len(requests) // SLICES)
    found = []
    for first in range(0, len(requests), size):
        start = perf_counter()
        for request in requests[first : first + size]:
            ask(request)
        found.append((perf_counter() - start) / len(requests[first : first + size]))
    return 1 / median(found)


# --- the cases: what each returns stands in ``cases`` -------------------------------------------


@case
def fill(port: int, count: int, round: int) -> float:
    """Put *count* letters into INBOX, and a few into that of somebody else."""
    for user, password, letters in ((USER, PASSWORD, count), (OTHER, OTHER_PASSWORD, 10)):
        line = _imap(port, user, password)
        for start in range(1, letters + 1, 100):
            numbers = range(start, min(start + 100, letters + 1))
            line.socket.sendall(b"".join(_append(b"INBOX", number) for number in numbers))
            line.hear_many(b"x OK", len(numbers))
    return count


@case
def fetch_headers(port: int, count: int, round: int) -> float:
    line = _inbox(port)
    request = b"x FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)\r\n"
    return median(_times(lambda: line.ask(request), 7)) * 1e3


@case
def fetch_bodies(port: int, count: int, round: int) -> float:
    line = _inbox(port)
    request = b"x FETCH 1:* (BODY.PEEK[])\r\n"
    octets = line.ask(request)
    return octets / median(_times(lambda: line.ask(request), 3)) / 1e6


@case
def store(port: int, count: int, round: int) -> float:
    sign = b"-" if round % 2 else b"+"  # each STORE changes something
    requests = [b"x STORE %d %bFLAGS (\\Flagged)\r\n" % (n, sign) for n in range(1, count + 1)]
    return _rate(requests, _inbox(port).ask)


@case
def retr(port: int, count: int, round: int) -> float:
    return _rate([b"RETR %d\r\n" % n for n in range(1, count + 1)], _pop3(port).ask)


@case
def retr_pipelined(port: int, count: int, round: int) -> float:
    line = _pop3(port)
    requests = b"".join(b"RETR %d\r\n" % number for number in range(1, count + 1))
    line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * len(requests))
    start = perf_counter()
    line.socket.sendall(requests)
    line.hear_many(b"\r\n.\r\n", count)
    return count / (perf_counter() - start)


@case
def append(port: int, count: int, round: int) -> float:
    line = _imap(port)
    _mailbox(line, b"Archive")
    return _rate([_append(b"Archive", number) for number in range(count // 4)], line.ask)


@case
def select_inbox(port: int, count: int, round: int) -> float:
    line = _inbox(port)
    return median(_times(lambda: line.ask(b"x SELECT INBOX\r\n"), 200)) * 1e3


@case
def search_subject(port: int, count: int, round: int) -> float:
    line = _inbox(port)
    request = b'x SEARCH SUBJECT "letter %d about"\r\n' % (count - 1)
    return median(_times(lambda: line.ask(request), 50)) * 1e3


@case
def push_to_one(port: int, count: int, round: int) -> float:
    return _push(port, 1)


@case
def push_to_many(port: int, count: int, round: int) -> float:
    return _push(port, 100)


def _push(port: int, sessions: int) -> float:
    """Return how long it takes from saying APPEND until the last of *sessions* has heard of it."""
    sender = _imap(port)
    _mailbox(sender, b"Push")
    waiting = [_imap(port) for _ in range(sessions)]
    for line in waiting:
        line.ask(b"x SELECT Push\r\n")
        line.ask(b"x IDLE\r\n")
    request = b"x APPEND Push {4+}\r\nA:b\n\r\n"

    def act() -> float:
        start = perf_counter()
        sender.socket.sendall(request)
        _hear_all(waiting)
        took = perf_counter() - start
        sender.hear(_is_tagged)
        return took

    act()
    found: list[float] = []
    while len(found) < 100 and sum(found) < SECONDS:
        found.append(act())
    return median(found) * 1e3


def _hear_all(lines: list[Line]) -> None:
    """Hear EXISTS on each of *lines*."""
    if len(lines) == 1:  # waiting with select is for many; for one it costs more than the reply
        while b" EXISTS\r\n" not in lines[0].socket.recv(4096):
            pass
        return
    poll = select.poll()
    silent = {line.socket.fileno(): line.socket for line in lines}
    for number in silent:
        poll.register(number, select.POLLIN)
    while silent:
        for number, _ in poll.poll():
            if b" EXISTS\r\n" in silent[number].recv(4096):
                poll.unregister(number)
                del silent[number]


@case
def idle(port: int, count: int, round: int) -> float:
    """Open *count* sessions that wait in IDLE, say so, and stay until somebody ends this."""
    lines = [_imap(port, OTHER, OTHER_PASSWORD) for _ in range(count)]
    for line in lines:
        line.ask(b"x SELECT INBOX\r\n")
        line.ask(b"x IDLE\r\n")
    print("waiting", flush=True)
    sys.stdin.read()
    return count


@case
def smtp(port: int, count: int, round: int) -> float:
    return _letters(port, letter(round), count // 10)


@case
def smtp_large(port: int, count: int, round: int) -> float:
    return _letters(port, large_letter(round), count // 50)


def _letters(port: int, octets: bytes, count: int) -> float:
    line = Line(port, _is_line)
    line.ask(b"EHLO client.example\r\n")

    def send(_: bytes) -> None:
        line.ask(b"MAIL FROM:<aya@sakura.example>\r\n")
        line.ask(b"RCPT TO:<info@fuji.example>\r\n")
        line.ask(b"DATA\r\n")
        line.ask(octets + b".\r\n")

    return _rate([b""] * count, send)


if __name__ == "__main__":
    name, *numbers = sys.argv[1:]
    print(CASES[name](*map(int, numbers)))
