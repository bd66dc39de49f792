# Everything runs in .venv, from exact versions; paths may hold spaces and Chinese characters.
.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench docs messages clean compiled

BIN := .venv/bin
CATALOGUE := src/recheck/locale/zh_CN/LC_MESSAGES/recheck

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: compiled  ## sample uploads in, lists and PDF reports out (in out/)
	@"$(BIN)/python" scripts/demo.py

test: compiled  ## all tests
	@"$(BIN)/python" -m pytest

check: .venv/installed  ## lint, format and types, without changing anything
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"

fix: .venv/installed  ## let ruff repair what it can
	"$(BIN)/ruff" check --fix .
	"$(BIN)/ruff" format .

bench: compiled .venv/bench  ## speed, as ratios within one run
	@"$(BIN)/python" benches/run.py

docs: compiled  ## write docs/reference from code and rules
	@"$(BIN)/python" -m scripts.reference

messages: .venv/installed  ## compile the Chinese catalogue
	@"$(BIN)/pybabel" compile -i "$(CATALOGUE).po" -o "$(CATALOGUE).mo"

clean:  ## remove what the other targets made
	rm -rf out build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src -name __pycache__ -type d -exec rm -rf {} +

.venv/installed: requirements/dev.txt pyproject.toml
	@python=; for name in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python="$$name"; break; fi; \
	done; \
	test -n "$$python" || { echo "recheck needs Python 3.11 or newer." >&2; exit 1; }; \
	"$$python" -m venv .venv
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch "$@"

# pip compiles what it copies, but not what it leaves in place; else every start may compile anew.
compiled: .venv/installed
	@"$(BIN)/python" -m compileall -q src

.venv/bench: .venv/installed requirements/bench.txt
	@"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch "$@"
