from labkit import Lab
from labkit.lab.actions import actions_of


def test_a_pop3_device_gets_and_an_imap_device_syncs(lab: Lab) -> None:
    tablet, phone = actions_of(lab.tablet), actions_of(lab.phone)
    assert "get" in tablet
    assert "sync" not in tablet
    assert "sync" in phone
    assert "get" not in phone


def test_the_three_deletes_are_three_and_pop3_has_one_of_its_own(lab: Lab) -> None:
    assert {"mark", "trash", "expunge"} <= set(actions_of(lab.phone))
    assert "delete" in actions_of(lab.tablet)
    assert "expunge" not in actions_of(lab.tablet)
