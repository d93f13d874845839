"""The roads: colour doubled by dash and heads; thin until something went along them."""

from labkit.plots.journey_routes import arrow, bottom
from labkit.plots.palette import PROTOCOLS
from labkit.plots.svg import canvas
from tests.plots.scenes import FETCHED, SENT, picture, tree, words


def roads(name: str, stroke: str) -> list[tuple[str | None, str | None]]:
    found = tree(picture(name, "en")).iter("path")
    return [
        (node.get("stroke-width"), node.get("stroke-dasharray"))
        for node in found
        if node.get("stroke") == stroke and node.get("fill") == "none"
    ]


def test_nothing_seems_fetched_before_it_is() -> None:
    assert roads("journey-sent", PROTOCOLS["IMAP"].stroke) == [("1.25", None)] * 2
    assert roads("journey-sent", PROTOCOLS["POP3"].stroke) == [("1.25", "10 5")]
    assert "thin: not used yet" in words(picture("journey-sent", "en"))


def test_what_was_fetched_is_thick() -> None:
    assert roads("journey-fetched", PROTOCOLS["IMAP"].stroke) == [("3", None)] * 2
    assert roads("journey-fetched", PROTOCOLS["POP3"].stroke) == [("3", "10 5")]
    assert "thin: not used yet" not in words(picture("journey-fetched", "en"))


def test_smtp_roads_are_named_by_their_real_port() -> None:
    shown = words(picture("journey-written", "ja"))
    assert {"SMTP", "587", "25", "保存"} <= set(shown)
    assert roads("journey-written", PROTOCOLS["SMTP"].stroke) == [("1.25", None)] * 2
    assert roads("journey-sent", PROTOCOLS["SMTP"].stroke) == [("3", None)] * 2


def test_imap_has_two_heads_the_others_one() -> None:
    for protocol, heads in (("SMTP", 1), ("POP3", 1), ("IMAP", 2)):
        svg = canvas(100, 100, "t", "d", "en")
        arrow(svg, (0, 0), (50, 50), PROTOCOLS[protocol], used=True)  # type: ignore[index]
        assert (svg[-1].get("d") or "").count("z") == heads


def test_devices_say_what_they_hold() -> None:
    assert {"shows a view", "shows the header", "holds a COPY"} <= set(
        words(picture("journey-fetched", "en"))
    )
    assert {"asleep", "has nothing yet"} <= set(words(picture("journey-sent", "en")))


def test_the_cards_end_above_the_postmarks() -> None:
    assert bottom(SENT) == bottom(FETCHED) > 250


def test_a_lost_device_is_no_sleeping_one_and_one_without_a_network_keeps_what_it_has() -> None:
    shown = words(picture("journey-devices", "en"))
    assert {"lost", "shows a view", "holds a COPY"} <= set(shown)
    assert "asleep" not in shown


def test_a_road_was_used_where_the_letter_waits_before_it_for_somebody_else() -> None:
    stores = [
        node.get("stroke-dasharray")
        for node in tree(picture("journey-several", "en")).iter("path")
        if node.get("stroke-dasharray") in ("0.1 6", "1.5 4.5")
    ]
    assert stores == ["0.1 6"]
