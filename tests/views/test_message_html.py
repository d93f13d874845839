"""HTML of a letter: what is kept, what is taken out and said so, and the frame it stands in."""

import builtins
from html.parser import HTMLParser

import pytest

from labkit.views.message_html import SafeHtml, safe
from tests.views.hostile_letters import INTO_HTML, INTO_TEXT


def made_safe(source: str) -> SafeHtml:
    found = safe(source)
    assert found is not None
    return found


def body(source: str) -> str:
    return made_safe(source).page.partition("<body>")[2].partition("</body>")[0]


def test_harmless_html_stays() -> None:
    kept = "<h1>Sale</h1><p><b>one</b> <em>two</em></p><ul><li>three</li></ul>"
    assert body(kept) == kept
    assert (made_safe(kept).pictures, made_safe(kept).taken, made_safe(kept).links) == (0, (), ())


def test_a_picture_inside_the_letter_is_shown_and_one_from_outside_is_not() -> None:
    inside = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    found = made_safe(f'<img src="{inside}"><img src="http://x.example/1.png"><img src=cid:1>')
    assert found.page.count(inside) == 1
    assert "x.example" not in found.page
    assert found.pictures == 2


def test_links_are_told_but_cannot_be_clicked() -> None:
    found = made_safe('<a href="http://evil.example/">your bank</a>')
    assert "href" not in found.page
    assert "your bank" in found.page
    assert found.links == ("http://evil.example/",)


def test_what_was_taken_out_is_counted() -> None:
    found = made_safe(
        "<script>1</script><script>2</script><p onclick=x>a</p>"
        "<form><input></form><iframe></iframe>"
    )
    assert dict(found.taken) == {"scripts": 2, "handlers": 1, "forms": 2, "frames": 1}


def test_the_page_may_load_and_run_nothing() -> None:
    policy = made_safe("x").page.partition('Policy" content="')[2].partition('"')[0]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values |= {value or "" for _, value in attrs}


@pytest.mark.parametrize("source", [*INTO_HTML.values(), *INTO_TEXT.values()])
def test_nothing_hostile_is_left(source: str) -> None:
    found = Elements(body(source))
    assert not found.tags & {
        "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "math",
        "meta", "base", "link", "video", "audio", "template", "noscript",
    }  # fmt: skip
    assert not {a for a in found.attributes if a.startswith("on")}
    assert not found.attributes & {"href", "action", "formaction", "srcdoc", "style", "id", "name"}
    assert "canary.example" not in "".join(found.values)


@pytest.mark.parametrize(
    "unit", ["<img ", "<img" + " " * 500, " onabc", "<div>", "<a href=x>", "<!--"]
)
def test_endless_html_takes_no_endless_time(unit: str) -> None:
    assert made_safe(unit * (100_000 // len(unit)))


def test_without_nh3_there_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: object) -> object:
        if name == "nh3":
            raise ImportError(name)
        return real(name, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    assert safe("<b>x</b>") is None
