"""Caches in front of the hub by address, so that they can be told what to drop."""

from urllib.parse import urlsplit


def frontend_caches_from_urls(addresses: list[str], cloudflare_token: str = "") -> dict[str, dict]:
    """Return the settings of the caches that are told what to drop; see `editorial.purging`.

    Args:
        addresses: ``http://host:port`` of a cache that understands PURGE,
            ``cloudflare://zone-id`` or ``cloudfront://distribution-id``; several, if there are.
        cloudflare_token: What Cloudflare is asked with.

    Raises:
        ValueError: An address is none of these, or Cloudflare's token is missing.
    """
    given = [address.strip() for address in addresses if address.strip()]
    return {address: _frontend_cache(address, cloudflare_token) for address in given}


def _frontend_cache(address: str, cloudflare_token: str) -> dict:
    caches = "page_cache.backends"
    match urlsplit(address):
        case ("http" | "https", place, _, _, _) if place:
            return {"BACKEND": f"{caches}.HttpPurgeBackend", "LOCATION": address}
        case ("cloudflare", zone, _, _, _) if zone and cloudflare_token:
            return {
                "BACKEND": f"{caches}.CloudflarePurgeBackend",
                "ZONEID": zone,
                "BEARER_TOKEN": cloudflare_token,
            }
        case ("cloudfront", distribution, _, _, _) if distribution:
            return {"BACKEND": f"{caches}.CloudFrontPurgeBackend", "DISTRIBUTION_ID": distribution}
    raise ValueError(
        f"HUB_PURGE names {address!r}. It takes http://host:port, cloudfront://distribution-id, or "
        "cloudflare://zone-id together with CLOUDFLARE_TOKEN."
    )
