"""Belonging to a network: let in, made organiser, ended; and what follows from each at once."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import invitations
from accounts.login_sessions import end_login_sessions
from accounts.roles import MEMBER, ORGANISER
from networks.messages.notifications import cancel_unwanted_notifications
from networks.models import JoinRequest, Membership, Network
from networks.notifications import hub_team
from outbox.services import notify_users

INVITATION_PURPOSE = "networks.membership"
"""What invitations are for that follow from an accepted request; they refer to it by its id."""


def add_member(network: Network, user: Any, request: JoinRequest | None = None) -> Membership:
    """Make somebody a member, or find that they are one.

    Whoever comes back and wanted no messages when they left wants none now.

    Args:
        network: The network.
        user: The account.
        request: The request that led here, if one did.
    """
    before = Membership.objects.filter(network=network, user=user).order_by("-pk").first()
    wants = before is None or before.wants_messages
    try:
        with transaction.atomic():
            return Membership.objects.create(
                network=network, user=user, request=request, wants_messages=wants
            )
    except IntegrityError:  # by the constraint: one current membership each
        return Membership.objects.get(network=network, user=user, ended_at=None)


@transaction.atomic
def end_membership(membership: Membership) -> bool:
    """End a membership, with all that follows from it.

    The person is out of the room with their next step, and signed out wherever they are signed in.
    Invitations to the network that are still
    open close, so that nobody comes back by one; what they were deciding is free for others; and
    the team hears of it if nobody runs the network any more.

    Returns:
        Whether it held until now.
    """
    # The account first: of two who end its memberships at once, as closing it does, one waits.
    get_user_model().objects.select_for_update(no_key=True).filter(pk=membership.user_id).first()
    # Then the invitations, as whoever accepts one does: so the two never wait for each other.
    _revoke_invitations(membership)
    was_organiser = Membership.objects.organisers().filter(pk=membership.pk).exists()
    current = Membership.objects.filter(pk=membership.pk, ended_at=None)
    ended = bool(current.update(ended_at=timezone.now(), role=Membership.Role.MEMBER))
    if ended:
        _release_claimed_requests(membership)
        sync_groups(membership.user)
        cancel_unwanted_notifications(membership)
        end_login_sessions(membership.user)
    if ended and was_organiser:
        notify_if_no_organiser(membership.network)
    return ended


def _revoke_invitations(membership: Membership) -> None:
    """Close the invitations to its network by which this person could come in again."""
    theirs = JoinRequest.objects.filter(network=membership.network_id).sent_by(membership.user)
    for pk in theirs.values_list("pk", flat=True):
        invitations.revoke_invitations(INVITATION_PURPOSE, str(pk))


def _release_claimed_requests(membership: Membership) -> None:
    """Free the requests that somebody was deciding who runs the network no more."""
    if not membership.user.has_perm("networks.handle_all_requests"):
        taken = JoinRequest.objects.open().filter(network=membership.network_id)
        taken.filter(claimed_by=membership.user).update(claimed_by=None)


class LastOrganiserError(Exception):
    """Nobody would be left who runs the network."""


@transaction.atomic
def end_membership_keeping_organiser(membership: Membership) -> bool:
    """End a membership, as a member or an organiser does.

    Raises:
        LastOrganiserError: It is the last organiser's.

    Returns:
        Whether it held until now.
    """
    _require_another_organiser(membership)
    return end_membership(membership)


@transaction.atomic
def change_role(membership: Membership, role: str) -> None:
    """Make a member an organiser, or an organiser a member again.

    Raises:
        LastOrganiserError: It is the last organiser's.
    """
    if role != Membership.Role.ORGANISER:
        _require_another_organiser(membership)
    current = Membership.objects.filter(pk=membership.pk, ended_at=None)
    if current.update(role=role):
        if role != Membership.Role.ORGANISER:
            _release_claimed_requests(membership)
        sync_groups(membership.user)


def _require_another_organiser(membership: Membership) -> None:
    """See that another organiser is there, whoever else is leaving at the same moment."""
    Network.objects.select_for_update(no_key=True).get(pk=membership.network_id)
    if is_last_organiser(membership):
        raise LastOrganiserError


def is_member(network: Network, user: Any) -> bool:
    """Return whether somebody has a membership of a network that has not ended."""
    return Membership.objects.filter(network=network, user=user, ended_at=None).exists()


def is_last_organiser(membership: Membership) -> bool:
    """Return whether nobody else runs the network."""
    organisers = Membership.objects.organisers().filter(network=membership.network_id)
    return set(organisers.values_list("pk", flat=True)) == {membership.pk}


def has_organiser(network: Network) -> bool:
    """Return whether somebody runs a network today."""
    return Membership.objects.organisers().filter(network=network).exists()


def networks_left_by(user: Any) -> QuerySet[Network]:
    """Return the networks that a person once belonged to and does not now."""
    ended = Membership.objects.filter(user=user.pk).exclude(ended_at=None)
    left = Network.objects.visible_to(user).filter(pk__in=ended.values("network"))
    return left.exclude(pk__in=Network.objects.open_to(user).values("pk"))


def newest_space_url(user: Any) -> str | None:
    """Return where a member is led after signing in: the room of the network they joined last."""
    newest = Membership.objects.current().filter(user=user, network__live=True).first()
    return f"{newest.network.get_absolute_url()}space/" if newest else None


def notify_if_no_organiser(network: Network) -> None:
    """Tell the hub team of a network that nobody runs any more."""
    if has_organiser(network):
        return
    key = f"no-organiser-{network.pk}:{timezone.now():%Y%m%d%H%M}"
    notify_users(
        hub_team(), "networks/no_organiser", key, {"title": network.name, "network": network}
    )


def sync_groups(user: Any) -> None:
    """Make the roles of an account agree with its memberships: an organiser opens the desk."""
    organises = Membership.objects.organisers().filter(user=user).exists()
    belongs = Membership.objects.current().filter(user=user).exists()
    for name, holds in ((ORGANISER, organises), (MEMBER, belongs)):
        group = Group.objects.filter(name=name).first()
        if group is not None and holds:
            user.groups.add(group)
        elif group is not None:
            user.groups.remove(group)


def sync_groups_on_change(
    sender: type, instance: Membership, raw: bool = False, **kwargs: object
) -> None:
    """Do so whenever a membership is saved or deleted, wherever that was."""
    if not raw:
        sync_groups(instance.user)
