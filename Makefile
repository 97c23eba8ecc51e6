# Everything here needs Python 3.11 or newer and make; the rest is installed into .venv from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: serve test test-whoosh3 torture reindex lint bench sbom lock docs messages clean

serve: $(VENV)/.run  ## build the index of raw_docs/ and serve the page
	$(BIN)/morgue reindex
	$(BIN)/morgue serve

reindex: $(VENV)/.run  ## bring the index up to date with raw_docs/
	$(BIN)/morgue reindex

test: $(VENV)/.test lint  ## linters, types, import rules and the whole test suite
	$(BIN)/python -m pytest

torture: $(VENV)/.test  ## the long forms of the tests of docs/resilience.md: kills, failing disks, damage, load
	$(BIN)/python -m tests.faults

# The other Whoosh that shares our API, so that moving to it stays a change of one line (docs/decisions/0001-whoosh.md).
test-whoosh3: $(VENV)/.test
	$(PIP) install --quiet --upgrade --no-deps --require-hashes --requirement requirements-whoosh3.txt --target $(VENV)/whoosh3
	PYTHONPATH=$(VENV)/whoosh3 $(BIN)/python -m pytest tests/test_engine_contract.py tests/test_generations.py tests/test_stock_searcher.py

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive app.py settings.py commands indexer search

bench: $(VENV)/.bench  ## the measurements described in benchmarks/README.md
	$(BIN)/python -m benchmarks

$(VENV)/.bench: requirements-bench.txt $(VENV)/.test
	$(PIP) install --quiet --no-deps --require-hashes --requirement requirements-bench.txt
	@touch $@

# The tool and what it brings stay out of the environment that runs and tests Morgue.
sbom: $(VENV)/.run  ## write sbom.json, the bill of materials of what runs, as CycloneDX
	$(PIP) install --quiet --upgrade --no-deps --require-hashes --requirement requirements-sbom.txt --target $(VENV)/sbom
	PYTHONPATH=$(VENV)/sbom $(BIN)/python -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml \
		--output-file sbom.json requirements.txt

docs: $(VENV)/.run  ## write docs/cleaning.md from the table of cleaning rules
	$(BIN)/python -m indexer.cleaning.catalogue > docs/cleaning.md.new
	mv docs/cleaning.md.new docs/cleaning.md

# Neither places nor times are written: what the files say changes only when a text does.
messages: $(VENV)/.run  ## bring translations/ in step with the texts of the pages, and compile it
	$(BIN)/pybabel -q extract --mapping-file pyproject.toml --keywords say --keywords _say --keywords Entry:2 --omit-header --no-location \
		--sort-output --width 120 --output-file translations/messages.pot .
	$(BIN)/pybabel -q update --input-file translations/messages.pot --output-dir translations --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 120
	$(BIN)/pybabel -q compile --directory translations

# `make lock` needs uv on the PATH; the files it writes carry names, versions and hashes only.
lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file requirements.txt
	uv pip compile pyproject.toml --extra build --extra test --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --constraint requirements.txt --output-file requirements-test.txt
	uv pip compile pyproject.toml --extra build --extra bench --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --constraint requirements.txt --output-file requirements-bench.txt
	uv pip compile pyproject.toml --extra sbom --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --constraint requirements.txt --output-file requirements-sbom.txt

clean:
	rm -rf $(VENV) index build sbom.json *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Morgue needs Python 3.11 or newer; $(PYTHON) is `$(PYTHON) -V`. Try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --no-deps --require-hashes --requirement requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.run
	$(PIP) install --quiet --no-deps --require-hashes --requirement requirements-test.txt
	@touch $@
