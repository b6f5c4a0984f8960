"""Development settings: SQLite, emails as files, demonstration content."""

from config.settings.base import *
from config.settings.base import INSTALLED_APPS, STORAGES, VAR, env
from config.settings.databases import database_from_url

# The demonstration accounts have a published password.
INSTALLED_APPS = ["demo", "benchmarks", *INSTALLED_APPS]
DEMO_ALLOWED = True
# Optional here, so that the demonstration can be tried at once; the sign-in page says so.
HUB_SECOND_FACTOR_REQUIRED = env.bool("HUB_SECOND_FACTOR_REQUIRED", False)
# Allows passkeys without HTTPS at http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = "for one's own machine only, production demands its own"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": database_from_url(env.str("DATABASE_URL", ""), VAR / "hub.sqlite3")}

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Without EMAIL_HOST, emails are written to files.
EMAIL_FILE_PATH = VAR / "mail"
if not env.str("EMAIL_HOST", ""):
    HUB_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
HUB_NOTICE = env.str(
    "HUB_NOTICE", "Demonstration: the people on these pages, and what they say, are invented."
)
SERVE_MEDIA = True
