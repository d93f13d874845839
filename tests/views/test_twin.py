import ipywidgets
import pytest

from labkit.views.twin import HasTwin


class Words(HasTwin, ipywidgets.VBox):
    def twin_text(self) -> str:
        return "<what it shows>"


def test_the_bundle_holds_widget_html_and_text() -> None:
    bundle = Words()._repr_mimebundle_()
    assert bundle["text/plain"] == "<what it shows>"
    assert bundle["text/html"] == "<pre>&lt;what it shows&gt;</pre>"
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_repr_is_the_text_twin() -> None:
    assert repr(Words()) == "<what it shows>"


def test_a_view_must_say_its_twin() -> None:
    class Silent(HasTwin, ipywidgets.VBox):
        pass

    with pytest.raises(NotImplementedError):
        repr(Silent())
