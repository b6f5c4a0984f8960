# The hub from one place. `make` alone lists what it can do.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Checks need no database of their own, and must not make one.
ASIDE := DATABASE_URL=sqlite://:memory:
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url \
	--no-header --no-annotate --universal --python-version 3.11.0
ROOMS := $(wildcard editorial pages interviews campaigns networks community benchmarks) \
	$(patsubst %/__init__.py,%,$(wildcard site/*/__init__.py)) site/serve.py

.DEFAULT_GOAL := help
.PHONY: help run demo test quick soak check fmt lint types templates migrations system locks-check arrows imports \
	locks bench bench-admin bench-networks identifiers install install-dev clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- To use the hub ----------------------------------------------------------------------------

run: install ## Start the hub with its demonstration content (PORT=8000)
	@$(BIN)/python site/serve.py --port $(PORT)

demo: install ## Load the demonstration content, without starting the hub
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo

clean: ## Remove what was made here: the environment, var/ (with its database), caches
	rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- To work on it -----------------------------------------------------------------------------

test: install-dev ## Run every test on SQLite and on PostgreSQL (ARGS="-k topics" for some)
	@$(BIN)/python -m tests.run $(ARGS)

quick: install-dev ## Run the tests that need no browser, on SQLite
	@$(BIN)/python -m tests.run --quick $(ARGS)

soak: install-dev ## Run what takes long: whole walks and matrices, floods, killed processes
	@$(BIN)/python -m tests.run --soak $(ARGS)

check: lint types templates migrations system locks-check arrows ## Run every check that is not a test of behaviour
	@echo "All checks passed."

fmt: install-dev ## Put code and templates into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

lint: install-dev ## Check: plain mistakes and the shape of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev ## Check: types
	$(BIN)/mypy $(ROOMS)

templates: install-dev ## Check: the shape of the templates
	find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --check --target-version 5.2

migrations: install-dev ## Check: migrations are in step with the models, and backward compatible
	$(ASIDE) $(MANAGE) makemigrations --check --dry-run
	$(ASIDE) DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) lintmigrations

system: install-dev ## Check: Django's own checks, as on one's own machine and as in production
	$(ASIDE) $(MANAGE) check --fail-level WARNING
	@echo "check --deploy, under the production settings:"
	@$(ASIDE) DJANGO_SETTINGS_MODULE=config.settings.production ALLOWED_HOSTS=hub.example \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(MANAGE) check --deploy --fail-level WARNING

locks-check: install-dev ## Check: the lock files are in step with pyproject.toml
	@mkdir -p var/locks && cp requirements/base.txt requirements/dev.txt var/locks/
	@$(COMPILE) -o var/locks/base.txt > /dev/null
	@$(COMPILE) --extra dev -o var/locks/dev.txt > /dev/null
	@for lock in base dev; do \
		diff -u requirements/$$lock.txt var/locks/$$lock.txt || \
		{ echo "requirements/$$lock.txt is out of step with pyproject.toml: run make locks"; exit 1; }; \
	done
	@echo "The lock files are in step with pyproject.toml."

arrows: install-dev ## Check: who may import whom, and the layout of the folders
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/test_arrows.py tests/test_layout.py tests/test_locks.py

imports: install-dev ## Check: layers of the apps and no import cycles (import-linter)
	PYTHONPATH=.:site $(BIN)/lint-imports --no-logo

locks: install-dev ## Write the lock files anew from pyproject.toml, with the newest versions it allows
	$(COMPILE) --upgrade -o requirements/base.txt > /dev/null
	$(COMPILE) --upgrade --extra dev -o requirements/dev.txt > /dev/null

bench: install-dev ## Measure how long a page takes (benchmark_pages)
	@$(MANAGE) benchmark_pages $(ARGS)

bench-admin: install-dev ## Measure the desk at 20,000 pages, on SQLite and on PostgreSQL
	@$(BIN)/python -m benchmarks.run benchmark_admin $(ARGS)

bench-networks: install-dev ## Measure 50 networks of 5,000 members, on PostgreSQL (ARGS="--on both")
	@$(BIN)/python -m benchmarks.run benchmark_networks --on postgresql $(ARGS)

identifiers: install-dev ## Measure recall and false positives of the identifier scan
	@$(BIN)/python -m tests.identifiers.measure $(ARGS)

install:
	@$(PYTHON) requirements/install.py base

install-dev:
	@$(PYTHON) requirements/install.py dev
