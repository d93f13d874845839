"""The import table, and ARCHITECTURE.md held against the folders."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "labkit"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module imports its own layer and smaller ones. 8: what a notebook or a command line holds.
LAYERS = {
    "records": 0,
    "texts": 0,
    "mail": 1,
    "protocols": 2,
    "wire": 3,
    "agents": 4,
    "world": 5,
    "plots": 6,
    "views": 7,
    "lessons": 7,
    "lab": 8,
    "__main__": 8,
    "__init__": 9,  # labkit itself: names from the lab, handed on
}

# Only wire/ knows how bytes travel: the browser edition replaces it and nothing else.
WIRE_ONLY = {
    "_thread",
    "concurrent",
    "multiprocessing",
    "queue",
    "select",
    "selectors",
    "socket",
    "socketserver",
    "ssl",
    "threading",
}
WIRE_ONLY_CALLS = {
    "time.sleep",
    "asyncio.run",
    "asyncio.start_server",
    "asyncio.open_connection",
    "asyncio.new_event_loop",
    "asyncio.to_thread",
    "loop.run_in_executor",
}
# Engines are bytes in, bytes out: clock, ids and entropy are handed in.
NOT_IN_ENGINES = {"asyncio", "logging", "random", "secrets", "socket", "ssl", "threading", "time"}
# Not there in a browser.
NOWHERE_CALLS = {"hashlib.pbkdf2_hmac", "hashlib.scrypt"}
# Libraries with one importer, so that another one could take their place.
SOLE_IMPORTERS = {
    "aiosmtpd": "labkit/agents/smtp_server",
    "imapclient": "labkit/agents/",
    "poplib": "labkit/agents/",
    "smtplib": "labkit/agents/",
    "matplotlib": "labkit/plots/",
    "matplotlib_fontja": "labkit/plots/",
    "anywidget": "labkit/views/",
    "ipywidgets": "labkit/views/",
    "nh3": "labkit/views/",
    "sidecar": "labkit/views/",
}
# Kept away from `import labkit`: what a learner pays for at the first cell.
HEAVY = {
    "IPython",
    "anywidget",
    "nh3",
    "sidecar",
    "aiosmtpd",
    "imapclient",
    "ipywidgets",
    "matplotlib",
    "numpy",
    "ssl",
}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40  # aim for 100 and 10
# Plain data and interfaces: nothing in them that a test of their own could find.
NO_TEST_OF_THEIR_OWN = {"__init__.py", "__main__.py", "engine.py"}
PLAIN_DATA = "records"
EXERCISES = PACKAGE / "lessons" / "exercises"  # one test proves all of them


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


@cache
def imports(path: Path) -> frozenset[str]:
    """Return what *path* imports, inside functions too, dotted: "labkit.mail.store.Store"."""
    return frozenset(_imports(path, ast.walk(tree_of(path))))


@cache
def running_imports(path: Path) -> frozenset[str]:
    """Return what *path* imports when it runs: without ``if TYPE_CHECKING:``."""
    tree = tree_of(path)
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If)]
    guards = [node for node in guards if ast.unparse(node.test).endswith("TYPE_CHECKING")]
    unseen = {id(inner) for guard in guards for inner in ast.walk(guard)}
    return frozenset(_imports(path, (node for node in ast.walk(tree) if id(node) not in unseen)))


def _imports(path: Path, nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{source(path, node)}.{alias.name}" for alias in node.names)


def source(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).parent.parts
    return ".".join([*package[: len(package) - node.level + 1], node.module or ""]).rstrip(".")


def calls(path: Path) -> set[str]:
    """Return what *path* calls as it is spelled; `from time import sleep` counts as a call."""
    nodes = ast.walk(tree_of(path))
    spelled = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    return spelled | running_imports(path)


def libraries(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in running_imports(path)}


def folder(path: Path) -> str:
    """Return the part of the package that *path* belongs to: "mail", "records", "__init__"."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def kit_imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the part of the package and the whole name of each import from the kit itself."""
    for name in sorted(imports(path)):
        parts = name.split(".")
        if parts[0] == "labkit" and len(parts) > 1:
            yield (parts[1] if parts[1] in LAYERS else "__init__"), name


def nobody(modules: Iterable[Path], offences: Callable[[Path], Iterable[str]]) -> None:
    """Fail with a line for each of *modules* that has offences."""
    found = [(name_of(path), ", ".join(sorted(offences(path)))) for path in modules]
    lines = [f"{name}: {what}" for name, what in found if what]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_a_module_imports_only_its_own_and_smaller_layers():
    def upward(path: Path) -> list[str]:
        return [name for part, name in kit_imports(path) if LAYERS[part] > LAYERS[folder(path)]]

    nobody(MODULES, upward)


def test_views_plots_and_lessons_know_no_server():
    def servers(path: Path) -> list[str]:
        allowed = {"records", "texts", "plots", folder(path)}
        if folder(path) == "lessons":  # a letter is evidence, octets and all
            allowed |= {"mail"}
        return [name for part, name in kit_imports(path) if part not in allowed]

    shown = [path for path in MODULES if folder(path) in ("plots", "views", "lessons")]
    nobody(shown, servers)


def test_only_the_wire_has_sockets_threads_and_sleep():
    def wire_business(path: Path) -> set[str]:
        return libraries(path) & WIRE_ONLY | calls(path) & WIRE_ONLY_CALLS

    nobody((path for path in MODULES if folder(path) != "wire"), wire_business)


def test_engines_have_no_clock_no_loop_and_no_dice():
    engines = [path for path in MODULES if folder(path) == "protocols"]
    nobody(engines, lambda path: libraries(path) & NOT_IN_ENGINES)


def test_nothing_is_used_that_a_browser_lacks():
    nobody(MODULES, lambda path: calls(path) & NOWHERE_CALLS)


@pytest.mark.parametrize(("library", "home"), SOLE_IMPORTERS.items())
def test_a_library_is_imported_in_one_place(library, home):
    elsewhere = [path for path in MODULES if not name_of(path).startswith(home)]
    nobody(elsewhere, lambda path: libraries(path) & {library})


def test_labkit_imports_light():
    program = "import sys, labkit; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    words = [sys.executable, "-c", program]
    loaded = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(loaded.split()) & HEAVY == set()


def test_a_module_has_a_test_of_its_own():
    def lacks(path: Path) -> Iterator[str]:
        inside = path.relative_to(PACKAGE)
        test = ROOT / "tests" / inside.parent / f"test_{inside.name}"
        if not test.is_file():
            yield f"no {name_of(test)}"

    tested = [path for path in MODULES if path.name not in NO_TEST_OF_THEIR_OWN]
    tested = [path for path in tested if path.parent != EXERCISES]
    nobody((path for path in tested if folder(path) != PLAIN_DATA), lacks)


def test_modules_and_functions_stay_small():
    def too_long(path: Path) -> Iterator[str]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            yield f"{lines} lines"
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{node.name}: {length} lines"

    nobody(MODULES, too_long)


# --- ARCHITECTURE.md ------------------------------------------------------------------------

# A folder is named in code font with its slash: `labkit/mail/`.
NAMED = re.compile(r"`((?:[\w.-]+/)+)`")


def folders() -> set[str]:
    """Return the folders of the tree: two levels deep in labkit/, one elsewhere."""
    made = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    found = [*ROOT.iterdir(), *PACKAGE.iterdir()]  # no git: the tree may be an unpacked archive
    names = {name_of(path) + "/" for path in found if path.is_dir() and path.name[0] != "."}
    return {name for name in names if not any(Path(name).match(line.strip("/")) for line in made)}


def named_folders() -> set[str]:
    return set(NAMED.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))


def test_folders_that_architecture_names_exist():
    assert [name for name in sorted(named_folders()) if not (ROOT / name).is_dir()] == []


def test_folders_that_exist_are_named_in_architecture():
    assert sorted(folders() - named_folders()) == []
