"""How long pieces of a page are kept, for the readers who all see the same."""

from django.conf import settings
from django.http import HttpRequest


class FragmentCache:
    """Says to templates for how long, and under which edition, a piece is kept.

    Args:
        edition: The number of the edition the piece belongs to; None where nothing is kept.
    """

    def __init__(self, edition: int | None = None) -> None:
        self.edition = edition

    @property
    def seconds(self) -> int:
        """Return how long a piece is kept."""
        return 0 if self.edition is None else settings.HUB_FRAGMENT_CACHE_SECONDS


def is_cacheable(request: HttpRequest) -> bool:
    """Tell whether a reader sees what everybody sees, so that pieces may be kept for others."""
    return request.user.is_anonymous and not getattr(request, "is_preview", False)
