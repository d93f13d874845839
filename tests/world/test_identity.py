import pytest

from labkit.world.identity import (
    MAX_ID,
    MAX_LETTERS,
    Identity,
    letter_name,
    seed_of_environment,
)

AYA = "aya@sakura.example"


def test_the_same_seed_gives_the_same_letters_and_another_gives_others() -> None:
    one, same, other = Identity("7"), Identity("7"), Identity("8")
    assert one.new_letter(AYA) == same.new_letter(AYA) != other.new_letter(AYA)
    assert one.queue_id() == same.queue_id() != other.queue_id()


def test_letters_are_named_in_the_order_of_writing() -> None:
    identity = Identity("7")
    assert [identity.new_letter(AYA).letter for _ in range(3)] == ["A", "B", "C"]
    assert identity.letters == ("A", "B", "C")


def test_a_letter_from_elsewhere_gets_the_next_name_once() -> None:
    identity = Identity("7")
    first = identity.new_letter(AYA)
    assert identity.letter_of("<foreign@nowhere>") == "B"
    assert identity.letter_of("<foreign@nowhere>") == "B"
    assert identity.letter_of(first.message_id) == "A"


def test_the_next_topic_is_the_one_that_the_next_letter_gets() -> None:
    identity = Identity("7")
    for _ in range(30):
        expected = identity.next_topic
        assert identity.new_letter(AYA).topic == expected


def test_more_queue_ids_do_not_change_the_subjects() -> None:
    one, other = Identity("7"), Identity("7")
    for _ in range(10):
        other.queue_id()
    assert one.new_letter(AYA) == other.new_letter(AYA)


def test_message_ids_belong_to_the_senders_domain() -> None:
    assert Identity("7").new_letter(AYA).message_id.endswith("@sakura.example>")


def test_after_z_comes_aa() -> None:
    names = [letter_name(number) for number in range(26 * 27 + 1)]
    assert (names[25], names[26], names[-1]) == ("Z", "AA", "AAA")
    assert len(set(names)) == len(names)


def test_an_instructor_hands_out_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABKIT_SEED", "seat-12")
    assert seed_of_environment() == "seat-12"
    monkeypatch.delenv("LABKIT_SEED")
    assert seed_of_environment() == seed_of_environment() != ""


def test_letters_from_elsewhere_are_named_up_to_a_limit() -> None:
    identity = Identity("7")
    assert identity.letter_of("x" * (MAX_ID + 1)) == "?"
    for number in range(MAX_LETTERS):
        identity.letter_of(f"<{number}@nowhere>")
    assert identity.letter_of("<one@more>") == "?"
    assert identity.letter_of("<0@nowhere>") == "A"
    assert len(identity.letters) == MAX_LETTERS
    assert identity.new_letter(AYA).letter not in ("?", "A")


def test_error_mails_have_words_of_their_own_and_change_nothing_else() -> None:
    one, other = Identity("x"), Identity("x")
    tokens = [one.error_token() for _ in range(3)]
    assert len(set(tokens)) == 3
    assert one.queue_id() == other.queue_id()
    assert one.new_letter("aya@sakura.example") == other.new_letter("aya@sakura.example")
    assert other.error_token() == tokens[0]


def test_no_two_letters_wait_under_one_queue_id(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = Identity("7")
    drawn = iter([1, 1, 1, 2])
    monkeypatch.setattr(identity._queue_ids, "getrandbits", lambda _: next(drawn))
    assert [identity.queue_id(), identity.queue_id()] == ["0000001", "0000002"]
