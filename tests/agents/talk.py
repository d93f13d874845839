"""A client of an SMTP server that says octets as they are given, good ones and bad."""

from __future__ import annotations

import socket

from tests.agents.post import MX, Post

HELLO = b"EHLO crow.example\r\n"
TO_KEN = b"MAIL FROM:<x@crow.example>\r\nRCPT TO:<ken@fuji.example>\r\nDATA\r\n"
GREETINGS = 1 + 7  # lines said before the first answer: 220, and what EHLO brings on port 25


class Talk:
    """A raw connection: octets out, reply lines in."""

    def __init__(self, post: Post, host: str = MX) -> None:
        self.connection = post.dial(host)
        self.lines = self.connection.makefile("rb")

    def say(self, octets: bytes) -> Talk:
        self.connection.sendall(octets)
        return self

    def line(self) -> str:
        return self.lines.readline().decode().rstrip("\r\n")

    def reply(self) -> str:
        """Return the last line of the next reply."""
        while (line := self.line())[3:4] == "-":
            pass
        return line

    def rest(self) -> list[str]:
        """End this side's half and return every line that still comes."""
        self.connection.shutdown(socket.SHUT_WR)
        lines = self.lines.read().decode().split("\r\n")
        self.close()
        assert lines.pop() == ""
        return lines

    def close(self) -> None:
        self.lines.close()
        self.connection.close()


def whole(post: Post, octets: bytes, host: str = MX) -> list[str]:
    """Say everything at once, hang up, and return all that was answered."""
    return Talk(post, host).say(octets).rest()
