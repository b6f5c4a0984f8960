"""Content kinds: the labels and slugs of the page types that listings and search show."""

from dataclasses import dataclass
from functools import cache

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models


@dataclass(frozen=True)
class ContentKind:
    """The label of a page type whose pages are content items: listed, searched and in feeds.

    Attributes:
        slug: Its name in a query string, as in ``?type=blog``.
        name: Its singular label.
        plural: Its plural label.
        has_date: Whether lists show when a page was published.
    """

    slug: str
    name: str
    plural: str
    has_date: bool = True


@cache
def item_models() -> dict[str, type[Page]]:
    """Return the page types that have a content kind, by its slug."""
    kinds = ((getattr(model, "content_kind", None), model) for model in get_page_models())
    return dict(sorted((kind.slug, model) for kind, model in kinds if kind))


def content_types_of(models: list[type[Page]]) -> list[ContentType]:
    """Return the content types of page types; they are cached after the first call."""
    return list(ContentType.objects.get_for_models(*models).values())
