"""Production settings. They require SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and HUB_URL."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import env
from config.settings.databases import database_from_url
from config.settings.production_errors import production_errors

if _errors := production_errors(env):
    raise ImproperlyConfigured(
        "The hub does not start with these settings:\n"
        + "\n".join(f"- {error}" for error in _errors)
        + "\nSet them in the environment. docs/operations.md says what each is for."
    )

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = [
    key.strip() for key in env.str("SECRET_KEY_FALLBACKS", "").split(",") if key.strip()
]
ALLOWED_HOSTS = env.str("ALLOWED_HOSTS").replace(" ", "").split(",")
DATABASES = {"default": database_from_url(env.str("DATABASE_URL"))}
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

HUB_BEHIND_PROXY = True
HUB_CHECK_LINKS = env.bool("HUB_CHECK_LINKS", True)
ALLAUTH_TRUSTED_PROXY_COUNT = 1
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Load balancers request the health check over HTTP.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
