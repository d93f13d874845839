"""How a device is set up: what is assigned is looked at, and told."""

from __future__ import annotations

import pytest

from labkit.agents.device import Device
from labkit.agents.settings import MAX_DAYS, Settings, days, way_of_sent, yes_or_no
from labkit.agents.trouble import Trouble
from labkit.records import Notice


@pytest.mark.parametrize(
    ("name", "value", "example"),
    [
        ("bodies", "False", "phone.bodies = False"),
        ("careful", 0, "phone.careful = False"),
        ("all_folders", None, "phone.all_folders = True"),
        ("leave_on_server", "no", "phone.leave_on_server = True"),
        ("keep_days", -1, "phone.keep_days = 14"),
        ("keep_days", "14", "phone.keep_days = 14"),
        ("keep_days", True, "phone.keep_days = 14"),
        ("keep_days", MAX_DAYS + 1, "phone.keep_days = 14"),
        ("sent", "Sent", 'phone.sent = "upload"'),
        ("sent", None, 'phone.sent = "upload"'),
        ("sent", ["none"], 'phone.sent = "upload"'),
    ],
)
def test_a_value_that_is_none_changes_nothing(
    phone: Device, name: str, value: object, example: str
) -> None:
    before = getattr(phone, name)
    with pytest.raises(Trouble) as caught:
        setattr(phone, name, value)
    assert caught.value.notice.key == "trouble.bad_setting"
    assert f"phone.{name} can't be {value!r}. It could be, for example: {example}. Nothing" in str(
        caught.value
    )
    assert getattr(phone, name) == before


def test_a_long_value_is_cut(phone: Device) -> None:
    with pytest.raises(Trouble) as caught:
        phone.sent = "x\r\n" * 10_000  # type: ignore[assignment]
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


def test_each_device_has_its_own(phone: Device, laptop: Device) -> None:
    phone.bodies, phone.sent, phone.keep_days = False, "local", 0
    assert (laptop.bodies, laptop.sent, laptop.keep_days) == (True, "none", None)
    assert (phone.bodies, phone.sent, phone.keep_days) == (False, "local", 0)
    phone.keep_days = None
    assert phone.keep_days is None


def test_values_are_read() -> None:
    assert (yes_or_no(True), days(None), days(3), way_of_sent("local")) == (True, None, 3, "local")


@pytest.mark.parametrize(
    ("settings", "keys"),
    [
        (Settings("POP3"), ["leaves"]),
        (Settings("POP3", keep_days=3), ["keeps_days"]),
        (Settings("POP3", keep_days=3, leave_on_server=False), ["asks_to_delete"]),
        (Settings("POP3", sent="local", careful=False), ["leaves", "sent_local"]),
        (Settings(), ["keeps_whole"]),
        (Settings(bodies=False, careful=False), ["keeps_headers", "careless"]),
        (Settings(keep_days=3, sent="upload"), ["keeps_whole", "sent_upload"]),
    ],
)
def test_only_what_counts_is_told(settings: Settings, keys: list[str]) -> None:
    assert [notice.key for notice in settings.told()] == [f"device.{key}" for key in keys]
    values = {"days": 3} if keys == ["keeps_days"] else {}
    assert settings.told()[0] == Notice(f"device.{keys[0]}", values)


def test_it_starts_again_with_another_protocol() -> None:
    settings = Settings(sent="upload", bodies=False)
    settings.start("POP3")
    assert settings == Settings("POP3")
