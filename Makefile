# Two commands do it all: `make run` and `make test`. Everything is installed into .venv, nothing outside it.
PYTHON ?= python3
# The address of another wheel index for PyTorch, for machines whose ordinary index has no CPU build.
TORCH_INDEX ?=
PORT ?= 8501
BIN := .venv/bin
CODE := workbench tests benchmarks scripts

.PHONY: help setup run test test-all check format bench browser screenshots clean
help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: .venv/.ready ## make .venv and install everything

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) --constraint constraints.txt torch
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/workbench doctor
	@touch $@

run: setup ## build the demo corpus and open the desk on the demo article
	@$(BIN)/workbench serve --port $(PORT) --article "$$($(BIN)/workbench demo)"

test: setup browser ## run the tests
	$(BIN)/python -m pytest -m 'not slow'

test-all: setup browser ## run the tests, the long ones too
	$(BIN)/python -m pytest

check: setup ## format, lint, types
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/mypy

format: setup ## bring the code into shape
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

# The other benchmarks need data of their own; benchmarks/README.md says which.
bench: setup ## speed, as ratios to a named reference
	@$(BIN)/python benchmarks/first_check.py
	@$(BIN)/python benchmarks/reading.py
	@$(BIN)/python benchmarks/encoding.py
	@$(BIN)/python benchmarks/relation_pairs.py
	@$(BIN)/python benchmarks/ledger.py
	@$(BIN)/python benchmarks/desk_speed.py

screenshots: setup browser ## take the README's pictures from the real desk
	$(BIN)/python scripts/screenshots.py

# The browser test drives Debian's Chromium; where it is missing and may be installed, it is.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; } \
	  || echo "no Chromium here: the browser test will be skipped"

clean: ## remove what was installed and built, never the ledger
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache build dist
