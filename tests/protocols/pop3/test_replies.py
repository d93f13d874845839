from labkit.protocols.pop3.replies import Challenge, Reply, messages


def test_status_lines() -> None:
    assert Reply(True).parts() == (b"+OK\r\n",)
    assert Reply(True, "2 320").parts() == (b"+OK 2 320\r\n",)
    assert Reply(False, "no", code="AUTH").parts() == (b"-ERR [AUTH] no\r\n",)
    assert Challenge().parts() == (b"+ \r\n",)


def test_content_goes_by_reference_and_ends_with_a_dot() -> None:
    letter = b"Subject: hi\r\n"
    first, content, end = Reply(True, "here", letter).parts()
    assert (first, end) == (b"+OK here\r\n", b".\r\n")
    assert content is letter
    assert Reply(True, "none", b"").parts() == (b"+OK none\r\n", b"", b".\r\n")


def test_a_status_line_has_at_most_512_octets() -> None:
    # RFC 2449 section 4
    assert len(Reply(False, "x" * 600).parts()[0]) == 512


def test_its_last_character_is_whole() -> None:
    # RFC 6856 section 3.2: UTF-8, in which 富 has three octets.
    for lead in range(3):
        (line,) = Reply(True, "x" * lead + "富" * 200).parts()
        assert 509 < len(line) <= 512
        assert line.decode().endswith("富\r\n")


def test_one_message_two_messages() -> None:
    assert [messages(n) for n in range(3)] == ["0 messages", "1 message", "2 messages"]
