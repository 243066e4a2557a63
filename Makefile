# Two commands for everybody: `make run` and `make test`. `make` alone lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out/sample
PORT ?= 8501
SEED ?= $(shell date +%j)
SAMPLE := corpus/sample_jiangyin_2020/dossier
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
export PYTHON
export PYTHONUTF8 := 1

.PHONY: help run app test check lint guards fuzz bench lock system clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: $(CORE) ## set up and assess the sample dossier into out/sample
	@status=0; $(BIN)/pufa assess $(SAMPLE) --rubric jiangyin-2020 --unit 澜宁市水务局 --year 2020 --out $(OUT) || status=$$?; \
	[ $$status -eq 0 ] || exit $$status; \
	echo; echo "Look at it: make app"

app: $(CORE) ## open the review desk on the sample (runs it first where there is no result yet)
	@[ -f $(OUT)/assessment.json ] || $(MAKE) run
	@$(BIN)/pufa serve --open $(OUT) --port $(PORT)

test: $(DEV) system lint ## set up for tests, then ruff, mypy and every test, browser tests included
	$(BIN)/python -m pytest -n 2

check: $(DEV) lint guards ## read only and quick: ruff, mypy and the house's guards

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/mypy

guards: $(DEV)
	$(BIN)/python -m pytest -q tests/house tests/model

fuzz: $(DEV) ## search for files that a reader did not foresee (SECONDS=600)
	PYTHONPATH=tests/extractor PUFA_CACHE=off $(BIN)/python -m fuzz --seconds $(or $(SECONDS),600) --seed $(SEED)

bench: $(DEV) ## measure accuracy and cost on the labelled corpus
	$(BIN)/python -m bench.quality all

lock: ## write requirements/*.txt anew from pyproject.toml (needs uv)
	scripts/lock.sh

system: # Debian packages that the tests need: Chromium, a Chinese font, LibreOffice
	@scripts/system.sh test

clean: ## remove the environment, the results and every cache
	rm -rf $(VENV) out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(CORE): requirements/core.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh core $(VENV)
	@touch $@

$(DEV): requirements/core.txt requirements/dev.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh dev $(VENV)
	@touch $(CORE) $@
