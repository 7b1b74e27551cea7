# Needed beforehand: git, make, Python 3.11 or newer. Everything else goes into .venv, from requirements.lock.
.DEFAULT_GOAL := help
.PHONY: help report test test-oldest lab evaluate bench fuzz docs wheel licences lock audit clean
SHELL := /bin/bash

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# The document texts are an optional input: only `verify` and the re-reading tests need them.
TEXTS := $(wildcard ../shared/documents)
ifneq ($(TEXTS),)
export CCHC_DOCUMENTS ?= $(abspath $(TEXTS))
endif

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 18

report: $(READY)  ## build and verify the table; write figures, briefs, page, exports; run notebooks
	$(BIN)/cchc build
	@if [ -n "$$CCHC_DOCUMENTS" ]; then $(BIN)/cchc verify; \
	else echo "verify: skipped, no document texts (see README, Limits)"; fi
	$(BIN)/cchc figures
	$(BIN)/cchc brief all
	$(BIN)/cchc explorer
	$(BIN)/cchc export
	$(BIN)/python -m scripts.readme
	$(BIN)/python -m scripts.notebooks

test: $(READY)  ## lint, format, types, import layers, tests, notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist worksteal

test-oldest: $(READY)  ## the tests with the lowest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --seed --python $(BIN)/python .venv-oldest
	$(BIN)/uv pip install --quiet --python .venv-oldest/bin/python --resolution lowest-direct \
	  --editable '.[documents,notebooks]' --group docs --group test --group build
	@# Parquet and PNG name what wrote them, docs/licences.md what is pinned: such bytes are those of requirements.lock
	.venv-oldest/bin/pytest --numprocesses auto --dist worksteal -m 'not pinned'

lab: $(READY)  ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

evaluate: $(READY)  ## score the extraction, write docs/evaluation.md
	$(BIN)/python -m scripts.evaluate

bench: $(READY)  ## time commands and measures beside their peers, write docs/benchmarks.md and docs/scale.md
	$(BIN)/python -m scripts.bench

fuzz: $(READY)  ## feed the readers a million odd texts and a hundred thousand odd files, half an hour or more
	$(BIN)/python -m scripts.fuzz --cases 1000000 --files 100000

docs: $(READY)  ## build the documentation site into build/site
	$(BIN)/python -m scripts.site

wheel: $(READY)  ## build the wheel, with the coded data and the tables, into dist
	$(BIN)/cchc build
	$(BIN)/python -m hatchling build --target wheel

licences: $(READY)  ## write docs/licences.md, print what the library and its extras weigh
	$(BIN)/python -m scripts.licences

lock: $(READY)  ## resolve requirements.lock anew, for all platforms, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade \
	  pyproject.toml --all-extras --group docs --group test --group build --output-file requirements.lock

audit: $(READY)  ## ask the public list of vulnerabilities for every pinned version; needs a network
	$(BIN)/uv tool run pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

clean:  ## remove what can be made again, the environment too
	rm -rf .venv .venv-oldest build dist exports explorer.html review-*.html *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/^[a-z].*==/p' requirements.lock | sed '1!{/^[a-z]/d}' > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	$(BIN)/python -m compileall -q cchc_analysis
	@touch $@
