"""From an accepted request to a membership: an invitation makes or connects the account."""

from typing import Any

from django.utils import timezone
from django_countries import countries

from accounts import invitations
from accounts.models import Profile
from networks.belonging import let_in
from networks.models import JoinRequest, RequestAct

PURPOSE = "networks.membership"


def invite(request: JoinRequest, by: Any) -> None:
    """Invite the person whose request was accepted.

    Args:
        request: The request; it is to a network.
        by: Who accepted it; None where a network is open and lets everybody in.
    """
    invitations.invite(
        request.email,
        purpose=PURPOSE,
        reference=str(request.pk),
        about=f"join the {request.network.name}",
        by=by,
        leads_to=f"{request.network.get_absolute_url()}space/",
    )


def join(sender: type, invitation: Any, user: Any, **kwargs: Any) -> None:
    """Let somebody in who accepted an invitation, in the transaction in which they do.

    Args:
        sender: The model of invitations.
        invitation: What was accepted; those that are not for a network are left alone.
        user: The account, new or of old.
        kwargs: What else the signal says.
    """
    if invitation.purpose != PURPOSE:
        return
    held = JoinRequest.objects.select_for_update()
    request = held.filter(pk=invitation.reference, network__isnull=False).first()
    if request is None or request.network is None:
        return
    let_in(request.network, user, request=request)
    introduce(user, request)
    request.status = JoinRequest.Status.JOINED
    request.save()
    request.acts.create(kind=RequestAct.Kind.JOINED, by=user, at=timezone.now())


def introduce(user: Any, request: JoinRequest) -> None:
    """Begin a person's profile with what they wrote when they asked; what is there stays."""
    profile = Profile.of(user)
    said = {
        "name": request.answer_meaning("name"),
        "role": request.answer_meaning("role"),
        "organisation": request.answer_meaning("organisation"),
        "country": countries.by_name(request.answer_meaning("country")),
    }
    for part, words in said.items():
        if not getattr(profile, part):
            longest = Profile._meta.get_field(part).max_length
            setattr(profile, part, words[:longest])
    profile.save()
