"""What README and its neighbours promise is there: commands, links, the map, the packages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
NOTEBOOK_ROW = re.compile(
    r"^\| (?P<number>[0A]\d) \| (?P<en>[^|]+) \| (?P<ja>[^|]+) \|(?P<minutes>[^|]*)\|", re.MULTILINE
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_commands_in_the_pages_exist(page):
    code = re.findall(r"```\n(.*?)```|`([^`\n]+)`", page.read_text(encoding="utf-8"), re.DOTALL)
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(map("\n".join, code))))
    later = {"soak"}  # CONTRIBUTING.md: comes with the first test that needs it
    assert named - later <= makefile_targets()


def test_readme_names_its_two_commands_first():
    for readme in ("README.md", "README.ja.md"):
        assert re.search(r"```\n(.*?)```", text_of(readme), re.DOTALL)[1] == "make lab\nmake test\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_and_headings_resolve(page):
    broken = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        name, _, heading = link.partition("#")
        if "://" in link:
            continue
        target = page.parent / name if name else page
        if not target.exists() or (heading and heading not in headings(target)):
            broken.append(link)
    assert broken == []


def headings(page: Path) -> set[str]:
    """Return the anchors that GitHub makes of a page's headings."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_scripts_and_files_of_the_plain_commands_exist():
    for readme in ("README.md", "README.ja.md"):
        for name in re.findall(r"(?:scripts|notebooks)\\[\w\\.-]+", text_of(readme)):
            assert (ROOT / name.replace("\\", "/")).exists(), name


def notebook_map(readme: str) -> list[tuple[str, ...]]:
    return [row.groups() for row in NOTEBOOK_ROW.finditer(text_of(readme))]


def test_both_readmes_have_the_same_map_of_notebooks():
    assert notebook_map("README.md") == notebook_map("README.ja.md")
    assert [row[0] for row in notebook_map("README.md")] == (
        [f"{number:02}" for number in range(9)] + ["A1", "A2"]
    )


def test_the_map_links_the_notebooks_that_exist_and_no_other():
    for language, column in (("en", 1), ("ja", 2)):
        linked = [
            LINK.search(row[column])[1] for row in notebook_map("README.md") if "](" in row[column]
        ]
        there = [path.name for path in sorted((ROOT / "notebooks" / language).glob("*.ipynb"))]
        assert linked == [f"notebooks/{language}/{name}" for name in there]


def test_the_place_of_the_repository_is_named_in_readme_only():
    word = "OWNER/" + "REPO"
    outside = [
        path.name
        for path in [*PAGES, *(ROOT / "binder").iterdir(), *ROOT.glob("*.toml"), ROOT / "Makefile"]
        if f"/{word}" in path.read_text(encoding="utf-8")
    ]
    assert outside == ["README.md"]
    lines = text_of("README.md").splitlines()
    naming = [number for number, line in enumerate(lines) if f"/{word}" in line]
    assert naming == list(range(naming[0], naming[0] + len(naming)))


def packages(name: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z][\w-]*)", text_of(name), re.MULTILINE))


def test_each_dependency_has_its_reason():
    reasons = text_of("docs/dependencies.md")
    rows = set(
        re.findall(r"[\w-]+", " ".join(re.findall(r"^\| ([^|]+) \|", reasons, re.MULTILINE)))
    )
    wanted = packages("requirements.txt") | packages("requirements-dev.txt")
    assert rows - {"Package", "---"} == wanted


def test_each_dependency_has_its_exact_version():
    exact = {name.lower() for name in packages("constraints.txt")}
    wanted = packages("requirements.txt") | packages("requirements-dev.txt")
    assert {name.lower() for name in wanted} <= exact
