"""Adding members, changing roles and ending memberships, with all consequences of each."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import invitations
from accounts.login_sessions import end_login_sessions
from accounts.roles import MEMBER, ORGANISER
from networks.enums import MembershipRole
from networks.messages.notifications import cancel_unwanted_notifications
from networks.models import JoinRequest, Membership, Network
from networks.notifications import notify_without_organiser

INVITATION_PURPOSE = "networks.membership"
"""The purpose of invitations to accepted applicants; their reference is the request's id."""


def add_member(network: Network, user: Any, join_request: JoinRequest | None = None) -> Membership:
    """Create a membership, or return the current one.

    A returning member keeps the choice about the organisers' messages.

    Args:
        network: The network.
        user: The account.
        join_request: The accepted join request, if there is one.
    """
    previous = Membership.objects.filter(network=network, user=user).order_by("-pk").first()
    wants_messages = previous is None or previous.wants_messages
    try:
        with transaction.atomic():
            return Membership.objects.create(
                network=network, user=user, request=join_request, wants_messages=wants_messages
            )
    except IntegrityError:  # the constraint on current memberships
        return Membership.objects.get(network=network, user=user, ended_at=None)


@transaction.atomic
def end_membership(membership: Membership) -> bool:
    """End a membership, with all its consequences.

    The private space closes at the next request, and all login sessions end. Open invitations to
    the network are revoked, so that none lets the person back in. Their claimed requests are
    released, and their pending notifications cancelled. The editorial team is notified if the
    network has no organiser any more.

    Returns:
        Whether the membership was current.
    """
    # Locks the account first, so that concurrent calls for one account wait for each other.
    get_user_model().objects.select_for_update(no_key=True).filter(pk=membership.user_id).first()
    # Locks invitations before memberships, as accepting an invitation does: no deadlock.
    _revoke_invitations(membership)
    was_organiser = Membership.objects.organisers().filter(pk=membership.pk).exists()
    current = Membership.objects.filter(pk=membership.pk, ended_at=None)
    ended = bool(current.update(ended_at=timezone.now(), role=MembershipRole.MEMBER))
    if ended:
        _release_claimed_requests(membership)
        sync_role_groups(membership.user)
        cancel_unwanted_notifications(membership)
        end_login_sessions(membership.user)
    if ended and was_organiser and not has_organiser(membership.network):
        notify_without_organiser(membership.network)
    return ended


def _revoke_invitations(membership: Membership) -> None:
    """Revoke the invitations to the network that follow from the person's requests."""
    requests = JoinRequest.objects.filter(network=membership.network_id).sent_by(membership.user)
    for pk in requests.values_list("pk", flat=True):
        invitations.revoke_invitations(INVITATION_PURPOSE, str(pk))


def _release_claimed_requests(membership: Membership) -> None:
    """Release the requests claimed by a user who no longer organises the network."""
    if not membership.user.has_perm("networks.handle_all_requests"):
        undecided = JoinRequest.objects.open().filter(network=membership.network_id)
        undecided.filter(claimed_by=membership.user).update(claimed_by=None)


class LastOrganiserError(Exception):
    """The change would leave the network without an organiser."""


@transaction.atomic
def end_membership_unless_last_organiser(membership: Membership) -> bool:
    """End a membership unless it is the last organiser's.

    Raises:
        LastOrganiserError: It is the last organiser's.

    Returns:
        Whether the membership was current.
    """
    _require_another_organiser(membership)
    return end_membership(membership)


@transaction.atomic
def change_role(membership: Membership, role: str) -> None:
    """Change the role of a current membership.

    Raises:
        LastOrganiserError: It is the last organiser's.
    """
    if role != MembershipRole.ORGANISER:
        _require_another_organiser(membership)
    current = Membership.objects.filter(pk=membership.pk, ended_at=None)
    if current.update(role=role):
        if role != MembershipRole.ORGANISER:
            _release_claimed_requests(membership)
        sync_role_groups(membership.user)


def _require_another_organiser(membership: Membership) -> None:
    """Lock the network, so that its organisers cannot leave concurrently, and require another."""
    Network.objects.select_for_update(no_key=True).get(pk=membership.network_id)
    if is_last_organiser(membership):
        raise LastOrganiserError


def is_member(network: Network, user: Any) -> bool:
    """Return whether a user has a membership of a network that has not ended."""
    return Membership.objects.filter(network=network, user=user, ended_at=None).exists()


def is_last_organiser(membership: Membership) -> bool:
    """Return whether a membership is the only organiser's of its network."""
    organisers = Membership.objects.organisers().filter(network=membership.network_id)
    return set(organisers.values_list("pk", flat=True)) == {membership.pk}


def has_organiser(network: Network) -> bool:
    """Return whether a network has an organiser today."""
    return Membership.objects.organisers().filter(network=network).exists()


def former_networks(user: Any) -> QuerySet[Network]:
    """Return the networks of which a user is a former member."""
    ended = Membership.objects.filter(user=user.pk).exclude(ended_at=None)
    left = Network.objects.visible_to(user).filter(pk__in=ended.values("network"))
    return left.exclude(pk__in=Network.objects.open_to(user).values("pk"))


def newest_space_url(user: Any) -> str | None:
    """Return the URL of the space that a user joined last, to redirect to after sign-in."""
    newest = Membership.objects.current().filter(user=user, network__live=True).first()
    return f"{newest.network.get_absolute_url()}space/" if newest else None


def sync_role_groups(user: Any) -> None:
    """Add an account to, or remove it from, the member and organiser groups by its memberships."""
    organises = Membership.objects.organisers().filter(user=user).exists()
    is_current = Membership.objects.current().filter(user=user).exists()
    for name, holds in ((ORGANISER, organises), (MEMBER, is_current)):
        group = Group.objects.filter(name=name).first()
        if group is not None and holds:
            user.groups.add(group)
        elif group is not None:
            user.groups.remove(group)
