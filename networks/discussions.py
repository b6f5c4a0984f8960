"""The private discussions of a network: what `community` asks about them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.text import slugify

from community.enums import SpaceKind
from community.models import Space
from networks.models import Membership, Network
from networks.space.mixins import SpaceMixin


def space_access(user: Any) -> Q:
    """Return the condition on the spaces that a user may enter: those of their networks."""
    networks = Network.objects.open_to(user)
    return Q(kind=SpaceKind.NETWORK, external_id__in=networks.values("pk"))


def space_moderation(user: Any) -> Q:
    """Return the condition on the spaces that a user moderates: those they organise."""
    networks = Network.objects.organised_by(user)
    return Q(kind=SpaceKind.NETWORK, external_id__in=networks.values("pk"))


def space_header(request: HttpRequest, space: Space) -> str:
    """Return the header of a network's space, with its navigation, for the discussions in it.

    A `space_header` hook; empty for a space of another app, and for users who are not members.
    """
    if space.kind != SpaceKind.NETWORK:
        return ""
    memberships = Membership.objects.visible_to(request.user).current().filter(user=request.user)
    own = memberships.filter(network=space.external_id).select_related("network").first()
    if own is None:
        return ""
    context = {
        "network": own.network,
        "membership": own,
        "current_section": NetworkDiscussionsView.section,
    }
    return render_to_string("networks/space/discussions_header.html", context)


def get_or_create_space(network: Network) -> Space:
    """Return the space of a network, made when a member first opens it."""
    spaces = Space.objects.filter(kind=SpaceKind.NETWORK, external_id=network.pk)
    if space := spaces.first():
        return space
    slug = f"network-{slugify(network.slug)}"[:60]
    try:
        with transaction.atomic():
            return Space.objects.create(
                kind=SpaceKind.NETWORK,
                external_id=network.pk,
                title=network.name,
                slug=slug,
                summary="For the members of this network. No one else can read it.",
            )
    except IntegrityError:
        return spaces.get()  # Another member opened it at the same time.


class NetworkDiscussionsView(SpaceMixin):
    """Leads a member to the discussions of the network."""

    section = "discussions"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirect to the space."""
        return redirect(get_or_create_space(self.network).get_absolute_url())
