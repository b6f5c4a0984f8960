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


def invite_to_network(request: JoinRequest, by: Any) -> None:
    """Invite an accepted applicant, and retain the request until the invitation expires.

    The email does not say who accepted the request.

    Args:
        request: The accepted request to a network.
        by: The user who accepted it; None for a network that is open to everybody.
    """
    about = f"join the {request.network.name}"
    invitations.send_invitation(
        request.email,
        purpose=INVITATION_PURPOSE,
        reference=str(request.pk),
        about=about,
        by=by,
        name=request.name,
        opening=f"Your request to {about} was accepted",
        profile_audience="The other members of the network",
        redirect_url=f"{request.network.get_absolute_url()}space/",
    )
    valid_until = timezone.localdate() + VALIDITY + timedelta(days=1)
    request.expires_on = max(request.expires_on, valid_until)
    request.save()


def has_open_invitation(request: JoinRequest) -> bool:
    """Return whether the applicant has an open invitation to the network."""
    same = JoinRequest.objects.filter(network=request.network_id, email=request.email)
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
        NotOpenError: The request no longer exists.
    """
    if invitation.purpose != INVITATION_PURPOSE:
        return
    locked = JoinRequest.objects.select_for_update()
    request = locked.filter(pk=invitation.reference, network__isnull=False).first()
    if request is None or request.network is None:
        raise invitations.InvitationNotOpenError
    add_member(request.network, user, request=request)
    fill_profile(user, request)
    request.status = RequestStatus.JOINED
    request.save()
    request.events.create(kind=RequestEventKind.JOINED, actor=user, created_at=timezone.now())


def fill_profile(user: Any, request: JoinRequest) -> None:
    """Fill the empty fields of a profile with the answers of the join request."""
    profile = Profile.of(user)
    answers = {
        "name": request.answer_for("name"),
        "role": request.answer_for("role"),
        "organisation": request.answer_for("organisation"),
        "country": countries.by_name(request.answer_for("country")),
    }
    for name, value in answers.items():
        if not getattr(profile, name):
            max_length = Profile._meta.get_field(name).max_length
            setattr(profile, name, value[:max_length])
    profile.save()
