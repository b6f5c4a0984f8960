"""What every page's frame shows: the hub's name, its notice, its sections."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages.navigation import Navigation


def hub(request: HttpRequest) -> dict[str, object]:
    """Give templates the frame; its menus ask the database only when drawn."""
    navigation = Navigation(request)
    return {
        "hub_name": settings.HUB_NAME,
        "hub_notice": settings.HUB_NOTICE,
        "sections": SimpleLazyObject(lambda: navigation.sections),
        "footer_pages": SimpleLazyObject(lambda: navigation.footer_pages),
    }
