# The repository's habits. `make` alone lists them. Needs git, make and Python 3.11 or newer; the rest is installed by
# scripts/bootstrap, which does nothing when nothing is missing.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help build serve test lint format bench pictures lock clean run-ready dev-ready

BIN := .venv/bin
CODE := generator tests bench scripts
PYTEST_ARGS ?=
LOCK_ARGS ?=
PICTURES ?=

# Homebrew's libraries are not on macOS's search path, and make loses DYLD_* variables, so they are set per command.
ifeq ($(shell uname -s),Darwin)
WITH_LIBRARIES := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/opt/local/lib:/usr/lib
endif

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

build: run-ready ## check the documents and build site, PDFs and recap into build/ (ALAMAT_SITUS in the environment is its address)
	@$(WITH_LIBRARIES) $(BIN)/kinerja build $${ALAMAT_SITUS:+--site "$$ALAMAT_SITUS"}

serve: run-ready ## show the site on this machine and rebuild it on every change
	@$(WITH_LIBRARIES) $(BIN)/kinerja serve

test: dev-ready ## run all tests (PYTEST_ARGS="-k name" for some)
	@$(WITH_LIBRARIES) $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

lint: dev-ready ## check the code: ruff, its format, mypy
	@$(BIN)/ruff check $(wildcard $(CODE))
	@$(BIN)/ruff format --check $(wildcard $(CODE))
	@$(BIN)/mypy

format: dev-ready ## put the code in ruff's format and mend what ruff can
	@$(BIN)/ruff check --fix-only --quiet $(wildcard $(CODE))
	@$(BIN)/ruff format $(wildcard $(CODE))

bench: dev-ready ## measure, and print ratios
	@$(WITH_LIBRARIES) $(BIN)/python bench/run.py

pictures: dev-ready build ## take the pictures of the guides and of the README anew
	@$(WITH_LIBRARIES) $(BIN)/python scripts/gambar.py $(PICTURES)

lock: dev-ready ## renew requirements/*.txt from pyproject.toml (LOCK_ARGS=--upgrade for newer versions)
	@$(BIN)/uv pip compile $(LOCK_FLAGS) pyproject.toml --group build --output-file requirements/run.txt
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --constraints requirements/run.txt \
		pyproject.toml --group build --group sign --output-file requirements/sign.txt
	@$(BIN)/uv pip compile $(LOCK_FLAGS) --constraints requirements/sign.txt \
		pyproject.toml --group build --group dev --output-file requirements/dev.txt

LOCK_FLAGS = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $(LOCK_ARGS)

clean: ## remove what was built and every cache, keep .venv
	@rm -rf build build-* .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	@find generator tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

run-ready:
	@sh scripts/bootstrap run

dev-ready:
	@sh scripts/bootstrap dev
