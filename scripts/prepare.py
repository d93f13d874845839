"""Make ``.venv`` hold what the kit needs, and do nothing when it already does.

    python3 scripts/prepare.py [lab | tests | wheels]

Runs before anything is installed: only the standard library, and a syntax that a Python too old
for the kit still reads, so that it can say so.
"""

from __future__ import annotations

import hashlib
import locale
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WHEELS = ROOT / "wheels"
OLDEST = (3, 11)
REQUIREMENTS = {"lab": "requirements.txt", "tests": "requirements-dev.txt"}
INPUTS = ("requirements.txt", "requirements-dev.txt", "constraints.txt", "pyproject.toml")
FIRST_IMPORTS = "aiosmtpd.smtp, imapclient, ipykernel.kernelapp, ipywidgets, matplotlib.pyplot"

MESSAGES = {
    "en": {
        "old": "The kit needs Python 3.11 or newer; {python} is {version}.\n"
        "  Debian, Ubuntu: sudo apt install python3 python3-venv\n"
        "  macOS: brew install python, or https://www.python.org/downloads/\n"
        "  Windows: https://www.python.org/downloads/\n"
        "Have you a newer one beside it? make lab PYTHON=/path/to/python3",
        "venv": "{python} cannot make virtual environments: its module {module} is missing.\n"
        "  Debian, Ubuntu: sudo apt install python3-venv",
        "installing": "Installing into .venv. This happens once; with a good network it takes "
        "less than a minute.",
        "offline": "Installing into .venv from wheels/, without the network.",
        "misfit": "wheels/ was made for another kind of machine or Python: asking the network.",
        "failed": "The installation did not finish. Is there a network? Run the command again to "
        "go on.\nWithout a network: copy the folder wheels/ from a machine on which "
        "`make wheels` ran.",
        "wheels": "wheels/ is ready for Python {version} on this kind of machine.",
    },
    "ja": {
        "old": "Python 3.11以上が必要です（{python}は{version}です）。\n"
        "  Debian・Ubuntu：sudo apt install python3 python3-venv\n"
        "  macOS：brew install python または https://www.python.org/downloads/\n"
        "  Windows：https://www.python.org/downloads/\n"
        "別の場所に新しいPythonがあるときは：make lab PYTHON=/path/to/python3",
        "venv": "{python}では仮想環境を作れません（モジュール{module}がありません）。\n"
        "  Debian・Ubuntu：sudo apt install python3-venv",
        "installing": ".venvにインストールしています。最初の1回だけで、"
        "ネットワークが速ければ1分もかかりません。",
        "offline": "wheels/から.venvにインストールしています（ネットワークは使いません）。",
        "misfit": "wheels/は別の種類のコンピューターかPython用のため、ネットワークから取得します。",
        "failed": "インストールが終わりませんでした。ネットワークを確かめて、同じコマンドを"
        "もう一度実行してください。\nネットワークがないときは、別のコンピューターで"
        "make wheelsを実行し、できたwheels/フォルダーをコピーしてください。",
        "wheels": "wheels/の準備ができました（Python {version}、同じ種類のコンピューター用）。",
    },
}


def language() -> str:
    """Return "ja" or "en": LABKIT_LANG, else what the machine speaks."""
    names = ("LABKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((os.environ[name] for name in names if os.environ.get(name)), None)
    if chosen is None:  # Windows has none of them, and says "Japanese_Japan.932"
        try:
            chosen = locale.setlocale(locale.LC_CTYPE, "")
        except locale.Error:
            chosen = ""
    return "ja" if chosen.lower().startswith("ja") else "en"


def tell(key: str, **values: str) -> str:
    return MESSAGES[language()][key].format(**values)


def missing(version: tuple[int, ...] = sys.version_info[:3]) -> str:
    """Return what this Python lacks, with the way to get it; "" when it will do."""
    if version < OLDEST:
        return tell("old", python=sys.executable, version=".".join(map(str, version)))
    for module in ("venv", "ensurepip"):  # Debian ships ensurepip in python3-venv
        try:
            __import__(module)
        except ImportError:
            return tell("venv", python=sys.executable, module=module)
    return ""


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(purpose: str) -> None:
    """Install what *purpose* ("lab" or "tests") needs, or exit with the reason why not."""
    complaint = missing()
    if complaint:
        sys.exit(complaint)
    if is_ready(purpose):
        return
    try:
        make_venv()
        install(purpose)
        finish()
    except subprocess.CalledProcessError:
        sys.exit(tell("failed"))
    (VENV / f"ready-{purpose}").write_text(digest(), encoding="utf-8")


def is_ready(purpose: str) -> bool:
    stamps = [VENV / "ready-tests", VENV / f"ready-{purpose}"]  # the tests' set holds the lab's
    return venv_python().exists() and any(
        stamp.exists() and stamp.read_text(encoding="utf-8") == digest() for stamp in stamps
    )


def digest() -> str:
    # The place counts too: an editable install points to it.
    parts = [str(ROOT).encode(), *((ROOT / name).read_bytes() for name in INPUTS)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_venv() -> None:
    if not venv_python().exists():  # none yet, or the Python that it was made of is gone
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def install(purpose: str) -> None:
    # pip would compile every file of a hundred packages, half of its time; Python compiles what
    # is imported.
    wanted = ["--no-compile", "-r", REQUIREMENTS[purpose], "setuptools"]
    if any(WHEELS.glob("*.whl")):
        print(tell("offline"), flush=True)
        offline = pip("install", "--no-index", "--find-links", str(WHEELS), *wanted, check=False)
        if offline == 0:
            return install_labkit()
        print(tell("misfit"), flush=True)
    print(tell("installing"), flush=True)
    pip("install", *wanted)
    return install_labkit()


def install_labkit() -> None:
    # Editable: notebooks lie two folders down and import the labkit that is being worked on.
    pip("install", "--no-index", "--no-deps", "--no-build-isolation", "-e", ".")


def pip(command: str, *arguments: str, check: bool = True) -> int:
    """Run pip; on a terminal show the package that it is at rather than its hundreds of lines."""
    words = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", command]
    words += ["--constraint", "constraints.txt", *arguments]
    # "replace": on Windows pip may name a folder in the letters of the machine's own code page.
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Collecting ") and sys.stdout.isatty():
                print(f"\r\033[K  {line.split()[1]}", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)
    if check and process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return process.returncode


def finish() -> None:
    """Leave nothing for the first notebook to stumble over."""
    # No "Jupyter news?" box before the first letter, and no request to the outside.
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "scripts" / "overrides.json", settings)
    # A cell that runs before the lab is started gets a sentence.
    config = VENV / "etc" / "ipython"
    config.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "scripts" / "ipython_config.py", config)
    # What a kernel imports is compiled now; and matplotlib collects the machine's fonts at its
    # first import and says so on stderr: that line would stand in a learner's notebook.
    subprocess.run([str(venv_python()), "-c", f"import {FIRST_IMPORTS}"], cwd=ROOT, check=True)


def wheels() -> None:
    """Collect in wheels/ all that "lab" needs. Several kinds of machine may add theirs."""
    prepare("lab")
    pip("wheel", "--wheel-dir", str(WHEELS), "-r", REQUIREMENTS["lab"], "setuptools")
    print(tell("wheels", version="{}.{}".format(*sys.version_info)))


if __name__ == "__main__":
    purpose = sys.argv[1] if len(sys.argv) > 1 else "lab"
    if purpose == "wheels":
        wheels()
    elif purpose in REQUIREMENTS:
        prepare(purpose)
    else:
        sys.exit(__doc__)
