"""Renditions generated before the first visit, so that no reader waits for them."""

from collections.abc import Callable, Iterator
from enum import Enum

from library.models import HubImage, HubRendition
from library.renditions import generate_renditions
from pages.content_kinds import item_models
from pages.models import HomePage, HubPage, ListingPage, Person


class RenditionScope(Enum):
    """The pages whose renditions are generated: none, first listing pages, or all."""

    NONE = "none"
    FIRST = "first"
    ALL = "all"


def generate_renditions_ahead(scope: RenditionScope, progress: Callable[[int], None]) -> int:
    """Generate missing renditions.

    Args:
        scope: The pages whose images are covered.
        progress: Called with the number of images done, after each.

    Returns:
        How many renditions were created.
    """
    before = HubRendition.objects.count()
    for done, (image, names) in enumerate(_images_with_formats(scope), start=1):
        generate_renditions(image, *names)
        progress(done)
    return HubRendition.objects.count() - before


def _images_with_formats(scope: RenditionScope) -> Iterator[tuple[HubImage, tuple[str, ...]]]:
    """Yield images with the names of their rendition formats."""
    if scope is RenditionScope.NONE:
        return
    everything = scope is RenditionScope.ALL
    for model in item_models().values():
        items = HubPage.objects.live().of_types(model).newest_first().select_related("image")
        items = items.exclude(image=None)
        for page in items if everything else items[: ListingPage.page_size]:
            yield page.image, ("card", "hero") if everything else ("card",)
    home = HomePage.objects.select_related("image").first()
    if home and home.image:
        yield home.image, ("hero",)
        for row in home.featured.select_related("item__image").exclude(item__image=None):
            yield row.item.image, ("card", "hero")
    if everything:
        for person in Person.objects.exclude(portrait=None).select_related("portrait"):
            yield person.portrait, ("portrait",)
