"""docs/reference.md names all that a notebook may use, nothing else, and its examples run."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from labkit import Lab

# What the lab itself calls, as time passes or a switch is thrown.
OF_THE_LAB = {"hear", "look_for_mail", "plug_in", "hang_up"}
PAGE = (Path(__file__).parent.parent / "docs/reference.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| `([^`]+)` \|$", re.MULTILINE)


def section(title: str) -> dict[str, str]:
    """Return the names of a section with their examples."""
    [text] = re.findall(rf"^## {title}.*?$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return dict(ROW.findall(text))


def public(thing: object) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    lab = Lab(language="en")
    yield lab
    lab.close()


def test_nothing_is_missing_and_nothing_made_up(lab):
    assert set(section("The lab")) == public(lab)
    device = {name for title in ("Every device", "By IMAP", "By POP3") for name in section(title)}
    for each in (lab.aya, lab.phone, lab.laptop, lab.tablet):
        assert device == public(each) - OF_THE_LAB
    assert set(section("The switchboard")) == public(lab.faults)
    with lab.talk("smtp") as talk:
        assert set(section("A conversation by hand")) == public(talk)
    others = public(lab.program) | public(lab.crow)
    assert set(section("The program and the crow")) == others


@pytest.mark.slow
def test_pictures_offer_what_the_page_says(lab):
    lab.aya.send()
    only_figure = {"figure", "png"}
    named = set(section("A picture"))
    for picture in (lab.film(), lab.ladder(), lab.journey()):
        assert named - only_figure == public(picture)
    assert named == public(lab.figure())


@pytest.mark.slow
@pytest.mark.parametrize(
    "title",
    [
        *("The lab", "Every device", "By IMAP", "By POP3"),
        *("The switchboard", "A conversation by hand", "The program and the crow", "A picture"),
    ],
)
def test_the_examples_run(title):
    [start] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(start, names)
    lab = names["lab"]
    assert isinstance(lab, Lab)
    try:
        for name, example in section(title).items():
            # Each finds letter A where its name expects it, whatever the one before has done.
            lab.reset()
            lab.aya.send()
            lab.phone.sync()
            lab.tablet.get()
            assert re.search(rf"\b{name}\b", example)
            exec(example, names)
    finally:
        lab.close()
