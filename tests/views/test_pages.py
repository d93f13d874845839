import ipywidgets

from labkit.views.pages import Pages


def pages() -> Pages:
    made = {"one": ipywidgets.HTML("1"), "two": ipywidgets.HTML("2")}
    return Pages(made, lambda name, is_open: f"close {name}" if is_open else name)


def test_one_page_is_open_at_a_time() -> None:
    book = pages()
    assert book.children == ()
    assert book.layout.display == "none"
    book.tabs["one"].click()
    book.tabs["two"].click()
    assert [part.value for part in book.children] == ["2"]
    assert [tab.description for tab in book.tabs.values()] == ["one", "close two"]


def test_the_same_button_closes_it_again() -> None:
    book = pages()
    book.tabs["one"].click()
    book.tabs["one"].click()
    assert book.children == ()
    book.turn_to("nowhere")
    assert book.page == ""


def test_closing_forgets_the_pages_that_are_not_shown() -> None:
    book = pages()
    book.close()
    assert book.pages["two"].comm is None
    assert book.tabs["one"].comm is None
