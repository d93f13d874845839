"""What a widget is where no widget can be: a text, and a plain piece of HTML.

A fresh clone, a static page and nbval see the twin, never the widget (ipywidgets' own
``text/plain`` names classes, which tells a reader nothing).
"""

from __future__ import annotations

from labkit.views.markup import el, html


class HasTwin:
    """Mix in before the widget class; say ``twin_text``, and better ``twin_html`` too."""

    def twin_text(self) -> str:
        """Return the view in words; its first line gives no result away."""
        raise NotImplementedError

    def twin_html(self) -> str:
        """Return the view as HTML that still reads well once styles and pictures are removed."""
        return html(el(None, "pre", self.twin_text()))

    def __repr__(self) -> str:
        return self.twin_text()

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        bundle = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        twins = {"text/html": self.twin_html(), "text/plain": self.twin_text()}
        return {**(bundle or {}), **twins}
