"""URLs in frontend caches that show a network, a join form, or a page as a network's story.

The number of members and the next session change daily without a purge: a cached response may show
them as they were for as long as it may be cached at all, which is a minute.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from networks.models import JoinForm, Network, NetworkIndexPage
from page_cache.invalidation import tagged_pks
from pages.cached_urls import api_detail_path, ids_of_pages_referring_to, urls_of_pages
from pages.models import HubPage, TopicPage


def urls_for_tags(tags: Iterable[str]) -> Iterator[str]:
    """Yield the URLs that show what is tagged: networks' answer to `cached_urls`.

    A change of a network purges all topics, since its previous topics are not known.
    """
    if pages := tagged_pks(tags, "page"):
        yield from _urls_of_networks(Network.objects.filter(stories__page__in=pages).distinct())
    if networks := tagged_pks(tags, "network"):
        yield from _urls_of_networks(Network.objects.filter(pk__in=networks))
        yield from urls_of_pages(NetworkIndexPage.objects.all())
        yield from urls_of_pages(TopicPage.objects.all())
        yield from _urls_referring_to(Network, networks)
        yield settings.WAGTAILADMIN_BASE_URL + reverse("sitemap")
    if forms := tagged_pks(tags, "joinform"):
        for form in JoinForm.objects.filter(pk__in=forms):
            yield from join_form_urls(form)
        yield from _urls_of_networks(Network.objects.filter(join_form__in=forms))
        yield from _urls_referring_to(JoinForm, forms)


def network_urls(network: Network) -> list[str]:
    """Return the absolute URLs of a network's own public pages."""
    names = ("networks:network", "networks:join", "networks:join_thanks")
    return [settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[network.slug]) for name in names]


def join_form_urls(form: JoinForm) -> list[str]:
    """Return the absolute URLs of a join form's own public pages."""
    names = ("networks:form", "networks:form_thanks")
    return [settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[form.slug]) for name in names]


def _urls_of_networks(networks: Iterable[Network]) -> Iterator[str]:
    for network in networks:
        yield from network_urls(network)


def _urls_referring_to(model: type[Network | JoinForm], pks: list[int]) -> Iterator[str]:
    """Yield the URLs of the pages that refer to some records, in the site and in the API."""
    content_type = ContentType.objects.get_for_model(model)
    pages = ids_of_pages_referring_to(content_type, pks)
    yield from urls_of_pages(HubPage.objects.filter(pk__in=pages))
    for pk in pages:
        yield settings.WAGTAILADMIN_BASE_URL + api_detail_path(pk)
