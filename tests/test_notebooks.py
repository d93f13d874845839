"""The notebooks: built from one source, readable as they lie there, without traces of a machine."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from labkit.lessons.catalogue import names
from scripts.notebooks import (
    LANGUAGES,
    NOTEBOOKS,
    REFUSED,
    WIDGET,
    MissingTwin,
    OldTwin,
    edition,
    run,
    stamped,
)
from tests.texts.typography import AVOIDED, faults

SOURCES = sorted((NOTEBOOKS / "src").glob("*.py"))
BUILT = [(source, language) for source in SOURCES for language in LANGUAGES]
NAMES = [f"{source.stem}-{language}" for source, language in BUILT]
each_notebook = pytest.mark.parametrize(("source", "language"), BUILT, ids=NAMES)

PROSE = '# %% [markdown] lang="{}"\n# {}\n'


def built(source: Path, language: str) -> NotebookNode:
    path = NOTEBOOKS / language / f"{source.stem}.ipynb"
    return nbformat.read(path, as_version=4)


def code(book: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in book.cells if cell.cell_type == "code"]


def texts(book: NotebookNode) -> list[str]:
    outputs = [output for cell in code(book) for output in cell.outputs]
    return [output.get("text", "") + "".join(output.get("data", {}).values()) for output in outputs]


@each_notebook
def test_the_notebook_is_what_its_source_says(source: Path, language: str) -> None:
    wanted = edition(source.read_text(encoding="utf-8"), language)
    for cell, there in zip(wanted.cells, built(source, language).cells, strict=True):
        assert (there.source, there.id, there.metadata) == (cell.source, cell.id, cell.metadata), (
            "out of date: run `make notebooks`"
        )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_both_languages_have_the_same_code(source: Path) -> None:
    english, japanese = (code(built(source, language)) for language in LANGUAGES)
    same = [(cell.source, cell.id, cell.metadata) for cell in english]
    assert same == [(cell.source, cell.id, cell.metadata) for cell in japanese]


@each_notebook
def test_code_cells_are_short_and_plain(source: Path, language: str) -> None:
    for cell in code(built(source, language)):
        assert len(cell.source.splitlines()) <= 10
        assert not re.search(r"^\s*[!%]", cell.source, re.MULTILINE)
        imported = re.findall(r"^\s*(?:from|import) (\w+)", cell.source, re.MULTILINE)
        assert set(imported) <= {"labkit"}


@each_notebook
def test_outputs_are_stored_and_nothing_failed(source: Path, language: str) -> None:
    # Without its number a cell is run by nbval, but not compared.
    numbers = [cell.execution_count for cell in code(built(source, language))]
    assert numbers == list(range(1, len(numbers) + 1))
    for cell in code(built(source, language)):
        kinds = {output.output_type for output in cell.outputs}
        refused = "raises-exception" in cell.metadata.get("tags", ())  # on purpose, in a sentence
        assert kinds <= {"error"} if refused else kinds <= {"execute_result", "display_data"}


@each_notebook
def test_every_output_can_be_read_as_text(source: Path, language: str) -> None:
    for cell in code(built(source, language)):
        for output in cell.outputs:
            said = output.evalue if output.output_type == "error" else output.data["text/plain"]
            assert said.strip()


@each_notebook
def test_no_widget_is_stored(source: Path, language: str) -> None:
    book = built(source, language)
    assert WIDGET not in nbformat.writes(book)
    assert set(book.metadata) == {"kernelspec", "lang"}


@each_notebook
def test_no_trace_of_a_machine(source: Path, language: str) -> None:
    trace = (
        r"127\.0\.0\.1:[0-9]|localhost|0x[0-9a-f]{6}|/home/|/root/|/Users/|/tmp/|[A-Z]:\\\\Users"
    )
    for text in texts(built(source, language)):
        assert not re.search(trace, text)


@each_notebook
def test_the_first_line_of_a_hidden_output_tells_no_result(source: Path, language: str) -> None:
    folded = [(c, c.metadata.get("jupyter", {})) for c in code(built(source, language))]
    hidden = [cell for cell, how in folded if how.get("outputs_hidden")]
    assert hidden
    for cell in hidden:
        for output in cell.outputs:
            if output.output_type == "error":
                assert output.traceback[0] == REFUSED[language]
                continue
            head = output.data["text/plain"].splitlines()[0]
            assert "[" not in head
            assert not re.search(r"COPY|コピー|is in|にあります", head)


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_running_it_all_takes_seconds(source: Path) -> None:
    from time import perf_counter

    book = edition(source.read_text(encoding="utf-8"), "en")  # the code is the same in both
    started = perf_counter()
    run(book, NOTEBOOKS / "en")
    assert perf_counter() - started < 20  # the aim is 5, on a machine that does nothing else


@pytest.mark.parametrize("said", [["en"], ["ja", "en"], ["en", "en"], ["en", "ja", "ja"]])
def test_a_missing_twin_stops_the_build(said: list[str]) -> None:
    source = "".join(PROSE.format(language, "prose") for language in said) + "# %%\n1 + 1\n"
    with pytest.raises(MissingTwin):
        edition(source, "en")


def test_prose_that_was_changed_in_english_only_stops_the_build() -> None:
    source = stamped(PROSE.format("en", "prose") + PROSE.format("ja", "文章"))
    assert [cell.source for cell in edition(source, "ja").cells] == ["文章"]
    with pytest.raises(OldTwin, match="newer prose"):
        edition(source.replace("prose", "newer prose"), "ja")


def test_an_edition_has_its_own_prose_and_everybodys_code() -> None:
    source = stamped(PROSE.format("en", "prose") + PROSE.format("ja", "文章") + "# %%\n1 + 1\n")
    assert [cell.source for cell in edition(source, "en").cells] == ["prose", "1 + 1"]
    assert [cell.source for cell in edition(source, "ja").cells] == ["文章", "1 + 1"]
    assert nbformat.writes(edition(source, "ja")) == nbformat.writes(edition(source, "ja"))


PARTS = {
    "en": ("**Questions**", "**Afterwards you can**", "**Time**", "## Key points",
           "## Three questions before you go", "## Next"),
    "ja": ("**この章の問い**", "**できるようになること**", "**時間**", "## まとめ",
           "## 終わる前に3つの質問", "## 次は"),
}  # fmt: skip


def prose(book: NotebookNode) -> str:
    return "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")


@each_notebook
def test_questions_and_minutes_stand_on_top_key_points_and_exit_questions_below(
    source: Path, language: str
) -> None:
    told = prose(built(source, language))
    places = [told.find(part) for part in PARTS[language]]
    assert -1 not in places
    assert places == sorted(places)


@each_notebook
def test_an_exercise_is_predicted_run_and_checked_in_this_order(
    source: Path, language: str
) -> None:
    code_of = "\n".join(cell.source for cell in code(built(source, language)))
    checked = re.findall(r'lab\.check\("([\d.]+)"\)', code_of)
    assert checked == sorted(set(checked))
    for exercise in checked:
        start, check = (code_of.find(f'lab.{call}("{exercise}")') for call in ("reset", "check"))
        predict = code_of.find(f'lab.predict("{exercise}")')
        assert predict < start < check


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_every_exercise_of_a_notebook_is_in_it(source: Path) -> None:
    number = source.stem[:2]
    checked = set(re.findall(r'lab\.check\("([\d.]+)"\)', source.read_text(encoding="utf-8")))
    assert checked == {name for name in names() if name.startswith(f"{number}.")}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_japanese_prose_is_set_as_japanese(source: Path) -> None:
    text = prose(built(source, "ja"))
    # Code, markup and links have their own rules; a bold word may touch its neighbours.
    plain = re.sub(
        r"`[^`]*`|<[^>]+>|\]\([^)]*\)|^#+ [\d.]+ |\[\d\d |[*#>|\[\]]", "", text, flags=re.M
    )
    wrong = [(line, faults(line)) for line in plain.splitlines() if faults(line)]
    assert wrong == []
    for word in AVOIDED:
        assert re.findall(rf".*{word}.*", plain) == []


@each_notebook
def test_links_lead_to_notebooks_that_are_there(source: Path, language: str) -> None:
    for target in re.findall(r"\]\(([^)]+\.ipynb)\)", prose(built(source, language))):
        assert (NOTEBOOKS / language / target).exists()
