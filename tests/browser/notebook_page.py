"""One notebook in one browser page, as a learner meets it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Locator, Route

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
FIRST = "00-your-first-letter"

# What Jupyter itself complains about, with an empty notebook too.
NOT_OURS = re.compile(r"filebrowser:open-path|reading 'schema'")

BOOK = "jupyterapp.shell.currentWidget"
CODE_CELLS = f"{BOOK}.content.widgets.filter(c => c.model.type === 'code')"
KERNEL = f"{BOOK}?.sessionContext?.session?.kernel"
SOON = "new Promise(done => setTimeout(done, 3000))"  # a dead kernel never answers
KERNEL_IS_IDLE = f"() => window.jupyterapp && {KERNEL}?.status === 'idle'"


class NotebookPage:
    """*complaints* gathers errors of the page and requests that wanted to leave the machine."""

    def __init__(
        self,
        browser: Browser,
        base: str,
        app: Literal["lab", "notebook"] = "lab",
        language: str = "en",
        theme: Literal["Light", "Dark"] = "Light",
        width: int = 1280,
        height: int = 900,
        book: str = FIRST,
    ) -> None:
        self.complaints: list[str] = []
        self.base = base
        self.name = f"{app}-{language}-{theme.lower()}-{width}"
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.context.route("**/*", self._stay_inside)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._complain(f"page error: {error}"))
        self._open(app, f"{language}/{book}", theme)

    def _open(self, app: str, book: str, theme: str) -> None:
        place = "lab/tree" if app == "lab" else "notebooks"
        self.page.goto(f"{self.base}/{place}/{book}.ipynb?reset")
        self.wait_for_kernel()
        self.command("apputils:change-theme", f"{{theme: 'JupyterLab {theme}'}}")
        light = str(theme == "Light").lower()
        self.page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")
        if app == "lab":
            self.command("application:toggle-left-area")

    def command(self, name: str, arguments: str = "{}") -> None:
        """Run one of Jupyter's commands; its promise is not waited for, a kernel may be in it."""
        self.page.evaluate(f"() => {{ jupyterapp.commands.execute('{name}', {arguments}); }}")

    def run_all(self) -> None:
        """Run all cells and wait until each has its number: the stored ones are taken off first."""
        self.page.evaluate(f"() => {CODE_CELLS}.forEach(c => c.model.executionCount = null)")
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(f"() => {CODE_CELLS}.every(c => c.model.executionCount > 0)")
        self.wait_for_kernel()

    def run(self, source: str) -> Locator:
        """Run the first cell whose code contains *source*; return its output."""
        output = self.cell(source)
        number = f"{BOOK}.content.activeCell.model.executionCount"
        self.page.evaluate(f"() => {{ {number} = null }}")
        self.command("notebook:run-cell")
        self.page.wait_for_function(f"() => {number} > 0")
        self.wait_for_kernel()
        return output

    def wait_for_kernel(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(KERNEL_IS_IDLE, timeout=40_000)

    def cell(self, source: str) -> Locator:
        """Return the output area of the first cell whose code contains *source*, scrolled to."""
        position = self.page.evaluate(
            """source => {
                const book = jupyterapp.shell.currentWidget.content;
                const at = book.widgets.findIndex(
                    w => w.model.type === 'code' && w.model.sharedModel.source.includes(source));
                book.activeCellIndex = at;
                book.scrollToItem(at, 'start');
                return at;
            }""",
            source,
        )
        cell = self.page.locator(f'.jp-Cell[data-windowed-list-index="{position}"]')
        return cell.locator(".jp-Cell-outputArea")

    def shot(self, what: str) -> None:
        """Keep a picture of the page, for people to look at."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{self.name}-{what}.png")

    def close(self) -> None:
        """Stop the notebook's kernel and leave."""
        self.page.evaluate(f"() => Promise.race([{KERNEL}?.shutdown(), {SOON}])")
        self.context.close()

    def _stay_inside(self, route: Route) -> None:
        if route.request.url.startswith((self.base, "data:", "blob:")):
            route.continue_()
        else:
            self._complain(f"wanted to leave the machine: {route.request.url}")
            route.abort()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(f"console: {message.text} ({message.location.get('url', '')})")

    def _complain(self, complaint: str) -> None:
        if not NOT_OURS.search(complaint):
            self.complaints.append(complaint)
