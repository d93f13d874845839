import threading

from labkit.lab.shown import Shown


class Card:
    language = "en"
    told = 0


def test_a_view_on_display_is_brought_up_to_date_after_a_change() -> None:
    shown, card = Shown(), Card()

    def refresh(card: Card) -> None:
        card.told += 1

    assert shown.add(card, refresh) is card
    shown.refresh()
    shown.forget()
    assert card.told == 1


def test_a_view_may_drop_what_it_said_before_a_reset() -> None:
    shown, card = Shown(), Card()

    def forget(card: Card) -> None:
        card.told = 99

    shown.add(card, forget=forget)
    shown.refresh()
    assert card.told == 0
    shown.forget()
    assert card.told == 99


def test_all_views_change_their_language_together() -> None:
    shown, cards = Shown(), [Card(), Card()]
    for card in cards:
        shown.add(card)
    shown.speak("ja")
    assert [card.language for card in cards] == ["ja", "ja"]


def test_a_view_that_nobody_holds_any_more_is_forgotten() -> None:
    shown = Shown()
    told: list[Card] = []
    shown.add(Card(), told.append)
    shown.refresh()
    assert told == []


def test_two_threads_refresh_one_after_the_other() -> None:
    shown, card = Shown(), Card()
    order: list[str] = []

    def refresh(card: Card) -> None:
        order.append("begins")
        if len(order) == 1:
            other.start()
            started.wait(5)
        order.append("ends")

    started = threading.Event()
    other = threading.Thread(target=lambda: (started.set(), shown.refresh()))
    shown.add(card, refresh)
    shown.refresh()
    other.join(5)
    assert order == ["begins", "ends", "begins", "ends"]
