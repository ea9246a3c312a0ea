# Harsat. `make` lists the verbs; what a verb does is a small program in tools/.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
QUICK := not slow and not server and not e2e
# What touches no database proves nothing new on the second one.
PURE := --ignore=tests/engine --ignore=tests/tools --ignore=tests/documents/test_rab_recalculated.py

# Tests compiled once are read by the next run; a shell that forbids it would pay ten seconds of `make check`.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run check test test-all services lock format bench clean dev

help: ## List the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: ## Install only; the command is then .venv/bin/harsat
	@$(PYTHON) tools/setup.py

run: setup ## Install, migrate, load the demo and serve on 127.0.0.1:8000 (PORT=8001 for another)
	@HARSAT_HOME=.harsat exec $(BIN)/harsat serve --demo --port $(PORT)

check: dev ## Everything quick, for every commit: linters, types, pytest on SQLite, vitest
	@$(BIN)/python tools/check.py
	@$(BIN)/pytest -n 2 -q -m '$(QUICK)' --ignore=tests/e2e

test: dev services ## Everything: both databases, the end-to-end walk, slow tests
	@$(BIN)/python tools/check.py
	@$(BIN)/pytest -n 2 -q -m 'not server'
	@$(BIN)/python tools/test_server.py -n 2 -q $(PURE)

test-all: export HYPOTHESIS_PROFILE := long
test-all: test ## The same with a thousand examples for every property and 300 workbooks recalculated

services: ## Install PostgreSQL, PgBouncer, Redis, Chromium, LibreOffice by apt, once, as root
	@$(PYTHON) tools/services.py

lock: dev ## Lock the requirements anew (UPGRADE=1 takes newer releases)
	@$(PYTHON) tools/lock.py

format: dev ## Let the formatters write
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet
	@npm run --silent fix

bench: dev ## Print what is how many times faster than what
	@$(BIN)/python tools/bench.py
	@$(BIN)/python tools/bench_search.py
	@$(BIN)/python tools/bench_diagnosis.py

clean: ## Remove what can be made again; data in .harsat stays
	@rm -rf .venv node_modules src/harsat/web/static/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

dev:
	@$(PYTHON) tools/setup.py --dev
