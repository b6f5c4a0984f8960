"""URLs in frontend caches that show a discussion."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse

from community.enums import SpaceKind
from community.models import Discussion, Space
from page_cache.invalidation import tagged_pks
from pages.cached_urls import urls_of_pages
from pages.models import HubPage, TopicPage


def urls_for_tags(tags: Iterable[str]) -> Iterator[str]:
    """Yield the URLs that show the discussions among some tags; answers `cached_urls`.

    Neither responses to URLs with a query string nor redirects of posts are cached, so that the
    first page suffices.
    """
    tags = list(tags)
    pks = set(tagged_pks(tags, "discussion"))
    # Who sees comments, and the space of a campaign, is decided by the page.
    pages = tagged_pks(tags, "page")
    spaces = Space.objects.filter(kind=SpaceKind.CAMPAIGN, external_id__in=pages)
    if pages:
        pks |= set(Discussion.objects.filter(page__in=pages).values_list("pk", flat=True))
        pks |= set(Discussion.objects.filter(space__in=spaces).values_list("pk", flat=True))
        for space in spaces:
            yield settings.WAGTAILADMIN_BASE_URL + space.get_absolute_url()
    if not pks:
        return
    paths = {reverse("community:index"), reverse("sitemap")}
    shown_on: set[int] = set()
    topics: set[str] = set()
    for discussion in Discussion.objects.filter(pk__in=pks).select_related("space", "topic"):
        paths.add(discussion.get_absolute_url())
        paths.add(discussion.space.get_absolute_url())
        paths.add(reverse("community:space_feed", args=[discussion.space.slug]))
        if discussion.page_id:
            shown_on.add(discussion.page_id)
        if discussion.space.kind == SpaceKind.CAMPAIGN:
            shown_on.add(discussion.space.external_id)
        if discussion.topic:
            path, step = discussion.topic.path, TopicPage.steplen
            topics |= {path[:end] for end in range(step, len(path) + 1, step)}
    for path in paths:
        yield settings.WAGTAILADMIN_BASE_URL + path
    yield from urls_of_pages(TopicPage.objects.filter(path__in=topics))
    yield from urls_of_pages(HubPage.objects.filter(pk__in=shown_on))
