"""Which pages of networks are measured, and for whom."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from accounts.roles import EDITOR
from demo.crowd.asking import Address
from demo.throng.names import COMMON, NETWORK, NOBODY, ORGANISATION, RARE
from networks.models import JoinRequest, Membership, Network, NetworkIndexPage

SEARCH_LIMIT = 100
"""Milliseconds that a search of the directory may take."""
INBOX_LIMIT = 1000
"""Milliseconds that the inbox may take."""


def asked() -> Iterator[tuple[str, Any, list[Address]]]:
    """Return who asks: what they are, their account, and what they open."""
    network = Network.objects.get(slug=NETWORK)
    belonging = Membership.objects.filter(network=network).select_related("user").order_by("pk")
    member = belonging.filter(role=Membership.Role.MEMBER)[0].user
    organiser = belonging.filter(role=Membership.Role.ORGANISER)[0].user
    users = User.objects.order_by("pk")
    yield "member", member, [*_public(network), *_room(network)]
    yield "organiser", organiser, [*_room(network), *_running(network), *_inbox(network)]
    yield "editor", users.filter(groups__name=EDITOR)[0], [*_inbox(network), *_desk()]
    administrator = users.filter(is_superuser=True)[0]
    yield "administrator", administrator, [*_inbox(network), *_desk(), *_reports(network)]


def _public(network: Network) -> list[Address]:
    return [
        Address("all networks", NetworkIndexPage.objects.get().get_url()),
        Address("a network’s public page", network.get_absolute_url()),
        Address("the form to join", reverse("networks:join", args=[network.slug])),
        Address("search of the hub", reverse("search") + "?q=network"),
    ]


def _room(network: Network) -> list[Address]:
    people = _in(network, "people")
    resources = _in(network, "resources")
    return [
        Address("room: home", _in(network, "space")),
        Address("directory", people),
        Address("directory: page 200", f"{people}?page=200"),
        *(
            Address(f"directory: {name}", f"{people}?{urlencode(asked)}", SEARCH_LIMIT)
            for name, asked in {
                "a common name": {"q": COMMON},
                "a rare name": {"q": RARE},
                "an organisation": {"q": ORGANISATION},
                "one letter": {"q": "a"},
                "name and role": {"q": f"{COMMON} manager"},
                "a region": {"region": "wales"},
                "found nothing": {"q": NOBODY},
            }.items()
        ),
        Address("resources", resources),
        Address("resources: a word", f"{resources}?q=ward"),
        Address("resources: found nothing", f"{resources}?q={NOBODY}"),
        Address("sessions to come", _in(network, "sessions")),
        Address("sessions that were", _in(network, "past_sessions")),
        Address("calendar", _in(network, "calendar")),
        Address("own membership", _in(network, "mine")),
    ]


def _running(network: Network) -> list[Address]:
    members = _in(network, "members")
    return [
        Address("organising: where to begin", _in(network, "organise")),
        Address("organising: members", members),
        Address("organising: a member", f"{members}?{urlencode({'q': RARE})}"),
        Address("organising: messages", _in(network, "messages")),
    ]


def _inbox(network: Network) -> list[Address]:
    """Return the inbox as it is opened, filtered and searched; one request; the tally."""
    inbox = reverse("networks_joinrequest_modeladmin_index")
    to_network = JoinRequest.objects.filter(network=network)
    request = to_network.filter(status=JoinRequest.Status.DECLINED).latest("created_at")
    queries = {
        "plain": {},
        "page 9": {"p": 9},
        "of one network": {"network": network.pk},
        "those that wait": {"state": "open"},
        "wait, by nobody": {"state": "open", "taker": "nobody"},
        "a common name": {"q": COMMON},
        "an address": {"q": "person-17@members.example"},
        "found nothing": {"q": NOBODY},
    }
    return [
        *(
            Address(f"inbox: {name}", f"{inbox}?{urlencode(query)}", INBOX_LIMIT)
            for name, query in queries.items()
        ),
        Address(
            "inbox: one request",
            reverse("networks_joinrequest_modeladmin_inspect", args=[request.pk]),
            INBOX_LIMIT,
        ),
        Address("inbox: the tally", reverse("networks_admin:reconciliation"), INBOX_LIMIT),
    ]


def _desk() -> list[Address]:
    memberships = reverse("networks_membership_modeladmin_index")
    return [
        Address("dashboard", reverse("wagtailadmin_home")),
        Address("memberships", memberships),
        Address("memberships: a rare name", f"{memberships}?{urlencode({'q': RARE})}"),
        Address("letters", reverse("editorial:letters")),
    ]


def _reports(network: Network) -> list[Address]:
    history = reverse("wagtailadmin_reports:site_history")
    return [
        Address("site history", history),
        Address("site history: a name", f"{history}?label=network"),
        Address(
            "history of a network",
            reverse("wagtailsnippets_networks_network:history", args=[network.pk]),
        ),
    ]


def _in(network: Network, name: str) -> str:
    return reverse(f"networks:{name}", args=[network.slug])
