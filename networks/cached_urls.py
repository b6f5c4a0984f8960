"""Kept copies of networks: when a network or a form changes, caches in front drop what shows it.

How many belong to a network, and when it meets next, changes every day. A copy that tells it as it
was may grow as old as a copy may: a minute.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.urls import reverse
from wagtail.signals import published, unpublished

from networks.models import JoinForm, Network, NetworkIndexPage
from page_cache.invalidation import purge_urls
from pages import cached_urls
from pages.models import HubPage, TopicPage


def connect() -> None:
    """Listen to what makes copies untrue, of networks, of forms, and of pages that they show."""
    for model, drop in ((Network, purge_network), (JoinForm, purge_join_form)):
        for signal in (published, unpublished, post_delete):
            signal.connect(drop, sender=model, dispatch_uid=f"networks.copies.{model.__name__}")
    cached_urls.register(urls_of_networks_with_stories)


def purge_network(sender: type, instance: Network, **kwargs: Any) -> None:
    """Have the copies dropped that show a network which was published, taken down or deleted."""
    purge_urls(urls_showing_network(instance))


def purge_join_form(sender: type, instance: JoinForm, **kwargs: Any) -> None:
    """Have the copies dropped that lead to a form which was published, taken down or deleted."""
    purge_urls(urls_showing_join_form(instance))


def urls_of_networks_with_stories(pages: QuerySet[HubPage]) -> Iterator[str]:
    """Yield the addresses of the networks that show some pages as their stories."""
    yield from _urls_of_networks(Network.objects.filter(stories__page__in=pages).distinct())


def urls_showing_network(network: Network) -> Iterator[str]:
    """Yield every address at which a reader may be shown something of a network.

    These are its own; the list of networks; the pages that refer to it; the sitemap; and the
    topics. Those are dropped all: which topics it carried before is known no more.
    """
    yield from _urls_of_networks([network])
    yield from cached_urls.urls_of_pages(NetworkIndexPage.objects.all())
    yield from cached_urls.urls_of_pages(TopicPage.objects.all())
    yield from _urls_referring_to(network)
    yield settings.WAGTAILADMIN_BASE_URL + reverse("sitemap")


def urls_showing_join_form(form: JoinForm) -> Iterator[str]:
    """Yield every address at which a reader may be led to a form: of networks, and of pages."""
    for name in ("networks:form", "networks:form_thanks"):
        yield settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[form.slug])
    yield from _urls_of_networks(Network.objects.filter(join_form=form.pk))
    yield from _urls_referring_to(form)


def _urls_of_networks(networks: Iterable[Network]) -> Iterator[str]:
    for network in networks:
        for name in ("networks:network", "networks:join", "networks:join_thanks"):
            yield settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[network.slug])


def _urls_referring_to(record: Network | JoinForm) -> Iterator[str]:
    """Yield the addresses of the pages that refer to a record, and what programs are told."""
    kind = ContentType.objects.get_for_model(record)
    naming = cached_urls.ids_of_pages_referring_to(kind, [record.pk])
    yield from cached_urls.urls_of_pages(HubPage.objects.filter(pk__in=naming))
    for pk in naming:
        yield settings.WAGTAILADMIN_BASE_URL + cached_urls.api_detail_path(pk)
