from labkit.views.tabs import Tabs


def test_pages_are_named_anew_in_another_language_and_the_chosen_one_stays() -> None:
    pages = Tabs(chosen="two")
    pages.say([("one", "One"), ("two", "Two")], "The lab", "en")
    pages.say([("one", "一"), ("two", "二")], "ラボ", "ja")
    assert pages.names == [["one", "一"], ["two", "二"]]
    assert (pages.chosen, pages.label, pages.language) == ("two", "ラボ", "ja")
    assert repr(pages) == "一 · 二"
