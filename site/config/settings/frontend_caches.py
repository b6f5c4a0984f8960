"""Settings of frontend caches (`WAGTAILFRONTENDCACHE`) from a list of URLs."""

from urllib.parse import urlsplit


def frontend_caches_from_urls(urls: list[str], cloudflare_token: str = "") -> dict[str, dict]:
    """Return the value of `WAGTAILFRONTENDCACHE`; see `page_cache.backends`.

    Args:
        urls: ``http://host:port`` of a cache that supports PURGE, ``cloudflare://zone-id`` or
            ``cloudfront://distribution-id``; any number of them.
        cloudflare_token: The API token of Cloudflare.

    Raises:
        ValueError: A URL is none of these, or Cloudflare's token is missing.
    """
    configured = [url.strip() for url in urls if url.strip()]
    return {url: _frontend_cache(url, cloudflare_token) for url in configured}


def _frontend_cache(url: str, cloudflare_token: str) -> dict:
    backends = "page_cache.backends"
    match urlsplit(url):
        case ("http" | "https", host, _, _, _) if host:
            return {"BACKEND": f"{backends}.HttpPurgeBackend", "LOCATION": url}
        case ("cloudflare", zone, _, _, _) if zone and cloudflare_token:
            return {
                "BACKEND": f"{backends}.CloudflarePurgeBackend",
                "ZONEID": zone,
                "BEARER_TOKEN": cloudflare_token,
            }
        case ("cloudfront", distribution, _, _, _) if distribution:
            return {
                "BACKEND": f"{backends}.CloudFrontPurgeBackend",
                "DISTRIBUTION_ID": distribution,
            }
    raise ValueError(
        f"HUB_PURGE names {url!r}. It takes http://host:port, cloudfront://distribution-id, or "
        "cloudflare://zone-id together with CLOUDFLARE_TOKEN."
    )
