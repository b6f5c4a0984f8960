"""URLs in frontend caches that show a page or a person, in addition to their own."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import (
    Page,
    ReferenceIndex,
    get_default_page_content_type,
    get_page_models,
)

from page_cache.invalidation import tagged_pks
from pages.content_kinds import content_types_of
from pages.models import (
    HubPage,
    ImpactPage,
    ListingPage,
    PersonSlug,
    PreviousPersonSlug,
    TopicPage,
)
from pages.people.credits import page_ids_crediting, person_ids_on_pages


def urls_for_tags(tags: Iterable[str]) -> Iterator[str]:
    """Yield the URLs that show the pages and people among some tags; answers `cached_urls`."""
    tags = list(tags)
    pks = set(tagged_pks(tags, "page"))
    if person_pks := tagged_pks(tags, "person"):
        yield from urls_of_people(person_pks)
        pks |= page_ids_crediting(person_pks)
    if pks:
        yield from urls_displaying_pages(pks)


def urls_displaying_pages(pks: Iterable[int]) -> Iterator[str]:
    """Yield every URL that shows something of some pages to a reader.

    These are the pages; their ancestors; index pages, which list by type; their topics and the
    ancestors of those; pages that refer to them, carry them as a topic, or share a topic and list
    them as related; the people they credit; the feeds, the sitemap, and the API. Responses to URLs
    with a query string are not cached (`config.cache_headers`).

    Args:
        pks: The ids of the pages.
    """
    changed = HubPage.objects.filter(pk__in=list(pks))
    topics = TopicPage.objects.filter(
        path__in=_paths_with_ancestors(
            TopicPage.objects.filter(Q(items__in=changed) | Q(pk__in=changed.values("pk")))
        )
    )
    sharing = HubPage.topics.through.objects.filter(topicpage__items__in=changed)
    carrying = HubPage.topics.through.objects.filter(topicpage__in=changed.values("pk"))
    referring = ids_of_pages_referring_to(
        get_default_page_content_type(), changed.values_list("pk", flat=True)
    )
    referring |= set(carrying.values_list("hubpage", flat=True))
    affected = HubPage.objects.filter(
        Q(path__in=_paths_with_ancestors(changed))
        | Q(content_type__in=_listing_content_types())
        | Q(pk__in=topics.values("pk"))
        | Q(pk__in=sharing.values("hubpage"))
        | Q(pk__in=referring)
    )
    yield from urls_of_pages(affected)
    in_api = {*referring, *changed.values_list("pk", flat=True)}
    lists = map(reverse, ("feed", "feeds", "sitemap", "api:pages:listing"))
    for path in (*lists, *_feed_paths(topics), *map(api_detail_path, in_api)):
        yield settings.WAGTAILADMIN_BASE_URL + path
    yield from urls_of_people(person_ids_on_pages(changed.values("pk")))


def urls_of_people(pks: Iterable[int]) -> Iterator[str]:
    """Yield the current and previous URLs of people's pages, and those of their feeds."""
    keys = list(pks)
    models = (PersonSlug, PreviousPersonSlug)
    rows = [
        model.objects.filter(person__in=keys).values_list("slug", flat=True) for model in models
    ]
    for slug in chain(*rows):
        for name in ("person", "person_feed", "person_feed_about"):
            yield settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[slug])


def previous_urls(page: Page, before: str, after: str) -> Iterator[str]:
    """Yield the previous URLs of a moved or renamed page and of its descendants."""
    paths = HubPage.objects.filter(pk__in=ids_in_subtree(page)).values_list("url_path", flat=True)
    yield from urls_of_pages(HubPage(url_path=before + path.removeprefix(after)) for path in paths)


def urls_of_pages(pages: Iterable[HubPage]) -> set[str]:
    """Return the absolute URLs of pages."""
    batch = PurgeBatch()
    batch.add_pages(pages)
    return batch.urls


def _feed_paths(topics: Iterable[TopicPage]) -> Iterator[str]:
    """Yield the paths of topics' feeds, and of the pages about them."""
    for topic in topics:
        if topic.topic_path:
            for name in ("topic_feed", "topic_feed_about"):
                yield reverse(name, args=[topic.topic_path])


def api_detail_path(pk: int) -> str:
    """Return the path of a page in the API."""
    return reverse("api:pages:detail", args=[pk])


def ids_in_subtree(page: Page) -> list[int]:
    """Return the ids of a page and its descendants."""
    subtree = HubPage.objects.filter(path__startswith=page.path)
    return list(subtree.values_list("pk", flat=True))


def _paths_with_ancestors(pages: Any) -> set[str]:
    """Return the tree paths of pages and of their ancestors."""
    step = Page.steplen
    paths = pages.values_list("path", flat=True)
    return {path[:end] for path in paths for end in range(step, len(path) + 1, step)}


def _listing_content_types() -> list:
    """Return the content types of pages that list or count others by type."""
    models = [model for model in get_page_models() if issubclass(model, ListingPage)]
    return content_types_of([model for model in models if model is not TopicPage] + [ImpactPage])


def ids_of_pages_referring_to(content_type: ContentType, pks: Iterable[int]) -> set[int]:
    """Return the ids of the pages that refer to some objects, according to the reference index.

    Args:
        content_type: The content type of the objects.
        pks: The ids of the objects.
    """
    references = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=content_type,
        to_object_id__in=[str(pk) for pk in pks],
    )
    return {int(pk) for pk in references.values_list("object_id", flat=True)}
