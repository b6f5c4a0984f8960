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

from editorial.purging.asking import ask_to_purge
from networks.models import JoinForm, Network, NetworkIndexPage
from pages import copies
from pages.models import HubPage, TopicPage


def watch() -> None:
    """Listen to what makes copies untrue, of networks, of forms, and of pages that they show."""
    for model, drop in ((Network, drop_copies_of_network), (JoinForm, drop_copies_of_form)):
        for signal in (published, unpublished, post_delete):
            signal.connect(drop, sender=model, dispatch_uid=f"networks.copies.{model.__name__}")
    copies.register(addresses_telling_of)


def drop_copies_of_network(sender: type, instance: Network, **kwargs: Any) -> None:
    """Have the copies dropped that show a network which was published, taken down or deleted."""
    ask_to_purge(addresses_showing_network(instance))


def drop_copies_of_form(sender: type, instance: JoinForm, **kwargs: Any) -> None:
    """Have the copies dropped that lead to a form which was published, taken down or deleted."""
    ask_to_purge(addresses_showing_form(instance))


def addresses_telling_of(pages: QuerySet[HubPage]) -> Iterator[str]:
    """Yield the addresses of the networks that show some pages as their stories."""
    yield from _pages_of(Network.objects.filter(stories__page__in=pages).distinct())


def addresses_showing_network(network: Network) -> Iterator[str]:
    """Yield every address at which a reader may be shown something of a network.

    These are its own; the list of networks; the pages that refer to it; the sitemap; and the
    topics. Those are dropped all: which topics it carried before is known no more.
    """
    yield from _pages_of([network])
    yield from copies.addresses_of(NetworkIndexPage.objects.all())
    yield from copies.addresses_of(TopicPage.objects.all())
    yield from _addresses_naming(network)
    yield settings.WAGTAILADMIN_BASE_URL + reverse("sitemap")


def addresses_showing_form(form: JoinForm) -> Iterator[str]:
    """Yield every address at which a reader may be led to a form: of networks, and of pages."""
    for name in ("networks:form", "networks:form_thanks"):
        yield settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[form.slug])
    yield from _pages_of(Network.objects.filter(join_form=form.pk))
    yield from _addresses_naming(form)


def _pages_of(networks: Iterable[Network]) -> Iterator[str]:
    for network in networks:
        for name in ("networks:network", "networks:join", "networks:join_thanks"):
            yield settings.WAGTAILADMIN_BASE_URL + reverse(name, args=[network.slug])


def _addresses_naming(record: Network | JoinForm) -> Iterator[str]:
    """Yield the addresses of the pages that refer to a record, and what programs are told."""
    kind = ContentType.objects.get_for_model(record)
    naming = copies.pages_naming(kind, [record.pk])
    yield from copies.addresses_of(HubPage.objects.filter(pk__in=naming))
    for pk in naming:
        yield settings.WAGTAILADMIN_BASE_URL + copies.told_of(pk)
