"""Each recipient's outcome: one letter may be delivered, refused and waiting at once."""

from labkit.plots.journey_takers import height, state_of, told_of
from tests.plots.journey_scenes import MANY, SEVERAL
from tests.plots.scenes import SENT, picture, words


def test_one_recipient_needs_no_list() -> None:
    assert height(SENT) == 0
    assert "What became of it for each recipient" not in words(picture("journey-sent", "en"))


def test_each_has_a_word_of_its_own() -> None:
    assert [state_of(taker, "en") for taker in SEVERAL.takers] == [
        "delivered",
        "refused",
        "waiting",
    ]
    assert [state_of(taker, "ja") for taker in SEVERAL.takers] == [
        "届いた",
        "受け取り拒否",
        "送信待ち",
    ]


def test_replies_stand_in_full_and_a_wait_has_its_end() -> None:
    shown = words(picture("journey-several", "en"))
    assert "550 5.1.1 nobody here is called nobody" in shown
    assert told_of(SEVERAL.takers[2], "en") == [
        "452 4.2.2 this mailbox is full; try again later",
        "next: 09:15:02",
    ]


def test_six_are_drawn_and_how_many_more_there_are_is_said() -> None:
    shown = words(picture("journey-many", "ja"))
    assert "…ほかに3人：表を見てください" in shown
    assert height(MANY) > height(SEVERAL)


def test_a_long_address_keeps_its_domain() -> None:
    assert {"someone.with.a.long.name.0", "@fuji.example"} <= set(
        words(picture("journey-many", "en"))
    )
