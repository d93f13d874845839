"""The hostile bytes are what they say: enough, the same each time, and cut."""

from tests.hostile import ATTACKS, attacks

GOOD = [b"USER a\r\nPASS b\r\nQUIT\r\n", b"A1 NOOP\r\nA2 LOGOUT\r\n"]


def test_as_many_octets_as_asked_and_the_same_ones_again() -> None:
    first = list(attacks(GOOD, 300_000))
    assert sum(map(len, map(b"".join, first))) >= 300_000
    assert first == list(attacks(GOOD, 300_000))
    assert first != list(attacks(GOOD, 300_000, seed=2))


def test_every_kind_of_attack_comes_and_many_chunks() -> None:
    seen = list(attacks(GOOD, 300_000))
    assert len(seen) > 2 * len(ATTACKS)
    assert all(all(chunks) for chunks in seen)
    assert max(map(len, seen)) > 50
