from collections.abc import Sequence

import ipywidgets

from labkit.texts import Language, say
from labkit.views.view import View


class Title(View):
    def __init__(self, language: Language) -> None:
        self.built = 0
        super().__init__(language)

    def build(self) -> Sequence[ipywidgets.Widget]:
        self.built += 1
        inner = ipywidgets.HTML(say(self._language, "health.title"))
        return [ipywidgets.VBox([inner])]

    def twin_text(self) -> str:
        return say(self._language, "health.title")


def test_a_view_is_built_once_in_its_language() -> None:
    title = Title("ja")
    assert title.built == 1
    assert title.children[0].children[0].value == say("ja", "health.title")


def test_another_language_builds_it_anew_and_closes_the_old_parts() -> None:
    title = Title("en")
    box = title.children[0]
    inner = box.children[0]
    title.language = "ja"
    assert title.children[0].children[0].value == say("ja", "health.title")
    assert inner.comm is None
    assert box.comm is None
    assert repr(title) == say("ja", "health.title")
