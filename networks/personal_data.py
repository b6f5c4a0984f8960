"""Everything that networks hold about a person, and what becomes of it with their account."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from networks.memberships.services import end_membership
from networks.models import (
    JoinRequest,
    Membership,
    Message,
    RequestEvent,
    Resource,
    ResourceVersion,
    SignUp,
    SpaceSettings,
)
from networks.requests.retention import purge_requests
from personal_data.registry import PersonalDataSource, Subject


def collect(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return everything that networks hold about a person, in words that they understand.

    Args:
        user: Their account. Requests are theirs that came from its e-mail address, or led to a
            membership of theirs.

    Returns:
        For each kind of record a list of records, each with its values by name: text, numbers,
        days and moments.
    """
    return {
        "Memberships": [
            {
                "network": one.network.name,
                "role": one.get_role_display(),
                "since": one.since,
                "ended": one.ended_at,
                "wants the organisers’ messages": one.wants_messages,
            }
            for one in Membership.objects.filter(user=user).select_related("network")
        ],
        "Requests": [_serialize_request(one) for one in _requests_of(user)],
        "Sessions signed up for": [
            {
                "network": one.session.network.name,
                "session": one.session.title,
                "begins": one.session.starts_at,
                "signed up": one.signed_up_at,
            }
            for one in SignUp.objects.filter(user=user).select_related("session__network")
        ],
        "Resources added": [
            {
                "network": one.network.name,
                "title": one.title,
                "description": one.description,
                "link": one.link,
                "added": one.added_at,
                "removed": one.removed_at,
            }
            for one in Resource.objects.filter(added_by=user).select_related("network")
        ],
        "Files added": [
            {"title": one.resource.title, "file": one.name, "note": one.note, "added": one.added_at}
            for one in ResourceVersion.objects.filter(added_by=user).select_related("resource")
        ],
        "Messages to all members": [
            {
                "network": one.network.name,
                "subject": one.subject,
                "text": one.text,
                "sent": one.sent_at,
            }
            for one in Message.objects.filter(sent_by=user).select_related("network")
        ],
        "Decisions on requests": [
            {"what": one.get_kind_display(), "words": one.words, "when": one.at}
            for one in RequestEvent.objects.filter(by=user)
        ],
    }


@transaction.atomic
def erase(user: Any) -> None:
    """Let go of a person whose account is closed.

    Memberships end, so that the figures stay true. Sign-ups go, and so do the requests that came
    from the account's address, of which a count is kept. What was shared or written for others
    stays, without a name.
    """
    for membership in Membership.objects.filter(user=user, ended_at=None):
        end_membership(membership)
    SignUp.objects.filter(user=user).delete()
    purge_requests(_requests_of(user))
    for records, name in (
        (Resource.objects, "added_by"),
        (ResourceVersion.objects, "added_by"),
        (Message.objects, "sent_by"),
        (SpaceSettings.objects, "changed_by"),
        (JoinRequest.objects, "claimed_by"),
        (RequestEvent.objects, "by"),
    ):
        records.filter(**{name: user}).update(**{name: None})


def _requests_of(user: Any) -> QuerySet[JoinRequest]:
    """Return the requests that a person sent, by the address of their account or one before."""
    return JoinRequest.objects.sent_by(user)


def collect_for_email(address: str) -> dict[str, list[dict[str, Any]]]:
    """Return what somebody without an account sent by forms, and what was done about it.

    Args:
        address: The e-mail address they gave, in lower case.

    Returns:
        As `held` does.
    """
    return {
        "Requests": [
            _serialize_request(one) for one in JoinRequest.objects.sent_from_email(address)
        ]
    }


def erase_for_email(address: str) -> None:
    """Delete what somebody without an account sent by forms; a count is kept of it."""
    purge_requests(JoinRequest.objects.sent_from_email(address))


def _serialize_request(request: JoinRequest) -> dict[str, Any]:
    return {
        "to": request.network.name if request.network else request.form.title,
        "came": request.created_at,
        "status": request.get_status_display(),
        "kept until": request.expires_on,
        "answers": {one["label"]: one["value"] for one in request.answers},
        "what was done": [
            {"what": act.get_kind_display(), "words": act.words, "when": act.at}
            for act in request.acts.all()
        ],
    }


def sources() -> list[PersonalDataSource]:
    """Return what networks store about users and about people without an account."""
    return [
        PersonalDataSource("networks", collect, erase),
        PersonalDataSource("networks", collect_for_email, erase_for_email, Subject.EMAIL),
    ]


def named_models() -> dict[type[Model], str]:
    """Return that the title of a membership names its user."""
    return {Membership: "user"}
