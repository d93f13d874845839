from labkit.protocols.imap.knowledge import Knowledge
from labkit.texts import tell


def told(knowledge: Knowledge) -> list[str]:
    return [tell("en", notice) for notice in knowledge.notices()]


def opened() -> Knowledge:
    knowledge = Knowledge()
    knowledge.untagged("* 3 EXISTS", "SELECT")
    knowledge.untagged("* OK [UIDVALIDITY 7] fine", "SELECT")
    knowledge.ended("SELECT", "INBOX", "OK")
    return knowledge


def test_a_mailbox_is_known_once_it_is_open() -> None:
    knowledge = Knowledge()
    knowledge.untagged("* 3 EXISTS", "SELECT")
    assert told(knowledge) == []
    assert told(opened()) == ["selected=INBOX", "UIDVALIDITY=7", "letters: 3"]


def test_a_select_that_fails_leaves_nothing_selected() -> None:
    # RFC 3501 section 6.3.1; BAD means that it was never tried.
    knowledge = opened()
    knowledge.ended("SELECT", "x", "BAD")
    assert told(knowledge)[0] == "selected=INBOX"
    knowledge.ended("EXAMINE", "x", "NO")
    assert told(knowledge) == []


def test_other_refusals_change_nothing() -> None:
    knowledge = opened()
    before = told(knowledge)
    for verb in ("STORE", "EXPUNGE", "CLOSE", "LOGOUT"):
        knowledge.ended(verb, "1 +FLAGS (\\Seen)", "NO")
    assert told(knowledge) == before


def test_letters_come_and_go_and_the_last_changes_are_shown() -> None:
    knowledge = opened()
    knowledge.untagged("* 4 EXISTS", "NOOP")
    knowledge.untagged("* 1 EXPUNGE", "")
    for number in range(1, 6):
        knowledge.ended("UID STORE", f"{number} -FLAGS.SILENT (\\Seen)", "OK")
    assert told(knowledge)[2:] == ["letters: 3", *[rf"letter UID {n}: -\Seen" for n in (3, 4, 5)]]
    knowledge.ended("CLOSE", "", "OK")
    assert told(knowledge) == []


def test_who_deletes_the_mailbox_that_is_open_has_none_open() -> None:
    knowledge = Knowledge()
    knowledge.ended("SELECT", '"Old letters"', "OK")
    knowledge.ended("DELETE", "Junk", "OK")
    knowledge.ended("DELETE", '"Old letters"', "NO")
    assert told(knowledge) == ["selected=Old letters"]
    knowledge.ended("DELETE", '"Old letters"', "OK")
    assert told(knowledge) == []


def test_names_are_shown_as_people_read_them() -> None:
    for argument, name in [('"&Tgtm+DBN-"', "下書き"), ("&x", "&x"), ("Work", "Work")]:
        knowledge = Knowledge()
        knowledge.ended("EXAMINE", argument, "OK")
        assert told(knowledge) == [f"selected={name}, read only"]
