"""Networks in search results, on topic pages and in the sitemap."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from modelsearch.query import SearchQuery

from networks.models import JoinForm, Network
from pages.models import TopicPage
from pages.search_providers import SearchResult

MAX_RESULTS = 5
_PUBLIC_PATH = re.compile(r"/networks/(?P<form>forms/)?(?P<slug>[-\w]+)/")


def search_networks(query: SearchQuery, user: Any) -> list[SearchResult]:
    """Return the networks that match a search query."""
    return _search_results(Network.objects.visible_to(user).search(query)[:MAX_RESULTS])


def networks_on_topic(topic: TopicPage, user: Any) -> list[SearchResult]:
    """Return the networks with a topic or one of its descendants."""
    return _search_results(Network.objects.visible_to(user).about(topic).order_by("name"))


def _search_results(networks: Iterable[Network]) -> list[SearchResult]:
    return [
        SearchResult("Network", network.name, network.get_absolute_url(), network.summary)
        for network in networks
    ]


def hidden_paths(paths: set[str], user: Any) -> set[str]:
    """Return the paths that lead to networks or forms that a user may not see."""
    slugs_by_model: dict[Any, dict[str, str]] = {Network: {}, JoinForm: {}}
    for path in paths:
        if match := _PUBLIC_PATH.match(path):
            slugs_by_model[JoinForm if match["form"] else Network][path] = match["slug"]
    hidden = set()
    for model, slugs in slugs_by_model.items():
        if slugs:
            visible = model.objects.visible_to(user).filter(slug__in=slugs.values())
            known = set(visible.values_list("slug", flat=True))
            hidden |= {path for path, slug in slugs.items() if slug not in known}
    return hidden


def vocabulary_sources() -> list[QuerySet[Network]]:
    """Return the networks whose words a search may correct a query to."""
    return [Network.objects.visible_to(AnonymousUser())]


class NetworkSitemap(Sitemap):
    """The public pages of networks in the sitemap."""

    def items(self) -> QuerySet[Network]:
        """Return the published networks by name."""
        return Network.objects.visible_to(AnonymousUser()).order_by("name")

    def lastmod(self, network: Network) -> Any:
        """Return when the network was last published."""
        return network.last_published_at
