import pytest

from labkit.protocols.showing import SHOWN, Fold, clean, user_of_plain
from tests.protocols.rawlines import raw_lines


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"NOOP\r\n", "NOOP"),
        (b"\xff\0\r\n", "��"),
        ("受信\u202etxt\n".encode(), "受信�txt"),
        (b"a\rb\r\n", "a�b"),
        (b"x" * 10_000, "x" * SHOWN + "…"),
    ],
)
def test_clean(octets: bytes, text: str) -> None:
    assert clean(octets) == text


def test_a_fold_keeps_little_and_counts_all() -> None:
    fold = Fold()
    for raw in raw_lines([("S", b"x" * 999 + b"\n")] * 1000):
        fold.add(raw, raw.octets)
    assert (fold.count, fold.octets) == (1000, 1_000_000)
    assert len(fold._kept) < 70_000
    assert fold.letter_text() == "… 1000 lines"
    assert fold.list_text().endswith(", …")


def test_the_user_of_plain_is_no_secret() -> None:
    assert user_of_plain(b"AGtlbgBzZWNyZXQ=\r\n") == "ken"
    assert [user_of_plain(octets) for octets in (b"", b"A", b"a2Vu", b"\xff\0*")] == [""] * 4
