"""What is said of a session as a whole."""

from dataclasses import replace

import pytest

from labkit.plots.session_words import head, oddities, warnings
from tests.plots.scenes import session


def test_the_head_tells_number_times_octets_and_letters() -> None:
    assert head(session(), "en") == (
        "Connection 1, 09:00:00 to 09:00:09, client 100, server 200 octets, one letter"
    )
    still_open = replace(session(end="open"), ended=None, letters=2)
    assert head(still_open, "ja") == (
        "接続1、09:00:00から、クライアント100、サーバー200バイト、メール2通"
    )


@pytest.mark.parametrize(
    ("end", "bare", "lost", "said"),
    [
        ("QUIT", 0, 0, []),
        ("QUIT", 1, 0, ["one line ends with a bare LF"]),
        ("cut", 2, 6, ["2 lines end with a bare LF", "ended without QUIT",
                       "6 octets lost on the way"]),
        ("closed", 0, 0, ["ended without QUIT"]),
        ("dropped", 0, 0, ["its octets are dropped from the record"]),
    ],
)  # fmt: skip
def test_what_is_odd(end: str, bare: int, lost: int, said: list[str]) -> None:
    record = replace(session(end=end), bare_lines=bare, lost_octets=lost)
    assert warnings(record, "en") == said
    # Where a badge tells the end, it is not told twice.
    assert oddities(record, "en") == [each for each in said if each != "ended without QUIT"]
