"""JupyterLab and Chromium, once for all browser tests; a page and its complaints for each."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.notebook_page import NotebookPage

ROOT = Path(__file__).resolve().parents[2]
QUIET = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--ServerApp.port=0",
    "--IdentityProvider.token=",
    "--ServerApp.password=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--LabApp.expose_app_in_browser=True",
    "--JupyterNotebookApp.expose_app_in_browser=True",
]


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a JupyterLab of its own, over a copy of the notebooks."""
    home = tmp_path_factory.mktemp("jupyter")
    for language in ("en", "ja"):
        shutil.copytree(ROOT / "notebooks" / language, home / "notebooks" / language)
    command = [sys.executable, "-m", "jupyterlab", *QUIET]
    command.append(f"--ServerApp.root_dir={home / 'notebooks'}")
    server = subprocess.Popen(
        command, env=surroundings(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    with server:
        try:
            yield address(server)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment in which no setting of the machine's user counts."""
    named = ("CONFIG", "DATA", "RUNTIME")
    folders = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in named}
    settings = home / "settings"
    news = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    folders["JUPYTERLAB_SETTINGS_DIR"] = str(settings)
    folders["JUPYTERLAB_WORKSPACES_DIR"] = str(home / "workspaces")
    kept = {key: value for key, value in os.environ.items() if key != "LABKIT_LANG"}
    return {**kept, **folders, "PYTHONPATH": str(ROOT)}


def address(server: subprocess.Popen[str]) -> str:
    """Return where the server says it listens (it chose the port itself); then read on, unheard."""
    assert server.stdout is not None
    said = []
    for line in server.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:[0-9]+", line):
            Thread(target=server.stdout.read, daemon=True).start()
            return found[0]
    raise RuntimeError("".join(said))


@pytest.fixture(scope="module")
def chromium(program: Callable[[str], str]) -> Iterator[Browser]:
    # Playwright keeps an event loop running in this thread: it must end before other tests come.
    path = program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def notebook(jupyter: str, chromium: Browser) -> Iterator[Callable[..., NotebookPage]]:
    """Give a function that opens a notebook; nothing may have gone wrong in it at the end."""
    opened: list[NotebookPage] = []

    def open_notebook(**wishes: object) -> NotebookPage:
        opened.append(NotebookPage(chromium, jupyter, **wishes))  # type: ignore[arg-type]
        return opened[-1]

    yield open_notebook
    complaints = [complaint for page in opened for complaint in page.complaints]
    for page in opened:
        page.close()
    assert complaints == []
