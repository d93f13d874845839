"""A letter's HTML part, made harmless: cleaned by nh3, then shut into a frame that can do nothing.

Two walls, each enough by itself. nh3 (ammonia) parses as a browser does and keeps a short list of
tags; what it returns stands in ``<iframe sandbox="">``, which runs no script and has no origin,
under a content policy that loads nothing from anywhere. Links are taken off too: a click would
load a page inside the frame. Where they lead is told beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labkit.views.markup import clean

MAX_LINKS = 20
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_LOOK = (
    "body{font:14px/1.55 system-ui,sans-serif;color:#1b1f24;background:#fff;margin:12px;"
    "overflow-wrap:anywhere}img{max-width:100%}table{border-collapse:collapse}"
    "td,th{padding:2px 6px}a{color:#005a8e;text-decoration:underline}"
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
_SRC = re.compile(r"<(?:img|image|video|audio|source|input|body|td|table)\b[^<>]{0,2000}?"
                  r"\b(?:src|srcset|poster|background|href)\s*=", re.IGNORECASE)  # fmt: skip
# Counted for the reader; what is taken out is nh3's affair alone.
_TAKEN = {
    "scripts": re.compile(r"<script\b|\bjavascript:", re.IGNORECASE),
    "handlers": re.compile(r"[\s\"'/]on[a-z]{3,20}\s*=", re.IGNORECASE),
    "forms": re.compile(r"<(?:form|button|input|select|textarea)\b", re.IGNORECASE),
    "frames": re.compile(
        r"<(?:iframe|frame|frameset|object|embed|applet|svg|math|base|meta|link)\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """``page`` is a whole document for a frame's ``srcdoc``.

    ``pictures`` were not loaded; ``taken`` counts what else was taken out; ``links`` are where the
    letter's links wanted to lead.
    """

    page: str
    pictures: int
    taken: tuple[tuple[str, int], ...]
    links: tuple[str, ...]


def safe(source: str) -> SafeHtml | None:
    """Return *source* made harmless; None where nh3 is missing, and only text can be shown."""
    try:
        import nh3
    except ImportError:  # the browser edition: nh3 is no pure Python
        return None
    links: list[str] = []

    def kept(tag: str, name: str, value: str) -> str | None:
        if name in ("href", "cite"):
            if tag == "a" and len(links) < MAX_LINKS:
                links.append(value)
            return None
        if name == "src":
            return value if tag == "img" and _PICTURE.match(value) else None
        return value

    body = nh3.clean(
        source,
        url_schemes={"http", "https", "mailto", "data", "ftp", "tel"},
        attribute_filter=kept,
        link_rel=None,
    )
    shown = body.count('src="data:')
    pictures = max(0, len(_SRC.findall(source)) - shown)
    taken = ((what, len(found.findall(source))) for what, found in _TAKEN.items())
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_LOOK}</style></head><body>{clean(body)}</body></html>"
    )
    return SafeHtml(
        page, pictures, tuple((what, n) for what, n in taken if n), tuple(dict.fromkeys(links))
    )
