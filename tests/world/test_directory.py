import pytest

from labkit.mail.mailbox import Change
from labkit.mail.message import Message
from labkit.wire.clock import START
from labkit.world.directory import Directory
from labkit.world.scene import FUJI, KEN


@pytest.mark.parametrize("user", ["ken@fuji.example", "KEN@Fuji.Example", "ken"])
def test_ken_logs_in_with_his_address_or_just_his_name(user: str) -> None:
    account = Directory(FUJI).login(user, KEN.password)
    assert account is not None
    assert account.address == "ken@fuji.example"


@pytest.mark.parametrize(
    ("user", "password"),
    [
        ("ken@fuji.example", "wrong"),
        ("ken@fuji.example", ""),
        ("nobody@fuji.example", ""),
        ("ken@sakura.example", KEN.password),
        ("\ud800", "\ud800"),
    ],
)
def test_a_wrong_login_is_nobody(user: str, password: str) -> None:
    assert Directory(FUJI).login(user, password) is None


@pytest.mark.parametrize(
    "address",
    ["ken@fuji.example", "Ken@FUJI.example", "ken+shop@fuji.example", "ken@fuji.example."],
)
def test_ways_to_write_kens_address(address: str) -> None:
    account = Directory(FUJI).find(address)
    assert account is not None
    assert account.address == KEN.address


def test_who_has_a_mailbox_open_hears_that_it_was_emptied() -> None:
    directory = Directory(FUJI)
    account = directory.find(KEN.address)
    assert account is not None
    heard: list[Change] = []
    account.store.get("INBOX").listen(heard.append)
    directory.empty()
    assert [change.kind for change in heard] == ["removed"]
    account.store.get("INBOX").append(Message(b"", START))
    assert len(heard) == 1


def test_postmaster_is_always_there() -> None:
    assert Directory(FUJI).find("PostMaster@fuji.example") is not None


@pytest.mark.parametrize("address", ["nobody@fuji.example", "ken@sakura.example", "ken", ""])
def test_nobody_else_has_a_mailbox(address: str) -> None:
    assert Directory(FUJI).find(address) is None


def test_emptied_mailboxes_have_a_new_uidvalidity() -> None:
    directory = Directory(FUJI)
    ken = directory.find(KEN.address)
    assert ken is not None
    before = ken.store.get("INBOX").uid_validity
    directory.empty()
    assert ken.store.get("INBOX").uid_validity > before
