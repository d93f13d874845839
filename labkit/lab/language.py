"""Which language the lab speaks: ``LABKIT_LANG``, else the notebook's own folder, else English."""

from __future__ import annotations

import os
from pathlib import Path

from labkit.agents.trouble import Trouble, reply_text
from labkit.records import Notice
from labkit.texts import LANGUAGES, Language


def language_here() -> Language:
    """Return the language for this process.

    Notebooks lie in ``notebooks/en`` and ``notebooks/ja``, and Jupyter starts a kernel in its
    notebook's folder: so both editions have the same code cells.
    """
    return checked(os.environ.get("LABKIT_LANG") or Path.cwd().name, default="en")


def checked(language: str, default: Language | None = None) -> Language:
    """Return *language* if the lab speaks it, else *default*; raise Trouble without one."""
    if language in LANGUAGES:
        return language
    if default is None:
        notice = Notice("lab.no_language", {"language": reply_text(language)})
        raise Trouble(notice, language_here())
    return default
