import pytest

from labkit.texts import Language
from labkit.views.holder import (
    device_title,
    holder_table,
    holder_text,
    main_action,
    person,
    render_head,
    render_mailbox_head,
)
from tests.views.rows import device, row


def test_names_in_both_languages() -> None:
    assert device_title(device("phone"), "en") == "Ken's phone"
    assert device_title(device("tablet"), "ja") == "ケンのタブレット"
    assert device_title(device("<toaster>"), "en") == "Ken's <toaster>"
    assert person("Stranger", "ja") == "Stranger"


def test_pop3_gets_and_imap_syncs() -> None:
    assert main_action(device(protocol="POP3")) == "get"
    assert main_action(device(protocol="IMAP")) == "sync"


def test_the_head_says_online_and_last_contact_in_words() -> None:
    written = render_head(device(letters=(row(),)), "en")
    assert ">online<" in written
    assert "last contact Mon 09:00:05" in written
    assert ">offline<" in render_head(device(online=False), "en")
    assert "<circle" in written
    assert "<circle" not in render_head(device(online=False), "en")


def test_a_strange_device_name_stays_text() -> None:
    assert "<toaster>" not in render_head(device("<toaster>"), "en")


def test_the_mailbox_names_its_two_doors() -> None:
    assert "POP3 110" in render_mailbox_head("ken", "en")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_twins_hold_every_letter(language: Language) -> None:
    rows = (row("A"), row("B"))
    for twin in (holder_text("t", rows, language), holder_table("t", rows, language)):
        assert "A: trains" in twin
        assert "B: trains" in twin


def test_twins_of_nothing_say_so() -> None:
    assert holder_text("t", (), "en") == "t\n  no letters"
    assert "no letters" in holder_table("t", (), "en")
