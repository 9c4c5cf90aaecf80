# Two commands do everything: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test quick same pin pin-gold lint format types bench fuzz torture learn lock clean engine browser help
.DEFAULT_GOAL := help

help:  ## what can be made here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/installed engine  ## set up and open the dashboard with the sample loaded
	$(BIN)/visavis open --sample

test: $(VENV)/installed-dev browser  ## set up and run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

quick: $(VENV)/installed-dev  ## lint, types, and the tests of rules, words and figures: no browser, no load
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/test_lexicon.py tests/test_layers.py tests/language tests/analysis

same: $(VENV)/installed-dev  ## is every text read as it was pinned, and the same on every path?
	$(BIN)/python -m tests.gate

pin: $(VENV)/installed-dev  ## pin what every text is read as now; name the rows that changed in the commit
	$(BIN)/python -m tests.gate --pin

pin-gold: $(VENV)/installed-dev  ## pin the annotated articles as they are now; say in the commit why they changed
	$(BIN)/python -m tests.gate --pin-gold

lint: $(VENV)/installed-dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: $(VENV)/installed-dev  ## let ruff format and mend
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

types: $(VENV)/installed-dev
	$(BIN)/mypy

bench: $(VENV)/installed-dev browser  ## speed, beside plain spaCy in the same run
	$(BIN)/python -m benchmarks.reading_speed
	$(BIN)/python -m benchmarks.reading_files
	$(BIN)/python -m benchmarks.linear_time
	$(BIN)/python -m benchmarks.english_speed
	$(BIN)/python -m benchmarks.corrections_speed
	$(BIN)/python -m benchmarks.loading_rate
	$(BIN)/python -m benchmarks.health_while_loading
	$(BIN)/python -m benchmarks.upload_to_reader
	$(BIN)/python -m benchmarks.pages_while_translating

fuzz: $(VENV)/installed-dev  ## ten minutes of damaged files of every format
	$(BIN)/python -m benchmarks.fuzz --minutes 10

torture: $(VENV)/installed-dev  ## a hundred kills, a thousand damaged files, ten minutes of them for each format
	$(BIN)/python -m benchmarks.torture --kills 100 --files 1000 --minutes 10

learn: $(VENV)/installed-dev  ## remake data/learned from the annotated articles
	$(BIN)/python -m pipelines.training.antecedents
	$(BIN)/python -m pipelines.training.event_roles
	$(BIN)/python -m pipelines.training.event_dates
	$(BIN)/python -m pipelines.training.certainty

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vis-a-vis needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

engine: $(VENV)/installed  ## get a translation engine if none is here
	@$(BIN)/python scripts/get_engine.py

browser: $(VENV)/installed-dev  ## get a browser for the end-to-end tests if none is here
	@$(BIN)/python scripts/get_browser.py

lock:  ## resolve the dependencies again (needs uv)
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --all-extras -c requirements.lock --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
