# make run    set up everything and serve on http://127.0.0.1:8050
# make test   set up everything and run every test
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: run test bench lint setup clean help

help: ## the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(PY):
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	python3 -m venv $(VENV)

$(VENV)/.run: requirements.txt constraints.txt | $(PY)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.test: requirements.txt requirements-test.txt constraints.txt | $(PY)
	$(PIP) -r requirements-test.txt
	touch $(VENV)/.run $@

setup: $(VENV)/.run ## the virtual environment

run: $(VENV)/.run ## serve; the demo city is made when the warehouse is empty
	$(PY) app.py

lint: $(VENV)/.test ## style, types, and the floors of the house
	$(PY) -m ruff check .
	$(PY) -m mypy data etl layouts/charts
	$(VENV)/bin/lint-imports

test: $(VENV)/.test ## every test, in a real Chromium too
	bash tools/programs.sh
	$(MAKE) lint
	$(PY) -m pytest -n 2 --dist loadfile --durations=25

bench: $(VENV)/.test ## the published measurements
	$(PY) tests/bench/bench_load.py
	$(PY) tests/bench/bench_gtfs.py
	$(PY) tests/bench/bench_questions.py
	$(PY) tests/bench/bench_response.py
	$(PY) tests/bench/bench_list.py
	$(PY) tests/bench/bench_catalogue.py
	$(PY) tests/bench/bench_map.py
	$(PY) tests/bench/bench_push.py
	$(PY) tests/bench/bench_fresh.py
	$(PY) tests/bench/bench_briefing.py
	$(PY) tests/bench/bench_endurance.py

clean: ## the environment and the state folder
	rm -rf $(VENV) var
