import pytest

from labkit.texts import Language
from labkit.views.health import HealthCheck, Light

WELL = [
    Light("SMTP", "smtp.sakura.example", 587, "220 hello", True),
    Light("POP3", "pop.fuji.example", 110, "+OK hello", True),
    Light("IMAP", "imap.fuji.example", 143, "* OK hello", True),
]
ILL = [*WELL[:2], WELL[2]._replace(answers=False, greeting="")]


def test_three_lights_in_words() -> None:
    assert repr(HealthCheck(WELL)).splitlines() == [
        "Health check",
        "  SMTP answers: smtp.sakura.example, port 587 (carries letters)",
        "  POP3 answers: pop.fuji.example, port 110 (fetches copies from the mailbox)",
        "  IMAP answers: imap.fuji.example, port 143 (looks into the mailbox)",
        "All three are ready.",
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_silent_server_is_seen_without_colour(language: Language) -> None:
    well, ill = (HealthCheck(lights, language) for lights in (WELL, ILL))
    assert repr(well) != repr(ill)
    assert well._repr_html_().count("M7 12.5") == 3
    assert ill._repr_html_().count("M8 8 L16 16") == 1


def test_a_hostile_host_stays_text() -> None:
    light = WELL[0]._replace(host="<b>")
    assert "<b>" not in HealthCheck([light])._repr_html_()
