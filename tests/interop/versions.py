"""Which versions the interop tests ran against: ``python -m tests.interop.versions``."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from importlib.metadata import version

# How each program is asked; curl tells its libraries too, so only the first number counts.
PROGRAMS = {
    "curl": "--version",
    "fetchmail": "--version",
    "getmail": "--version",
    "mbsync": "--version",
    "msmtp": "--version",
    "neomutt": "-v",
    "swaks": "--version",
}
PACKAGES = ("IMAPClient", "aiosmtpd")
_NUMBER = re.compile(r"\d+(?:\.\d+)+|\d{8}(?:\.\d+)?")


def of_program(path: str, option: str) -> str:
    """Return the version that the program at *path* tells, "?" if it tells none."""
    done = subprocess.run(
        [path, option], capture_output=True, text=True, timeout=20, check=False, errors="replace"
    )
    found = _NUMBER.search(done.stdout or done.stderr)
    return found[0] if found else "?"


def versions() -> dict[str, str]:
    """Return the version of each program that is installed, and of each library."""
    found = {"smtplib, poplib, imaplib (Python)": platform.python_version()}
    found |= {name: version(name) for name in PACKAGES}
    for name, option in PROGRAMS.items():
        path = shutil.which(name)
        found[name] = of_program(path, option) if path else "not installed"
    return found


if __name__ == "__main__":
    for name, number in versions().items():
        sys.stdout.write(f"{name:34} {number}\n")
