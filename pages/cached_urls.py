"""Kept copies of pages: when one changes, caches in front drop every address that shows it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import (
    Page,
    PageViewRestriction,
    ReferenceIndex,
    get_default_page_content_type,
    get_page_models,
)
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from page_cache.invalidation import purge_urls
from pages.content_kinds import content_types_of
from pages.models import HubPage, ImpactPage, ListingPage, TopicPage

UrlProvider = Callable[[QuerySet[HubPage]], Iterable[str]]

_providers: list[UrlProvider] = []


def register(addresses: UrlProvider) -> None:
    """Add where a room shows pages beside what is its own.

    Args:
        addresses: Called with pages that changed, it returns the whole addresses at which the
            room shows something of them.
    """
    _providers.append(addresses)


def connect() -> None:
    """Listen to what makes copies untrue: publication, taking down, moving, closing off."""
    for signal in (page_published, page_unpublished):
        signal.connect(purge_page, dispatch_uid="pages.cached_urls")
    post_page_move.connect(purge_moved_page, dispatch_uid="pages.cached_urls.moved")
    page_slug_changed.connect(purge_renamed_page, dispatch_uid="pages.cached_urls.renamed")
    for signal in (post_save, post_delete):
        signal.connect(
            purge_restricted_page,
            sender=PageViewRestriction,
            dispatch_uid="pages.cached_urls.closed",
        )


def purge_page(sender: type, instance: Page, **kwargs: Any) -> None:
    """Have the copies dropped that show a page which was published or taken down."""
    purge_urls(urls_showing_pages([instance.pk]))


def purge_restricted_page(sender: type, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Have the copies dropped that show a page which was closed off or opened, or one below it."""
    purge_urls(urls_showing_pages(_ids_in_subtree(instance.page)))


def purge_moved_page(
    sender: type,
    instance: Page,
    parent_page_before: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    """Have the copies dropped that show a page which was moved, and those at its old addresses."""
    purge_urls(urls_showing_pages([parent_page_before.pk]))
    purge_urls(urls_showing_pages(_ids_in_subtree(instance)))
    purge_urls(_old_urls(instance, url_path_before, url_path_after))


def purge_renamed_page(sender: type, instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """Have the copies dropped that show a page whose address changed, and those at the old one."""
    purge_urls(urls_showing_pages(_ids_in_subtree(instance)))
    purge_urls(_old_urls(instance, instance_before.url_path, instance.url_path))


def urls_showing_pages(pks: Iterable[int]) -> Iterator[str]:
    """Yield every address at which a reader may be shown something of some pages.

    These are the pages; those above them; the shelves, which list by type; their topics and the
    topics above; pages that name them, carry them as a topic, or share a topic and offer them to be
    read next; the feeds, the sitemap, and what programs are told; and where rooms show them.
    Answers to an address with a query are kept by nobody (`config.caching`).

    Args:
        pks: The ids of the pages.
    """
    changed = HubPage.objects.filter(pk__in=list(pks))
    topics = TopicPage.objects.filter(
        path__in=_paths_with_ancestors(TopicPage.objects.filter(items__in=changed))
    )
    sharing = HubPage.topics.through.objects.filter(topicpage__items__in=changed)
    carrying = HubPage.topics.through.objects.filter(topicpage__in=changed.values("pk"))
    naming = ids_of_pages_referring_to(
        get_default_page_content_type(), changed.values_list("pk", flat=True)
    )
    naming |= set(carrying.values_list("hubpage", flat=True))
    around = HubPage.objects.filter(
        Q(path__in=_paths_with_ancestors(changed))
        | Q(content_type__in=_listing_content_types())
        | Q(pk__in=topics.values("pk"))
        | Q(pk__in=sharing.values("hubpage"))
        | Q(pk__in=naming)
    )
    yield from urls_of_pages(around)
    told = {*naming, *changed.values_list("pk", flat=True)}
    lists = (reverse("feed"), reverse("sitemap"), reverse("api:pages:listing"))
    for path in (*lists, *map(_feed_path, topics), *map(api_detail_path, told)):
        yield settings.WAGTAILADMIN_BASE_URL + path
    for addresses in _providers:
        yield from addresses(changed)


def _old_urls(page: Page, before: str, after: str) -> Iterator[str]:
    """Yield where a page that was moved or renamed stood, and all below it."""
    paths = HubPage.objects.filter(pk__in=_ids_in_subtree(page)).values_list("url_path", flat=True)
    yield from urls_of_pages(HubPage(url_path=before + path.removeprefix(after)) for path in paths)


def urls_of_pages(pages: Iterable[HubPage]) -> set[str]:
    """Return the whole addresses at which pages are read themselves."""
    batch = PurgeBatch()
    batch.add_pages(pages)
    return batch.urls


def _feed_path(topic: TopicPage) -> str:
    return reverse("topic_feed", args=[topic.topic_path])


def api_detail_path(pk: int) -> str:
    """Return the path at which programs are told of a page."""
    return reverse("api:pages:detail", args=[pk])


def _ids_in_subtree(page: Page) -> list[int]:
    below = HubPage.objects.filter(path__startswith=page.path)
    return list(below.values_list("pk", flat=True))


def _paths_with_ancestors(pages: Any) -> set[str]:
    """Return the tree paths of pages and of all above them."""
    step = Page.steplen
    paths = pages.values_list("path", flat=True)
    return {path[:end] for path in paths for end in range(step, len(path) + 1, step)}


def _listing_content_types() -> list:
    """Return the types of the pages that list others by type, or count them."""
    listing = [model for model in get_page_models() if issubclass(model, ListingPage)]
    return content_types_of([each for each in listing if each is not TopicPage] + [ImpactPage])


def ids_of_pages_referring_to(kind: ContentType, pks: Iterable[int]) -> set[int]:
    """Return the ids of the pages that refer to something: by a link, a choice, as evidence.

    Args:
        kind: What it is: pages, or records of some type.
        pks: The ids of those.
    """
    named = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=kind,
        to_object_id__in=[str(pk) for pk in pks],
    )
    return {int(pk) for pk in named.values_list("object_id", flat=True)}
