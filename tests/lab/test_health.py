from labkit import Lab
from labkit.lab.health import check


def test_each_protocol_is_asked_for_its_greeting(lab: Lab) -> None:
    lights = check(lab._household.network, "en").lights
    assert [(light.protocol, light.port) for light in lights] == [
        ("SMTP", 587),
        ("POP3", 110),
        ("IMAP", 143),
    ]
    assert [light.greeting.split()[0] for light in lights] == ["220", "+OK", "*"]


def test_a_server_that_is_gone_is_a_light_that_is_out(lab: Lab) -> None:
    world = lab._household.world
    world.thread.run(world.network.close())
    assert [light.answers for light in check(world.network, "en").lights] == [False, False, False]
