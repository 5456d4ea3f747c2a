# SPDX-License-Identifier: Apache-2.0
# Needs python3 (3.11 or later) and make; everything else is set up in .venv, from locked and hashed versions.

PYTHON ?= python3
STACK ?= aws-prod
BIN := .venv/bin
SOURCES := controls components policies stacks toolkit

.DEFAULT_GOAL := help
.PHONY: help preview test truth check bench docs clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

preview: .venv/.run ## record and judge a stack offline (STACK=aws-prod)
	@$(BIN)/hds preview --stack $(STACK)

test: .venv/.dev ## run all tests; the engine tests need pulumi, or go to build it
	@$(BIN)/python tools/pulumi/find.py || true
	@$(BIN)/python -m pytest

truth: .venv/.dev .venv-truth/.models ## ask the published models whether the provider would accept the zone
	@HDS_REQUIRE_TRUTH=1 $(BIN)/python -m pytest -n0 tests/truth

check: .venv/.dev ## lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/basedpyright

bench: .venv/.dev ## print the ratios, measured here; fails when one is missed
	@$(BIN)/python -m bench

docs: .venv/.dev ## write schemas and generated pages again
	@$(BIN)/python -m tools.generate

clean: ## remove what was set up here
	@rm -rf .venv .venv-truth .pytest_cache .ruff_cache .hypothesis
	@find $(SOURCES) tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.run: requirements/run.lock pyproject.toml
	@$(call setup,requirements/run.lock)

.venv/.dev: requirements/dev.lock pyproject.toml
	@$(call setup,requirements/dev.lock)
	@touch .venv/.run

# Its packages conflict with none of ours, but are large and for tests alone.
.venv-truth/.models: requirements/truth.lock
	@echo "setting up .venv-truth from $< (once, about a minute)" >&2
	@test -x .venv-truth/bin/python || $(PYTHON) -m venv .venv-truth
	@.venv-truth/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Make the environment once: interpreter, locked packages (their bytecode is compiled by pip), this project, its bytecode.
define setup
set -e; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  { echo "Python 3.11 or later is needed, $(PYTHON) is older. hint: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }; \
echo "setting up .venv from $(1) (once, about a minute)" >&2; \
test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
  { echo "no virtual environment could be made. hint: install the venv module (Debian: apt install python3-venv)" >&2; exit 1; }; \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .; \
$(BIN)/python -m compileall -q $(SOURCES); \
touch $@
endef
