"""From an accepted request to a membership: an invitation makes or connects the account."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_countries import countries

from accounts import invitations
from accounts.models import Invitation, Profile
from accounts.models.invitation import VALIDITY
from networks.memberships.services import INVITATION_PURPOSE, add_member
from networks.models import JoinRequest, RequestEvent


def invite_to_network(request: JoinRequest, by: Any) -> None:
    """Invite the person whose request was accepted, and keep it for as long as they may come.

    The letter says that it was, and does not say by whom.

    Args:
        request: The request; it is to a network.
        by: Who accepted it; None where a network is open and lets everybody in.
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
    lasts = timezone.localdate() + VALIDITY + timedelta(days=1)
    request.expires_on = max(request.expires_on, lasts)
    request.save()


def has_open_invitation(request: JoinRequest) -> bool:
    """Return whether the person has an invitation to the network that is still open."""
    same = JoinRequest.objects.filter(network=request.network_id, email=request.email)
    references = [str(pk) for pk in same.values_list("pk", flat=True)]
    open_ones = Invitation.objects.open().filter(purpose=INVITATION_PURPOSE)
    return open_ones.filter(reference__in=references).exists()


def revoke_invitation(sender: type, instance: JoinRequest, **kwargs: Any) -> None:
    """Close the invitation of a request that was deleted: nobody could be let in by it."""
    invitations.revoke_invitations(INVITATION_PURPOSE, str(instance.pk))


def accept_network_invitation(sender: type, invitation: Any, user: Any, **kwargs: Any) -> None:
    """Let somebody in who accepted an invitation, in the transaction in which they do.

    Args:
        sender: The model of invitations.
        invitation: What was accepted; those that are not for a network are left alone.
        user: The account, new or of old.
        kwargs: What else the signal says.

    Raises:
        NotOpenError: The request is there no more.
    """
    if invitation.purpose != INVITATION_PURPOSE:
        return
    held = JoinRequest.objects.select_for_update()
    request = held.filter(pk=invitation.reference, network__isnull=False).first()
    if request is None or request.network is None:
        raise invitations.InvitationNotOpenError
    add_member(request.network, user, request=request)
    fill_profile(user, request)
    request.status = JoinRequest.Status.JOINED
    request.save()
    request.acts.create(kind=RequestEvent.Kind.JOINED, by=user, at=timezone.now())


def fill_profile(user: Any, request: JoinRequest) -> None:
    """Begin a person's profile with what they wrote when they asked; what is there stays."""
    profile = Profile.of(user)
    said = {
        "name": request.answer_for("name"),
        "role": request.answer_for("role"),
        "organisation": request.answer_for("organisation"),
        "country": countries.by_name(request.answer_for("country")),
    }
    for part, words in said.items():
        if not getattr(profile, part):
            longest = Profile._meta.get_field(part).max_length
            setattr(profile, part, words[:longest])
    profile.save()
