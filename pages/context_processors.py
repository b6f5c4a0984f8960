"""Context processor: what every template knows about the hub, and the cache of page fragments."""

from django.conf import settings
from django.http import HttpRequest


class FragmentCache:
    """The timeout and version of cached fragments, for the `{% cache %}` tags of templates.

    Args:
        version: The `CacheVersion` that the fragments belong to; None to cache nothing.
    """

    def __init__(self, version: int | None = None) -> None:
        self.version = version

    @property
    def timeout(self) -> int:
        """Return for how many seconds a fragment is cached; 0 caches nothing."""
        return 0 if self.version is None else settings.HUB_FRAGMENT_CACHE_SECONDS


def is_cacheable(request: HttpRequest) -> bool:
    """Return whether the response is the same for every anonymous reader."""
    return request.user.is_anonymous and not getattr(request, "is_preview", False)


def site_context(request: HttpRequest) -> dict[str, object]:
    """Return the hub's name and notice, and a disabled fragment cache that pages replace."""
    return {
        "hub_name": settings.HUB_NAME,
        "hub_notice": settings.HUB_NOTICE,
        "fragment_cache": FragmentCache(),
    }
