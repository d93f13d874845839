"""What is announced where; that it works is what all the other tests show."""

from __future__ import annotations

from labkit.protocols.imap import capabilities as module
from labkit.protocols.imap.capabilities import CAPABILITIES, Capability, capabilities, enabled_by
from labkit.protocols.imap.states import ImapState


def test_before_login_it_says_how_to_log_in() -> None:
    before = capabilities(ImapState.NOT_AUTHENTICATED).split()
    after = capabilities(ImapState.SELECTED).split()
    assert {"AUTH=PLAIN", "SASL-IR"} <= set(before)
    assert not {"AUTH=PLAIN", "SASL-IR"} & set(after)
    assert before[0] == after[0] == "IMAP4rev1"


def test_everything_of_the_base_is_announced() -> None:
    names = " ".join(row.name for row in CAPABILITIES)
    for name in ("IMAP4rev1", "LITERAL+", "IDLE", "UIDPLUS", "MOVE", "UNSELECT", "CHILDREN"):
        assert name in names
    for name in ("SASL-IR", "AUTH=PLAIN", "NAMESPACE", "ID", "ENABLE", "SPECIAL-USE"):
        assert name in names


def test_of_quotas_it_can_tell_how_many_letters_and_set_none() -> None:
    """RFC 9208 sections 3.1.1 and 4.1.3; and nothing of it to strangers, section 8."""
    after = capabilities(ImapState.AUTHENTICATED).split()
    assert [name for name in after if "QUOTA" in name] == ["QUOTA", "QUOTA=RES-MESSAGE"]
    assert "QUOTA" not in capabilities(ImapState.NOT_AUTHENTICATED)


def test_only_some_can_be_enabled(monkeypatch) -> None:
    assert enabled_by("IDLE") is None
    row = Capability("CONDSTORE", 7162, enable=True)
    monkeypatch.setattr(module, "CAPABILITIES", (*CAPABILITIES, row))
    assert enabled_by("condstore") == "CONDSTORE"
