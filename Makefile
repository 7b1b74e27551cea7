# Needed beforehand: git, make, Python 3.11 or newer. Everything else goes into .venv, from requirements.lock.
.DEFAULT_GOAL := help
.PHONY: help report test lab evaluate bench docs clean lock
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
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

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
	$(BIN)/pytest

lab: $(READY)  ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks

evaluate: $(READY)  ## score the extraction, write docs/evaluation.md
	$(BIN)/python -m scripts.evaluate

bench: $(READY)  ## time the commands, as ratios measured in one run
	$(BIN)/python -m scripts.bench

docs: $(READY)  ## build the documentation site into build/site
	$(BIN)/python -m scripts.site

lock: $(READY)  ## resolve requirements.lock anew, for all platforms, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade \
	  pyproject.toml --group notebooks --group docs --group test --group build --output-file requirements.lock

clean:  ## remove what can be made again, the environment too
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/^[a-z].*==/p' requirements.lock | sed '1!{/^[a-z]/d}' > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
	@touch $@
