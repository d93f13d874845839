"""The desk and the clock in a real browser: every action, the keyboard alone, little room."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from labkit.texts import Language, say
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., NotebookPage]

DESK = """
from labkit import Lab
lab = Lab(language=LANGUAGE)
lab.aya.send(); lab.aya.send(); lab.aya.send()
lab.phone.sync(); lab.tablet.get(); lab.laptop.sync()
lab.desk()
"""
CLOCK = """
from labkit import Lab
lab = Lab(language=LANGUAGE)
lab.faults.down("mx.fuji.example"); lab.aya.send()
lab.clock()
"""


def show(book: NotebookPage, source: str, language: Language) -> Locator:
    text = source.replace("LANGUAGE", repr(language))
    book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", text)
    output = book.cell(text.strip().splitlines()[-1])
    book.command("notebook:run-cell")
    view = output.locator(".labkit").first
    expect(view.get_by_role("heading").first).to_be_visible(timeout=20_000)
    return view


class Device:
    """One device of the desk, by the words that its buttons have in *language*."""

    def __init__(self, desk: Locator, title: str, language: Language) -> None:
        heading = desk.page.get_by_role("heading", name=title, exact=True)
        self.panel = desk.locator(".labkit-holder").filter(has=heading)
        self.script = desk.locator(".labkit-script pre")
        self.language = language

    def button(self, key: str, **values: object) -> Locator:
        name = say(self.language, key, **values)
        return self.panel.get_by_role("button", name=name, exact=True)

    def press(self, key: str, line: str = "", **values: object) -> None:
        """Press a button; if it does something, its *line* of Python is the last one."""
        button = self.button(key, **values)
        expect(button).not_to_have_class(re.compile("labkit-busy"))  # a double click is dropped
        button.click()
        if line:
            self.said(line)

    def choose(self, field: str, value: str, line: str) -> None:
        label = say(self.language, f"desk.field.{field}")
        self.panel.get_by_role("combobox", name=label).select_option(label=value)
        self.said(line)

    def fill(self, field: str, text: str) -> None:
        label = say(self.language, f"desk.field.{field}")
        self.panel.get_by_role("textbox", name=label, exact=True).fill(text)

    def said(self, line: str) -> None:
        expect(self.script).to_contain_text(line)
        expect(self.panel.locator(".labkit-twin code")).to_have_text(line)


def test_every_action_on_letters_by_mouse(notebook: Open) -> None:
    book = notebook(height=1800)
    desk = show(book, DESK, "en")
    phone = Device(desk, "Ken's phone", "en")
    phone.press("panel.sync", "lab.phone.sync()")
    phone.press("panel.open", 'lab.phone.open("A")', letter="A")
    phone.press("desk.tab.delete", letter="A")
    phone.press("panel.mark", 'lab.phone.mark("A")', letter="A")
    phone.press("panel.unmark", 'lab.phone.unmark("A")', letter="A")
    phone.press("panel.delete", letter="A")
    expect(phone.panel.get_by_role("status")).to_contain_text("There is no copy here to delete")
    phone.press("panel.trash", 'lab.phone.trash("A")', letter="A")
    expect(desk.locator(".labkit-compare")).to_contain_text(
        "The laptop shows A where it was; on the server it is in Trash."
    )
    phone.press("panel.open", 'lab.phone.open("B")', letter="B")
    phone.press("desk.tab.move", letter="B")
    folder = phone.panel.get_by_role("combobox", name="To the folder")
    folder.select_option(label="a new folder …")
    phone.fill("new_folder", "Trips")
    phone.press(
        "panel.move", 'lab.phone.make_folder("Trips"); lab.phone.move("B", "Trips")', letter="B"
    )
    phone.press("panel.open", 'lab.phone.open("C")', letter="C")
    phone.press("desk.tab.answer", letter="C")
    phone.fill("answer", "Gladly")
    phone.press("panel.answer", 'lab.phone.answer("C", "Gladly")', letter="C")
    phone.fill("forward", "mika@fuji.example")
    phone.press("panel.forward", 'lab.phone.forward("C", "mika@fuji.example")', letter="C")
    phone.press("desk.tab.keep", letter="C")
    phone.press("panel.export", 'lab.phone.export("C")', letter="C")
    phone.press("desk.tab.delete", letter="C")
    book.shot("desk-mouse")
    phone.press("panel.expunge", 'lab.phone.expunge("C")', letter="C")
    expect(desk.locator(".labkit-compare")).to_contain_text(
        "The tablet has C, the server no longer does."
    )
    tablet = Device(desk, "Ken's tablet", "en")
    tablet.press("panel.open", 'lab.tablet.open("C")', letter="C")
    tablet.press("desk.tab.delete", letter="C")
    tablet.press("panel.delete", 'lab.tablet.delete("C")', letter="C")


def test_every_action_on_devices_by_mouse(notebook: Open) -> None:
    book = notebook(height=1800)
    desk = show(book, DESK, "en")
    laptop = Device(desk, "Ken's laptop", "en")
    laptop.press("panel.go_offline", "lab.laptop.go_offline()")
    expect(laptop.button("panel.sync")).to_have_accessible_description("Offline: plug it in first.")
    laptop.press("panel.sync")
    expect(laptop.panel.get_by_role("status")).to_contain_text("Offline: plug it in first.")
    laptop.press("panel.go_online", "lab.laptop.go_online()")
    laptop.press("desk.page.settings")
    laptop.choose("bodies", "headers only", "lab.laptop.bodies = False")
    laptop.choose("sent", "upload it to Sent", 'lab.laptop.sent = "upload"')
    laptop.choose("all_folders", "all folders", "lab.laptop.all_folders = True")
    laptop.choose("careful", "go on with the old numbers", "lab.laptop.careful = False")
    laptop.choose("looks", "wait on an open line (IDLE)", "lab.laptop.idle()")
    book.shot("desk-settings")
    laptop.press("desk.page.write")
    laptop.fill("subject", "from the laptop")
    laptop.press("desk.letter.save_draft", 'lab.laptop.save_draft(subject="from the laptop")')
    laptop.press("desk.letter.send", 'lab.laptop.send(subject="from the laptop")')
    laptop.press("desk.page.others")
    laptop.press("desk.other.forget", "lab.laptop.forget()")
    tablet = Device(desk, "Ken's tablet", "en")
    tablet.press("panel.get", "lab.tablet.get()")
    tablet.press("desk.page.others")
    tablet.press("desk.other.get_delete", "lab.tablet.get(delete=True)")
    tablet.press("desk.other.connect", "lab.tablet.connect()")
    tablet.press("desk.other.disconnect", "lab.tablet.disconnect()")
    tablet.press("desk.page.settings")
    tablet.choose(
        "leave",
        "ask to delete, days later: 7",
        "lab.tablet.leave_on_server = True; lab.tablet.keep_days = 7",
    )
    tablet.choose("protocol", "IMAP: sync", 'lab.tablet.use("IMAP")')
    expect(tablet.button("panel.sync")).to_be_visible()
    tablet.press("desk.page.others")
    tablet.press("desk.other.lose", "lab.tablet.lose()")
    tablet.press("desk.other.replace", "lab.tablet.replace()")


def test_the_keyboard_alone_is_never_thrown_out(notebook: Open) -> None:
    book = notebook(height=1200)
    desk = show(book, DESK, "en")
    keys, focused = book.page.keyboard, desk.locator(":focus")
    phone = Device(desk, "Ken's phone", "en")
    book.command("notebook:enter-command-mode")
    keys.press("Escape")

    def walk_to(button: Locator) -> None:
        expect(button).to_be_visible()
        for _ in range(20):
            keys.press("Tab")
            if button.evaluate("it => it === document.activeElement"):
                return
        raise AssertionError("twenty tabs did not lead there")

    walk_to(phone.button("panel.sync"))
    keys.press("Enter")
    phone.said("lab.phone.sync()")
    walk_to(phone.button("panel.open", letter="B"))
    keys.press("Space")
    expect(focused).to_have_text("Close B")
    walk_to(phone.button("desk.tab.delete", letter="B"))
    keys.press("Space")
    expect(focused).to_have_text("Delete B …")
    walk_to(phone.button("panel.mark", letter="B"))
    keys.press("Space")
    phone.said('lab.phone.mark("B")')
    walk_to(phone.button("panel.expunge", letter="B"))
    keys.press("Enter")
    phone.said('lab.phone.expunge("B")')
    expect(focused).to_have_text("Open C")
    walk_to(phone.button("panel.go_offline"))
    keys.press("Enter")
    expect(focused).to_have_text("Plug it in")
    book.shot("desk-keyboard")


@pytest.mark.parametrize(("language", "theme"), [("ja", "Dark")], ids=["ja-dark"])
def test_on_a_narrow_screen_nothing_overlaps(
    notebook: Open, language: Language, theme: str
) -> None:
    book = notebook(app="notebook", language=language, theme=theme, width=390, height=844)
    desk = show(book, DESK, language)
    phone = Device(desk, "Ken's phone" if language == "en" else "ケンのスマホ", language)
    phone.press("panel.open", letter="A")
    phone.press("desk.tab.delete", letter="A")
    expect(phone.button("panel.expunge", letter="A")).to_be_visible()
    phone.press("desk.page.settings")
    assert desk.evaluate("view => view.scrollWidth <= view.clientWidth + 1")
    assert book.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    boxes = [each.bounding_box() for each in phone.panel.get_by_role("button").all()]
    seen = [box for box in boxes if box]
    for place, one in enumerate(seen):
        assert one["width"] <= 352
        for other in seen[place + 1 :]:
            apart_x = (
                one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            )
            apart_y = (
                one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            )
            assert apart_x or apart_y
    book.shot("desk")


def test_the_clock_by_keyboard_and_in_another_language(notebook: Open) -> None:
    book = notebook()
    clock = show(book, CLOCK, "en")
    focused = clock.locator(":focus")
    keys = book.page.keyboard
    for name, line in (
        ("1 minute", "lab.wait(minutes=1)"),
        ("15 minutes", "lab.wait(minutes=15)"),
        ("Pause all", "lab.hold()"),
        ("Next step", "lab.step()"),
        ("Let them go on", "lab.release()"),
        ("Try A again now", 'lab.retry("A")'),
    ):
        clock.get_by_role("button", name=name, exact=True).focus()
        keys.press("Space")
        expect(clock.locator(".labkit-twin code")).to_have_text(line)
        expect(focused).to_have_text(name)
    clock.get_by_role("button", name="until the next try").click()
    expect(clock.get_by_role("status")).to_contain_text("Tried again, and still waiting: A")
    book.shot("clock")
    clock.get_by_role("button", name="Give A up").click()
    expect(clock).to_contain_text("No letter waits")
