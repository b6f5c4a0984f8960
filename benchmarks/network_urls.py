"""The measured URLs of networks, by role."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from accounts.roles import EDITOR
from benchmarks.measure import BenchmarkUrl
from benchmarks.search_terms import COMMON_NAME, NETWORK_SLUG, NO_MATCH, ORGANISATION, RARE_NAME
from networks.enums import MembershipRole, RequestStatus
from networks.models import JoinRequest, Membership, Network, NetworkIndexPage

SEARCH_LIMIT_MS = 100
"""The longest median time of a directory search, in milliseconds."""
INBOX_LIMIT_MS = 1000
"""The longest median time of the request inbox, in milliseconds."""


def network_urls() -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
    """Yield each role with its user and the URLs it requests."""
    network = Network.objects.get(slug=NETWORK_SLUG)
    members_by_network = (
        Membership.objects.filter(network=network).select_related("user").order_by("pk")
    )
    member = members_by_network.filter(role=MembershipRole.MEMBER)[0].user
    organiser = members_by_network.filter(role=MembershipRole.ORGANISER)[0].user
    users = User.objects.order_by("pk")
    yield "member", member, [*_public_urls(network), *_space_urls(network)]
    yield (
        "organiser",
        organiser,
        [*_space_urls(network), *_organiser_urls(network), *_inbox_urls(network)],
    )
    yield "editor", users.filter(groups__name=EDITOR)[0], [*_inbox_urls(network), *_admin_urls()]
    administrator = users.filter(is_superuser=True)[0]
    yield (
        "administrator",
        administrator,
        [*_inbox_urls(network), *_admin_urls(), *_report_urls(network)],
    )


def _public_urls(network: Network) -> list[BenchmarkUrl]:
    return [
        BenchmarkUrl("all networks", NetworkIndexPage.objects.get().get_url()),
        BenchmarkUrl("a network’s public page", network.get_absolute_url()),
        BenchmarkUrl("the form to join", reverse("networks:join", args=[network.slug])),
        BenchmarkUrl("search of the hub", reverse("search") + "?q=network"),
    ]


def _space_urls(network: Network) -> list[BenchmarkUrl]:
    people = _network_url(network, "directory")
    resources = _network_url(network, "resources")
    return [
        BenchmarkUrl("room: home", _network_url(network, "space")),
        BenchmarkUrl("directory", people),
        BenchmarkUrl("directory: page 200", f"{people}?page=200"),
        *(
            BenchmarkUrl(f"directory: {name}", f"{people}?{urlencode(query)}", SEARCH_LIMIT_MS)
            for name, query in {
                "a common name": {"q": COMMON_NAME},
                "a rare name": {"q": RARE_NAME},
                "an organisation": {"q": ORGANISATION},
                "one letter": {"q": "a"},
                "name and role": {"q": f"{COMMON_NAME} manager"},
                "a region": {"region": "wales"},
                "found nothing": {"q": NO_MATCH},
            }.items()
        ),
        BenchmarkUrl("resources", resources),
        BenchmarkUrl("resources: a word", f"{resources}?q=ward"),
        BenchmarkUrl("resources: found nothing", f"{resources}?q={NO_MATCH}"),
        BenchmarkUrl("sessions to come", _network_url(network, "sessions")),
        BenchmarkUrl("sessions that were", _network_url(network, "past_sessions")),
        BenchmarkUrl("calendar", _network_url(network, "calendar")),
        BenchmarkUrl("own membership", _network_url(network, "own_membership")),
    ]


def _organiser_urls(network: Network) -> list[BenchmarkUrl]:
    members = _network_url(network, "members")
    return [
        BenchmarkUrl("organising: where to begin", _network_url(network, "organise")),
        BenchmarkUrl("organising: members", members),
        BenchmarkUrl("organising: a member", f"{members}?{urlencode({'q': RARE_NAME})}"),
        BenchmarkUrl("organising: messages", _network_url(network, "messages")),
    ]


def _inbox_urls(network: Network) -> list[BenchmarkUrl]:
    """Return the inbox, filtered and searched; one request; the reconciliation."""
    inbox = reverse("networks_joinrequest_modeladmin_index")
    to_network = JoinRequest.objects.filter(network=network)
    join_request = to_network.filter(status=RequestStatus.DECLINED).latest("created_at")
    queries = {
        "plain": {},
        "page 9": {"p": 9},
        "of one network": {"network": network.pk},
        "those that wait": {"state": "open"},
        "wait, by nobody": {"state": "open", "taker": "nobody"},
        "a common name": {"q": COMMON_NAME},
        "an address": {"q": "person-17@members.example"},
        "found nothing": {"q": NO_MATCH},
    }
    return [
        *(
            BenchmarkUrl(f"inbox: {name}", f"{inbox}?{urlencode(query)}", INBOX_LIMIT_MS)
            for name, query in queries.items()
        ),
        BenchmarkUrl(
            "inbox: one request",
            reverse("networks_joinrequest_modeladmin_inspect", args=[join_request.pk]),
            INBOX_LIMIT_MS,
        ),
        BenchmarkUrl("inbox: the tally", reverse("networks_admin:reconciliation"), INBOX_LIMIT_MS),
    ]


def _admin_urls() -> list[BenchmarkUrl]:
    memberships = reverse("networks_membership_modeladmin_index")
    return [
        BenchmarkUrl("dashboard", reverse("wagtailadmin_home")),
        BenchmarkUrl("memberships", memberships),
        BenchmarkUrl("memberships: a rare name", f"{memberships}?{urlencode({'q': RARE_NAME})}"),
        BenchmarkUrl("letters", reverse("undelivered_notifications")),
    ]


def _report_urls(network: Network) -> list[BenchmarkUrl]:
    history = reverse("wagtailadmin_reports:site_history")
    return [
        BenchmarkUrl("site history", history),
        BenchmarkUrl("site history: a name", f"{history}?label=network"),
        BenchmarkUrl(
            "history of a network",
            reverse("wagtailsnippets_networks_network:history", args=[network.pk]),
        ),
    ]


def _network_url(network: Network, name: str) -> str:
    return reverse(f"networks:{name}", args=[network.slug])
