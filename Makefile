# Each target sets up what it needs: .venv is made on first use and after a change of requirements.
# On Windows, see README.md, "No make?".

# The first Python that is new enough; `make lab PYTHON=/path/to/python3` says another.
PYTHON ?= $(firstword $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each; done))
SHELL := /bin/sh
NOTEBOOKS := $(wildcard notebooks/en notebooks/ja)
ifeq ($(OS),Windows_NT)
RUN := .venv/Scripts/python
else
RUN := .venv/bin/python
endif

define NO_PYTHON

Python 3.11 or newer is missing. / Python 3.11以上が見つかりません。
  Debian, Ubuntu: sudo apt install python3 python3-venv
  Fedora:         sudo dnf install python3
  macOS:          brew install python, or https://www.python.org/downloads/
Is it there under another name? make lab PYTHON=/path/to/python3

endef

.PHONY: help lab wheels test test-shared test-browser check lint bench notebooks pages clean python tests-ready

help:
	@echo 'make lab        open notebook 00 in JupyterLab (the first time installs: a minute)'
	@echo 'make test       all tests: units, interop, notebooks, browser'
	@echo 'make check      format, lint, types, fast tests: before each commit'
	@echo 'make bench      how fast the servers are, as ratios'
	@echo 'make notebooks  build notebooks/en and notebooks/ja from notebooks/src'
	@echo 'make pages      write in pages/ all notebooks as pages, for a USB stick or for paper'
	@echo 'make wheels     collect in wheels/ what an install without network needs'
	@echo 'make clean      remove .venv and everything else that was made'

lab: python
	@$(PYTHON) scripts/lab.py

wheels: python
	@$(PYTHON) scripts/prepare.py wheels

# A language, a seed or a record that is set here would change what the notebooks print.
PYTEST := env -u LABKIT_LANG -u LABKIT_SEED LABKIT_PROGRESS= $(RUN) -m pytest

test: test-shared test-browser

# The cells of a notebook share a kernel: a file goes to one core as a whole.
test-shared: tests-ready
	$(PYTEST) -n auto --dist loadfile -m "not browser" --nbval tests $(NOTEBOOKS)

# One at a time: a browser and its JupyterLab keep both cores busy.
test-browser: tests-ready
	$(PYTEST) -m browser tests

check: lint
	$(PYTEST) -q -n auto --dist loadfile -m "not slow and not interop and not browser" tests

lint: tests-ready
	$(RUN) -m ruff format --check
	$(RUN) -m ruff check
	$(RUN) -m mypy

bench: tests-ready
	$(RUN) -m benchmarks

notebooks: tests-ready
	env -u LABKIT_LANG -u LABKIT_SEED LABKIT_PROGRESS= $(RUN) scripts/notebooks.py
	$(RUN) -m scripts.exercises

pages: tests-ready
	$(RUN) scripts/pages.py

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis screenshots pages
	find labkit tests benchmarks scripts notebooks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

tests-ready: python
	@$(PYTHON) scripts/prepare.py tests

python:
	@$(if $(PYTHON),true,$(error $(NO_PYTHON)))
