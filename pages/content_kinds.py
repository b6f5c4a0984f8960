"""The kinds of item the hub gathers: each page type that is one says so itself."""

from dataclasses import dataclass
from functools import cache

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models


@dataclass(frozen=True)
class ContentKind:
    """What a kind of item is called.

    Attributes:
        slug: Its name in an address, as in ``?type=blog``.
        name: One of it.
        plural: Several of it.
        shelf: The slug of the section below home that lists them.
    """

    slug: str
    name: str
    plural: str
    shelf: str


@cache
def item_models() -> dict[str, type[Page]]:
    """Return the page types that are items, by the slug of their kind."""
    found = {model.kind.slug: model for model in get_page_models() if getattr(model, "kind", None)}
    return dict(sorted(found.items()))


def content_types_of(models: list[type[Page]]) -> list[ContentType]:
    """Return the content types of page types; after the first call without a query."""
    return list(ContentType.objects.get_for_models(*models).values())
