"""The live wire in a real JupyterLab: how soon a line is seen, and how smoothly many scroll.

A program of its own talks to the lab at 200 lines a second while no cell runs; each command carries
the time at which it was sent, and the page notes when the next frame after its row is drawn.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET, ROOT, address, surroundings
from tests.browser.notebook_page import CODE_CELLS, NotebookPage

SECONDS, RATE = 8, 100  # commands a second: each is a line, and its answer another one
KEPT = 10_000

_TALK = """
import smtplib, sys, time
host, port, count, rate = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
with smtplib.SMTP(host, port, local_hostname="program.example") as client:
    start = time.perf_counter()
    for number in range(count):
        if rate:
            time.sleep(max(0, start + number / rate - time.perf_counter()))
        client.docmd("NOOP", f"{time.time() * 1000:.3f}")
"""
_CELL = """
import subprocess, sys
from labkit import Lab
lab = Lab(language="en")
address = lab._household.world.network.address("smtp.sakura.example", 587)
def talk(count, rate):
    words = [sys.executable, "-c", TALK, *map(str, (*address, count, rate))]
    return subprocess.Popen(words)
TALK = {talk!r}
lab.wire()
"""
_WATCH = """() => {
    window.took = new Map();
    const now = () => performance.timeOrigin + performance.now();
    new MutationObserver(changes => {
        for (const change of changes) for (const row of change.addedNodes) {
            const sent = /NOOP ([0-9.]+)/.exec(row.textContent)?.[1];
            if (sent && !took.has(sent)) {
                took.set(sent, 0);
                requestAnimationFrame(() => took.set(sent, now() - Number(sent)));
            }
        }
    }).observe(document.querySelector('.labkit-wire-list'), { childList: true });
}"""
_SCROLL = """async () => {
    const box = document.querySelector('.labkit-wire-scroller');
    const frame = () => new Promise(requestAnimationFrame);
    box.scrollTop = 0;
    for (let n = 0; n < 20; n++) await frame();
    let slowest = 0, last = await frame();
    const step = box.scrollHeight / 240;
    for (let n = 0; n < 240; n++) {
        box.scrollTop += step;
        const now = await frame();
        slowest = Math.max(slowest, now - last);
        last = now;
    }
    return slowest;
}"""


def line_to_pixel() -> float:
    """Return the 95th of a hundred times, in seconds; fail if a line was lost."""
    count = SECONDS * RATE
    with _notebook() as book:
        book.page.evaluate(_WATCH)
        _run(book, f"talk({count}, {RATE})")
        _wait_for(book, 2 * count + 3)
        book.page.wait_for_timeout(200)
        took = sorted(book.page.evaluate("() => [...took.values()]"))
    if len(took) != count:
        raise RuntimeError(f"{len(took)} of {count} lines were seen")
    cuts = quantiles(took, n=100)
    print(f"p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms", file=sys.stderr)
    return cuts[94] / 1e3


def slowest_frame() -> float:
    """Return how long the slowest frame took, in seconds."""
    with _notebook() as book:
        _run(book, f"talk({KEPT // 2 + 50}, 0)")
        _wait_for(book, KEPT)
        return float(book.page.evaluate(_SCROLL)) / 1e3


@contextmanager
def _notebook() -> Iterator[NotebookPage]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if path is None:
        raise LookupError("Chromium is not installed")
    with _jupyter() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        book = NotebookPage(browser, base)
        cell = _CELL.format(talk=_TALK)
        book.page.evaluate(f"text => {CODE_CELLS}[0].model.sharedModel.setSource(text)", cell)
        output = book.cell("lab.wire()")
        book.command("notebook:run-cell")
        output.locator(".labkit-wire-frame").wait_for()
        book.wait_for_kernel()
        yield book
        book.close()
        browser.close()


@contextmanager
def _jupyter() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(ROOT / "notebooks" / "en", home / "notebooks" / "en")
        words = [sys.executable, "-m", "jupyterlab", *QUIET]
        words.append(f"--ServerApp.root_dir={home / 'notebooks'}")
        surrounding = {**os.environ, **surroundings(home)}
        server = subprocess.Popen(
            words, env=surrounding, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        with server:
            try:
                yield address(server)
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(timeout=20)


def _run(book: NotebookPage, code: str) -> None:
    """Run *code* in the kernel; what it starts goes on while no cell runs."""
    book.page.evaluate(
        """code => jupyterapp.shell.currentWidget.sessionContext.session.kernel
            .requestExecute({code}).done""",
        code,
    )


def _wait_for(book: NotebookPage, count: int) -> None:
    book.page.wait_for_function(
        "n => document.querySelector('.labkit-wire-count').textContent.startsWith(`${n} of`)",
        arg=count,
        timeout=60_000,
    )
