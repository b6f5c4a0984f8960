"""Context processor for the base template."""

from django.conf import settings
from django.http import HttpRequest

from page_cache.fragments import FragmentCache


def site_context(request: HttpRequest) -> dict[str, object]:
    """Return the hub's name and notice, and a disabled fragment cache that pages replace."""
    return {
        "hub_name": settings.HUB_NAME,
        "hub_notice": settings.HUB_NOTICE,
        "fragment_cache": FragmentCache(),
    }
