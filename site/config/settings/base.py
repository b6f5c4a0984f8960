"""Settings shared by all environments, with secure defaults."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from config.settings import frontend_caches
from config.settings.accounts import *

env = Env()

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"

# --- Apps and middleware -----------------------------------------------------------------------

INSTALLED_APPS = [
    "accounts",
    "library",
    "outbox",
    "scheduler",
    "page_cache",
    "search_index",
    "editorial",
    "pages",
    "interviews",
    "campaigns",
    "networks",
    "community",
    "wagtail.api.v2",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.user_admin.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_countries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.content_security.ContentSecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.form_limits.EditorFormLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.middleware.SecondFactorMiddleware",
    "accounts.interrupted_forms.InterruptedFormMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.cache_headers.CacheHeadersMiddleware",
    "config.request_limits.OversizedNumberMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

# Form widgets may be overridden in `templates/`.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["config.templatetags.unambiguous_dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context_processors.site_context",
            ],
        },
    }
]

# --- Language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
COUNTRIES_FIRST = ["GB", "IE"]

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
PRIVATE_ROOT = VAR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Not served by the web server: views check permissions and send the files.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Security ----------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Wagtail's previews are exempt; see frame-ancestors below too.
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "manifest-src": [SELF],
        # The proof of work of the join forms.
        "worker-src": [SELF],
        "frame-ancestors": [SELF],
        # Video players, loaded only when a reader starts a video.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    }
}

# --- Wagtail -----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Patient safety hub"
WAGTAILADMIN_BASE_URL = env.str("HUB_URL", "http://127.0.0.1:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
# Disabled: two tabs of one editor would overwrite each other without notice.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# An edit voids all approvals of the previous content.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.workflow.publishing.publish_approved_workflow"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "search_index.backend", "SEARCH_CONFIG": "simple"},
}
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "editorial.rich_text.HubRichTextArea"}}
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILAPI_LIMIT_MAX = 100

WAGTAILIMAGES_IMAGE_MODEL = "library.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "editorial.safety.forms.PublishedImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "library.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "editorial.safety.forms.PublishedDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "key", "odt", "ods", "odp", "pdf", "pptx", "rtf", "txt", "xlsx",
]  # fmt: skip

# Limits of the forms of page and snippet editors; all other forms have Django's.
HUB_EDITOR_FORM_FIELDS = 20_000
HUB_EDITOR_FORM_BYTES = 10 * 1024 * 1024
# Maximum size of a document; the proxy in front must allow a little more.
HUB_UPLOAD_BYTES = 20 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = HUB_UPLOAD_BYTES

# --- Caches ------------------------------------------------------------------------------------

CACHES: dict[str, dict[str, Any]] = {
    # Shared by all processes: the counts of django-allauth's rate limits, whose lock needs an
    # atomic `add`, and Wagtail's root paths of sites. Migrate creates the table. Keys are hashed,
    # since those of rate limits contain IP addresses.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hub_cache",
        "KEY_FUNCTION": "accounts.rate_limit.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    },
    # Renditions are prefetched or read from their table: a cached row would outlive its file.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # Page fragments, by process: their keys contain the cache version, which is stored in the
    # database, so that no process serves a fragment that has been invalidated.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}
HUB_FRAGMENT_CACHE_SECONDS = 60
# Frontend caches, purged when content changes; see docs/operations.md.
WAGTAILFRONTENDCACHE = frontend_caches.frontend_caches_from_urls(
    env.list("HUB_PURGE", []), env.str("CLOUDFLARE_TOKEN", "")
)

# --- Email -------------------------------------------------------------------------------------

# Email is queued in the database; the scheduler delivers it by `HUB_MAIL_BACKEND`.
EMAIL_BACKEND = "outbox.backend.OutboxBackend"
HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
HUB_MAIL_DOMAIN = urlsplit(env.str("HUB_URL", "http://127.0.0.1:8000")).hostname or "localhost"
EMAIL_TIMEOUT = 20
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "hub@localhost")

# --- The hub itself ----------------------------------------------------------------------------

# Whether the IP address of a client is read from the X-Forwarded-For of a proxy.
HUB_BEHIND_PROXY = False
HUB_NAME = "Patient safety hub"
# Whether external links of published pages are probed, which sends requests to other sites.
HUB_CHECK_LINKS = env.bool("HUB_CHECK_LINKS", False)
# A line of text at the top of every page, for example "Back at 18:00".
HUB_NOTICE = env.str("HUB_NOTICE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "filters": {"no_tokens": {"()": "config.log_filters.TokenRedactionFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["no_tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Edits and tasks are recorded in the history of pages; INFO would log them again.
    "loggers": {"wagtail": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}},
}
