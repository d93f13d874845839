import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.show import workbench
from labkit.texts import LANGUAGES, say


@pytest.fixture
def lab():
    lab = Lab()
    yield lab
    lab.close()


def test_every_page_opens_before_anything_has_happened(lab):
    bench = lab.show()
    for name in bench.pages:
        assert repr(bench.show(name))


def test_every_page_has_its_words_in_both_languages(lab):
    for name in workbench(lab, lab._world).pages:
        words = {say(language, f"workbench.page.{name}") for language in LANGUAGES}
        assert len(words) == 2


def test_a_page_is_opened_by_its_name(lab):
    assert lab.show("where").tabs.chosen == "where"
    with pytest.raises(Trouble, match="kitchen"):
        lab.show("kitchen")


def test_pictures_follow_what_happens(lab):
    bench = lab.show("where")
    assert say("en", "lab.no_letter", letter="A") in bench.show("where").twin_html()
    lab.aya.send()
    assert "Where is letter A now?" in repr(bench.show("where"))


def test_a_letter_and_a_conversation_can_be_chosen(lab):
    lab.aya.send()
    lab.aya.send()
    bench = lab.show("where")
    where = bench.show("where")
    where.choose("A")
    assert repr(where) == repr(lab.journey("A"))
    _, ladder = bench.show("happened").children
    ladder.choose(1)
    assert repr(ladder) == repr(lab.ladder(1))


def test_the_inside_of_a_letter_is_shown_as_a_holder_has_it(lab):
    lab.aya.send()
    lab.tablet.get()
    inside = lab.show("letter").show("letter")
    assert repr(inside) == repr(lab.message())
    inside.choose("A", "tablet")
    assert repr(inside) == repr(lab.message("A", where="tablet"))
    assert 'lab.message("A", where="tablet")' in inside._line.value.replace("&quot;", '"')
    assert ".labkit-message-card" in inside.twin_html()


def test_every_chart_can_be_chosen(lab):
    lab.aya.send()
    charts = lab.show("charts").show("charts")
    for _, kind in charts.menus[0].options:
        charts.choose(kind)
        assert repr(charts) == repr(lab.figure(kind or None))


def test_the_lab_changes_its_language_on_every_page(lab):
    lab.aya.send()
    bench = lab.show("happened")
    lab.language = "ja"
    assert repr(lab.film()) in repr(bench.show("happened"))
    assert bench.tabs.names[0][1] == say("ja", "workbench.page.devices")


def test_a_closed_lab_says_so_on_every_page_and_raises_nothing(lab):
    bench = lab.show()
    lab.close()
    for name in bench.pages[1:]:
        bench.tabs.chosen = name
        told = bench.status.text + "".join(getattr(view, "value", "") for view in inner(bench))
        assert say("en", "lab.closed")[:20] in told


def inner(bench):
    found = list(bench._page.children)
    for view in found:
        found += getattr(view, "children", ())
    return found


def test_the_clock_moves_with_the_lab(lab):
    bench = lab.show()
    lab.wait(minutes=15)
    assert "09:15" in bench._head.value


def test_starting_over_is_the_labs_reset(lab):
    lab.aya.send()
    bench = lab.show()
    bench.reset.click()
    assert lab._world.letters() == ()
    assert bench.status.text == say("en", "lab.was_reset")
