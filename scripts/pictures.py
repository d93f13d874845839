"""Draw the picture of the README, in both languages, from a lab that really runs.

    python scripts/pictures.py          writes docs/pictures/film-en.svg and film-ja.svg

Two letters; the laptop deletes one of them; each device finds out when it next asks.
"""

from __future__ import annotations

from pathlib import Path

from labkit import Lab
from labkit.texts import LANGUAGES, Language

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"


def film(language: Language) -> str:
    """Return the film strip of the README as an SVG document."""
    lab = Lab(seed="readme", language=language, keep=True)
    try:
        lab.aya.send()
        lab.tablet.get()
        lab.phone.sync()
        lab.laptop.sync()
        lab.laptop.expunge("A")
        # A picture is drawn for white paper, and a reader's page may be dark.
        return lab.film().svg.replace('style="', 'style="background:#fff;', 1) + "\n"
    finally:
        lab.close()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = FOLDER / f"film-{language}.svg"
        path.write_text(film(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
