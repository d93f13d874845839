import ipywidgets
import traitlets

from labkit.views.stack import Stack


class Card(ipywidgets.HTML):
    language = traitlets.Unicode("en")
    drawn = 0

    def refresh(self) -> None:
        self.drawn += 1

    def __repr__(self) -> str:
        return f"card in {self.language}"


def test_what_is_done_to_the_stack_is_done_to_each_view() -> None:
    cards = [Card(), Card()]
    stack = Stack(cards)
    stack.refresh()
    stack.language = "ja"
    assert [card.drawn for card in cards] == [1, 1]
    assert repr(stack) == "card in ja\ncard in ja"


def test_a_view_that_follows_by_itself_needs_no_refresh() -> None:
    Stack([ipywidgets.HTML()]).refresh()
