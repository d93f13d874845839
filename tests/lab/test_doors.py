from labkit.lab.doors import DOORS, door_of


def test_every_host_is_found_by_its_name() -> None:
    assert [door_of(door.host) for door in DOORS] == list(DOORS)


def test_a_role_is_a_door_too() -> None:
    assert door_of("submission") == ("SMTP", "smtp.sakura.example", 587)
    assert door_of("nowhere") is None
