# Two commands do everything: `make serve` and `make test`. Both make the environment they need.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
HOST ?= 127.0.0.1
PORT ?= 7860
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help serve test check rules train bench pictures clean

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/'

serve: $(STAMP) ## environment, index if stale, chat page on port 7860 (HOST=…, PORT=…)
	$(BIN)/bc-qa serve --host $(HOST) --port $(PORT)

test: $(STAMP) ## environment, all tests, WORKERS=2 files at once
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(STAMP) ## format, lint, types, directions of import
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

rules: $(STAMP) ## empty each cue and list in turn: what notices (ONLY=list; WRITE=1: readings anew)
	$(BIN)/python scripts/rules.py $(if $(WRITE),--write,$(ONLY))

train: $(STAMP) ## the trained reader made anew from benchmarks/ (about two hours): training/README.md
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m training

bench: $(STAMP) ## speed, memory, weight of the pages; writes benchmarks/*.json
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/page.py

pictures: $(STAMP) ## pictures of the user guide, from the running pages
	$(BIN)/python scripts/pictures.py

clean: ## remove the environment and the built index
	rm -rf $(VENV) index/manifest.json index/*/

$(STAMP): pyproject.toml constraints.txt scripts/environment
	@scripts/environment $(VENV)
	@touch $@
