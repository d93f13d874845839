"""What Binder would build, as far as repo2docker tells without Docker."""

import json
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# repo2docker's own, at import.
pytestmark = pytest.mark.filterwarnings("ignore:pythonjsonlogger.jsonlogger has been moved")


@pytest.fixture
def buildpack(monkeypatch):
    if sys.platform == "win32":
        pytest.skip("repo2docker does not run on Windows")
    from repo2docker.app import Repo2Docker

    monkeypatch.chdir(ROOT)
    app = Repo2Docker()
    for pack in app.buildpacks:
        candidate = pack(app.base_image)
        candidate.platform = "linux/amd64"
        if candidate.detect():
            return candidate
    pytest.fail("repo2docker finds nothing to build")


def test_binder_builds_a_python_machine_from_our_folder(buildpack):
    assert type(buildpack).__name__ == "PythonBuildPack"
    assert buildpack.binder_dir == "binder"
    assert buildpack.python_version == "3.13"


def test_the_whole_repository_is_there_before_pip_reads_the_constraints(buildpack):
    dockerfile = buildpack.render(build_args={})
    copied = dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    installed = dockerfile.index('pip install --no-cache-dir -r "binder/requirements.txt"')
    finished = dockerfile.index("RUN ./binder/postBuild")
    assert copied < installed < finished


def test_the_files_that_binder_requirements_name_exist():
    lines = (ROOT / "binder/requirements.txt").read_text(encoding="utf-8").splitlines()
    named = [line.split()[1] for line in lines if line.startswith(("-r ", "-c "))]
    assert len(named) == 2
    for name in named:
        assert (ROOT / "binder" / name).is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows files have no executable bit")
def test_post_build_can_be_run():
    assert os.access(ROOT / "binder/postBuild", os.X_OK)


def test_no_news_box_opens_before_the_first_letter():
    settings = json.loads((ROOT / "scripts/overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert "scripts/overrides.json" in (ROOT / "binder/postBuild").read_text(encoding="utf-8")
