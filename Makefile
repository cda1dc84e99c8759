# Three words to live here: make up, make check, make test. Everything else is for those who change amarre.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: up dev check test test-quick test-browser messages lock format clean

up: .venv/ready  ## start amarre: prepares everything, prints an address and a sign-in link
	$(BIN)/amarre up

.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps -e .
	touch $@

dev: .venv/dev  ## what is needed to change amarre
.venv/dev: requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps -e .
	touch .venv/ready $@

check: .venv/dev  ## lint, types, imports, translations, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy amarre
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.translations
	$(BIN)/amarre django makemigrations --check --dry-run

test: .venv/dev  ## every test a fresh machine can run (PostgreSQL and Chromium too, when they are there)
	$(BIN)/python -m tests.run

test-quick: .venv/dev  ## without browser and PostgreSQL
	$(BIN)/python -m tests.run --quick

messages: .venv/dev  ## collect the words to translate (needs gettext)
	$(BIN)/python -m tests.translations --collect

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## renew the locks (needs uv)
	uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate pyproject.toml -o requirements.lock
	uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
