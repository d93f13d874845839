"""Every thrown switch is a sentence, in both languages, and says what it was given."""

import pytest

from labkit.plots.faults import listed, sentence
from labkit.records import Fault
from labkit.texts import LANGUAGES, Language, tell

SENTENCES = {
    Fault("down", "mx.fuji.example"): "mx.fuji.example is down",
    Fault("busy", "mx.fuji.example"): "mx.fuji.example is busy and sends everybody away",
    Fault("greylist", "fuji.example", "5"): "fuji.example makes unknown senders wait 5 minutes",
    Fault("greylist", "fuji.example", "1"): "fuji.example makes unknown senders wait 1 minute",
    Fault(
        "size_limit", "fuji.example", "120000"
    ): "fuji.example refuses letters of more than 120,000 octets",
    Fault("disk_full", "fuji.example"): "fuji.example has no room left on its disk",
    Fault(
        "seen_on_retr", "fuji.example"
    ): "fuji.example marks letters as read when POP3 fetches them",
    Fault("expire", "fuji.example", "14"): "fuji.example removes letters after 14 days",
    Fault("expire", "fuji.example", "1"): "fuji.example removes letters after 1 day",
    Fault("full", "ken", "3 452"): "The mailbox of Ken is full at 3 letters (452)",
    Fault("full", "info", "1 552"): "The mailbox of info is full at 1 letter (552)",
    Fault("full", "boss", "3 552"): "The mailbox of the boss is full at 3 letters (552)",
    Fault("network", "laptop", "cafe"): "The laptop is in a café: port 25 is blocked",
    Fault("network", "pc", "offline"): "Aya's PC has no network",
    Fault("slow", "phone", "0.2"): "The phone has a slow line: 0.2 s longer each way",
    Fault("cut", "tablet", "QUIT"): "The tablet will lose its connection before it says QUIT",
    Fault(
        "cut", "tablet", "UID FETCH C"
    ): "The tablet will lose its connection before it says UID FETCH",
    Fault(
        "cut", "tablet", "+OK S"
    ): "The tablet will lose its connection before the server says +OK",
    Fault("cut", "tablet", "after_lines=3"): "The tablet will lose its connection after its line 3",
    Fault(
        "cut", "tablet", "after_lines=3 S"
    ): "The tablet will lose its connection after the server's line 3",
    Fault(
        "cut", "tablet", "after_octets=1000"
    ): "The tablet will lose its connection after its octet 1,000",
    Fault(
        "cut", "tablet", "after_octets=100 S"
    ): "The tablet will lose its connection after the server's octet 100",
}


@pytest.mark.parametrize(("fault", "words"), SENTENCES.items(), ids=str)
def test_a_thrown_switch_in_words(fault: Fault, words: str) -> None:
    assert tell("en", sentence(fault)) == words


@pytest.mark.parametrize("fault", SENTENCES, ids=str)
def test_in_japanese_nothing_that_was_given_is_left_out(fault: Fault) -> None:
    said = tell("ja", sentence(fault))
    english = tell("en", sentence(fault))
    given = [word for word in ("5", "14", "120,000", "552", "0.2", "QUIT") if word in english]
    assert all(word in said for word in given)
    assert all(word not in said for word in ("phone", "tablet", "laptop", "boss"))


def test_the_list_has_a_line_each() -> None:
    assert listed(tuple(SENTENCES)[:2], "en") == list(SENTENCES.values())[:2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_that_all_is_well(language: Language) -> None:
    [line] = listed((), language)
    assert line in (
        "All is well: no switch is thrown.",
        "すべて順調です。スイッチは1つも入っていません。",
    )
