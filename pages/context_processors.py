"""What every page's frame shows: the hub's name, its notice, its sections."""

from django.conf import settings
from django.http import HttpRequest

from page_cache.fragments import FragmentCache
from pages.navigation import Navigation


def site_context(request: HttpRequest) -> dict[str, object]:
    """Give templates the frame; a page of the tree adds the way to it, and keeps pieces."""
    return {
        "hub_name": settings.HUB_NAME,
        "hub_notice": settings.HUB_NOTICE,
        "keeping": FragmentCache(),
        **Navigation(request).as_context(),
    }
