"""What axe-core finds in a part of a page that keyboards or screen readers could not use."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Ours is what a cell shows: the application around it has findings of its own.
GRAVE = ("serious", "critical")


def grave(page: Page, within: str = ".jp-OutputArea") -> list[str]:
    """Return each serious or critical finding in *within* as a line of text."""
    found = Axe().run(page, context=within, options={"resultTypes": ["violations"]})
    return [
        f"{finding['id']} ({finding['impact']}): {node['html'][:200]}"
        for finding in found.response["violations"]
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]
