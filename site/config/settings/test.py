"""Settings of the test suite: like production, with faster hashers and caches."""

import tempfile
from pathlib import Path

from config.settings.base import *
from config.settings.base import CACHES, INSTALLED_APPS, STORAGES, VAR, env
from config.settings.databases import database_from_url

INSTALLED_APPS = ["demo", "benchmarks", *INSTALLED_APPS, "django_migration_linter"]
# Migrations are append-only; the initial ones create the tables that they alter.
MIGRATION_LINTER_OPTIONS = {
    "no_cache": True,
    "quiet": ["ignore", "ok"],
    "ignore_initial_migrations": True,
    # It allows null in two columns, which SQLite does by rebuilding their tables. The linter takes
    # each rebuild for a new NOT NULL column; it passes the migration on PostgreSQL.
    "ignore_name": ["0013_posts_without_author"],
    "include_apps": [
        "accounts",
        "campaigns",
        "community",
        "editorial",
        "interviews",
        "library",
        "networks",
        "outbox",
        "page_cache",
        "pages",
        "scheduler",
    ],
}
DEMO_ALLOWED = True
# Tests of the second factor enable it themselves.
HUB_SECOND_FACTOR_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

DEBUG = False
SECRET_KEY = "a key for tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database_from_url(env.str("DATABASE_URL", ""), VAR / "tests.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "hub-test-media"
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True
# Faster than the database cache; tests of the database cache configure it themselves.
CACHES = {
    **CACHES,
    "default": {
        **CACHES["default"],
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "default",
    },
    # Migrate creates the table of each database cache.
    "database": CACHES["default"],
}
