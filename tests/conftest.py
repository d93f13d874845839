"""What every test may ask for. Three fixtures at most."""

import os
import shutil
from collections.abc import Callable

import pytest

# The program and the Debian package that brings it; .ci/run installs the same ones.
PACKAGES = {
    "chromium": "chromium",
    "curl": "curl",
    "fetchmail": "fetchmail",
    "getmail": "getmail6",
    "mbsync": "isync",
    "msmtp": "msmtp",
    "neomutt": "neomutt",
    "swaks": "swaks",
}
OTHER_NAMES = {"chromium": ["chromium-browser", "google-chrome"]}


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return a function that gives the path of a program: ``program("mbsync")``.

    Where it is missing the test is skipped and says what to install; with CI set it fails, for
    CI is where everything must have been tried.
    """
    return find_program


def find_program(name: str) -> str:
    path = next(filter(None, map(shutil.which, [name, *OTHER_NAMES.get(name, [])])), None)
    if path is None:
        reason = f"{name} is not installed (Debian, Ubuntu: sudo apt install {PACKAGES[name]})"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return path
