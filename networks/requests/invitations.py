"""Invitations that turn an accepted join request into a membership."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_countries import countries

from accounts import invitations
from accounts.models import Invitation, Profile
from accounts.models.invitation import VALIDITY
from networks.enums import RequestEventKind, RequestStatus
from networks.memberships.services import INVITATION_PURPOSE, add_member
from networks.models import JoinRequest


def invite_to_network(join_request: JoinRequest, invited_by: Any) -> None:
    """Invite an accepted applicant, and retain the request until the invitation expires.

    The email does not say who accepted the request.

    Args:
        join_request: The accepted request to a network.
        invited_by: The user who accepted it; None for a network that is open to everybody.
    """
    about = f"join the {join_request.network.name}"
    invitations.send_invitation(
        join_request.email,
        purpose=INVITATION_PURPOSE,
        reference=str(join_request.pk),
        about=about,
        by=invited_by,
        name=join_request.name,
        opening=f"Your request to {about} was accepted",
        profile_audience="The other members of the network",
        redirect_url=f"{join_request.network.get_absolute_url()}space/",
    )
    valid_until = timezone.localdate() + VALIDITY + timedelta(days=1)
    join_request.expires_on = max(join_request.expires_on, valid_until)
    join_request.save()


def has_open_invitation(join_request: JoinRequest) -> bool:
    """Return whether the applicant has an open invitation to the network."""
    same = JoinRequest.objects.filter(network=join_request.network_id, email=join_request.email)
    references = [str(pk) for pk in same.values_list("pk", flat=True)]
    invitations_open = Invitation.objects.open().filter(purpose=INVITATION_PURPOSE)
    return invitations_open.filter(reference__in=references).exists()


def revoke_invitation(sender: type, instance: JoinRequest, **kwargs: Any) -> None:
    """Revoke the invitation of a request that was deleted."""
    invitations.revoke_invitations(INVITATION_PURPOSE, str(instance.pk))


def accept_network_invitation(sender: type, invitation: Any, user: Any, **kwargs: Any) -> None:
    """Add the member in the transaction in which an invitation to a network is accepted.

    Args:
        sender: The invitation model.
        invitation: The accepted invitation; those to something else are ignored.
        user: The account, new or existing.
        kwargs: Further arguments of the signal.

    Raises:
        InvitationNotOpenError: The request no longer exists.
    """
    if invitation.purpose != INVITATION_PURPOSE:
        return
    locked = JoinRequest.objects.select_for_update()
    join_request = locked.filter(pk=invitation.reference, network__isnull=False).first()
    if join_request is None or join_request.network is None:
        raise invitations.InvitationNotOpenError
    add_member(join_request.network, user, join_request=join_request)
    fill_profile(user, join_request)
    join_request.status = RequestStatus.JOINED
    join_request.save()
    join_request.events.create(kind=RequestEventKind.JOINED, actor=user, created_at=timezone.now())


def fill_profile(user: Any, join_request: JoinRequest) -> None:
    """Fill the empty fields of a profile with the answers of the join request."""
    profile = Profile.get_for_user(user)
    answers = {
        "name": join_request.answer_for("name"),
        "role": join_request.answer_for("role"),
        "organisation": join_request.answer_for("organisation"),
        "country": countries.by_name(join_request.answer_for("country")),
    }
    for name, value in answers.items():
        if not getattr(profile, name):
            max_length = Profile._meta.get_field(name).max_length
            setattr(profile, name, value[:max_length])
    profile.save()
