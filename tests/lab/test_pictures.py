import pytest

from labkit import Lab


@pytest.mark.parametrize("language", ["en", "ja"])
def test_pictures_speak_the_language_of_the_lab(language: str) -> None:
    lab = Lab()
    lab.language = language
    lab.aya.send()
    for picture in (lab.journey("A"), lab.ladder("aya"), lab.film()):
        assert f'lang="{language}"' in picture.html
    lab.close()
