# Commands to run the hub and to develop it. `make` without a target lists them.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Checks run on an empty database in memory, so that they leave no file behind.
MEMORY_DATABASE := DATABASE_URL=sqlite://:memory:
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url \
	--no-header --no-annotate --universal --python-version 3.11.0
APPS := $(wildcard editorial pages interviews campaigns networks community benchmarks) \
	$(patsubst %/__init__.py,%,$(wildcard site/*/__init__.py)) site/serve.py

.DEFAULT_GOAL := help
.PHONY: help run demo test quick soak check fmt lint types templates migrations system locks-check imports \
	locks bench bench-admin bench-networks bench-discussions identifiers pictures install install-dev clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Run ---------------------------------------------------------------------------------------

run: install ## Start the hub with its demonstration content (PORT=8000)
	@$(BIN)/python site/serve.py --port $(PORT)

demo: install ## Load the demonstration content, without starting the hub
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo

clean: ## Remove .venv/, var/ (with its database) and the caches of the tools
	rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Develop -----------------------------------------------------------------------------------

test: install-dev ## Run the test suite on SQLite and on PostgreSQL (ARGS="-k topics" for some)
	@$(BIN)/python -m tests.run $(ARGS)

quick: install-dev ## Run the tests that need no browser, on SQLite
	@$(BIN)/python -m tests.run --quick $(ARGS)

soak: install-dev ## Run the slow tests: every URL, floods of requests, killed processes
	@$(BIN)/python -m tests.run --soak $(ARGS)

check: lint types templates migrations system locks-check imports ## Run all static checks
	@echo "All checks passed."

fmt: install-dev ## Format code and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

lint: install-dev ## Check: code style and common errors (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev ## Check: types (mypy)
	$(BIN)/mypy $(APPS)

templates: install-dev ## Check: format of the templates (djade)
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2

migrations: install-dev ## Check: migrations match the models and are backward compatible
	$(MEMORY_DATABASE) $(MANAGE) makemigrations --check --dry-run
	$(MEMORY_DATABASE) DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) lintmigrations

system: install-dev ## Check: Django's system checks, with development and production settings
	$(MEMORY_DATABASE) $(MANAGE) check --fail-level WARNING
	@echo "check --deploy, under the production settings:"
	@$(MEMORY_DATABASE) DJANGO_SETTINGS_MODULE=config.settings.production ALLOWED_HOSTS=hub.example \
		HUB_URL=https://hub.example \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(MANAGE) check --deploy --fail-level WARNING

locks-check: install-dev ## Check: the lock files match pyproject.toml
	@mkdir -p var/locks && cp requirements/base.txt requirements/dev.txt var/locks/
	@$(COMPILE) -o var/locks/base.txt > /dev/null
	@$(COMPILE) --extra dev -o var/locks/dev.txt > /dev/null
	@for lock in base dev; do \
		diff -u requirements/$$lock.txt var/locks/$$lock.txt || \
		{ echo "requirements/$$lock.txt does not match pyproject.toml: run make locks"; exit 1; }; \
	done
	@echo "The lock files match pyproject.toml."

imports: install-dev ## Check: layers of the apps, and no import cycles (import-linter)
	PYTHONPATH=.:site $(BIN)/lint-imports --no-logo

locks: install-dev ## Write the lock files from pyproject.toml, with the newest versions it allows
	$(COMPILE) --upgrade -o requirements/base.txt > /dev/null
	$(COMPILE) --upgrade --extra dev -o requirements/dev.txt > /dev/null

bench: install-dev ## Measure the response times of public pages (benchmark_pages)
	@$(MANAGE) benchmark_pages $(ARGS)

bench-admin: install-dev ## Measure the admin at 20,000 pages, on SQLite and on PostgreSQL
	@$(BIN)/python -m benchmarks.run benchmark_admin $(ARGS)

bench-networks: install-dev ## Measure 50 networks of 5,000 members, on PostgreSQL (ARGS="--on both")
	@$(BIN)/python -m benchmarks.run benchmark_networks --on postgresql $(ARGS)

bench-discussions: install-dev ## Measure discussions, one of 5,000 posts, on SQLite and on PostgreSQL
	@$(BIN)/python -m benchmarks.run benchmark_discussions $(ARGS)

pictures: install-dev ## Take the guides' pictures anew, while `make run` runs with a fresh demonstration (PORT=8000)
	@$(BIN)/python -m docs.guide_pictures.take --url http://127.0.0.1:$(PORT) $(ARGS)

identifiers: install-dev ## Measure recall and false positives of the identifier scan
	@$(BIN)/python -m tests.identifiers.measure $(ARGS)

install:
	@$(PYTHON) requirements/install.py base

install-dev:
	@$(PYTHON) requirements/install.py dev
