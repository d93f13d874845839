"""Open JupyterLab on notebook 00, installing what is missing first. ``make lab`` runs this.

    python3 scripts/lab.py [what JupyterLab takes, for example --no-browser]

On Windows, where there is rarely a make: ``py scripts\\lab.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys

from prepare import ROOT, language, prepare, venv_python

FIRST = "notebooks/{}/00-your-first-letter.ipynb"


def command(extra: list[str]) -> list[str]:
    """Return the words that start JupyterLab.

    The root is the repository, not the notebook's folder: the other language and the README stay
    within reach. JupyterLab prints the address by itself where no browser opens.
    """
    words = [str(venv_python()), "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}"]
    words += [f"--LabApp.default_url=/lab/tree/{FIRST.format(language())}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")  # containers: Jupyter refuses root otherwise
    return words + extra


def main() -> int:
    prepare("lab")
    with subprocess.Popen(command(sys.argv[1:]), cwd=str(ROOT)) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                pass  # Ctrl-C reaches JupyterLab too, which asks whether it is meant


if __name__ == "__main__":
    sys.exit(main())
