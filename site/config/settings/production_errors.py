"""Errors in the environment of the production settings: what is missing, unsafe or contradicts."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from environs import Env

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "HUB_URL")
MIN_KEY_LENGTH = 50
"""As in Django's `security.W009`."""
DATABASE_SCHEMES = {"postgresql", "postgres", "sqlite"}


def production_errors(env: Env) -> list[str]:
    """Return one sentence for each error, each with what to do.

    Args:
        env: The environment of the process.
    """
    missing = [name for name in REQUIRED if not env.str(name, "").strip()]
    errors = [f"Set {', '.join(missing)}."] if missing else []
    return [
        *errors,
        *_secret_key_errors(env.str("SECRET_KEY", "")),
        *_address_errors(env.str("HUB_URL", "").strip(), env.str("ALLOWED_HOSTS", "")),
        *_contradictions(env),
    ]


def _secret_key_errors(key: str) -> Iterator[str]:
    if key.strip() and len(key) < MIN_KEY_LENGTH:
        yield f"Make SECRET_KEY at least {MIN_KEY_LENGTH} characters long."


def _address_errors(url: str, allowed_hosts: str) -> Iterator[str]:
    hosts = [host.strip().lower() for host in allowed_hosts.split(",") if host.strip()]
    if "*" in hosts:
        yield "Name the hosts in ALLOWED_HOSTS: with * a request could name any host."
    if not url:
        return
    try:
        address = urlsplit(url)
        host = address.hostname or ""
        _ = address.port
    except ValueError:
        address, host = None, ""
    if address is None or address.scheme != "https" or not host:
        yield "Write HUB_URL as an HTTPS address, such as https://hub.example."
        return
    if address.path or address.query or address.fragment or address.username:
        yield f"Write HUB_URL without a path or a slash at the end: https://{host}."
    if hosts and "*" not in hosts and not any(_matches(host, pattern) for pattern in hosts):
        yield f"Add {host}, the host of HUB_URL, to ALLOWED_HOSTS."


def _matches(host: str, pattern: str) -> bool:
    """Return whether `ALLOWED_HOSTS` accepts a host by a pattern; `.example` has subdomains."""
    return host == pattern or (
        pattern.startswith(".") and (host.endswith(pattern) or host == pattern[1:])
    )


def _contradictions(env: Env) -> Iterator[str]:
    if not env.bool("HUB_SECOND_FACTOR_REQUIRED", True):
        yield (
            "Remove HUB_SECOND_FACTOR_REQUIRED: only a demonstration does without the second step "
            "at sign-in."
        )
    if env.bool("DEBUG", False):
        yield "Remove DEBUG: error pages would show settings and data."
    if env.str("EMAIL_HOST_PASSWORD", "") and not env.str("EMAIL_HOST_USER", ""):
        yield "Set EMAIL_HOST_USER too, or remove EMAIL_HOST_PASSWORD: it is not used."
    if env.str("CLOUDFLARE_TOKEN", "") and "cloudflare://" not in env.str("HUB_PURGE", ""):
        yield "Add cloudflare://ZONE-ID to HUB_PURGE, or remove CLOUDFLARE_TOKEN: it is not used."
    scheme = env.str("DATABASE_URL", "").strip().partition(":")[0]
    if scheme and scheme not in DATABASE_SCHEMES:
        yield f"Write DATABASE_URL as postgresql://…, not {scheme}://…."
    fallbacks = [key.strip() for key in env.str("SECRET_KEY_FALLBACKS", "").split(",")]
    if env.str("SECRET_KEY", "") and env.str("SECRET_KEY") in fallbacks:
        yield "Remove the present SECRET_KEY from SECRET_KEY_FALLBACKS."
