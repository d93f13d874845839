import ast
import re
from datetime import UTC, datetime

import pytest

from labkit.records import Notice
from labkit.texts import Language, say
from labkit.views.pieces import Status, chrome, code_line, lab_time, quoted, stylesheet, table


@pytest.mark.parametrize("text", ["", 'say "hi"', "a\nb", "back\\slash", "件名 é 😀", "\x07\ud800"])
def test_a_quoted_text_is_the_same_text_in_python(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text


def test_every_rule_of_the_style_sheet_is_about_our_own_classes() -> None:
    css = re.sub(r"/\*.*?\*/", "", stylesheet("board", "compose", "holders"), flags=re.DOTALL)
    selectors = [part.strip() for part in re.findall(r"([^{}]+)\{", css)]
    ours = [s for s in selectors if not s.startswith("@")]
    assert len(ours) > 40
    assert all("labkit" in one for rule in ours for one in rule.split(","))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_lost_kernel_note_is_there_from_the_start(language: Language) -> None:
    assert say(language, "view.lost") in chrome(language).value


def test_the_status_line_is_a_live_region_and_escapes() -> None:
    status = Status("en")
    status.kind(Notice("view.bug", {"error": "<b>"}))
    assert 'role="status"' in status.value
    assert "&lt;b&gt;" in status.value
    assert "labkit-kind" in status.value
    status.clear()
    assert status.text == ""


def test_lab_time() -> None:
    monday = datetime(2026, 4, 6, 9, 0, 5, tzinfo=UTC)
    assert lab_time(monday, "en") == "Mon 09:00:05"
    assert lab_time(monday, "ja") == "月 09:00:05"


def test_tables_and_code_escape() -> None:
    two_cells, with_head = table("x", [("<i>", "<b>")]), table("x", [("<i>",)], ["h"])
    assert re.search(r'<th scope="row"[^>]*>&lt;i&gt;</th><td[^>]*>&lt;b&gt;', two_cells)
    assert re.search(r'<th scope="col"[^>]*>h</th></tr><tr><td[^>]*>&lt;i&gt;', with_head)
    assert "<code>a &lt; b</code>" in code_line("a < b", "en")
