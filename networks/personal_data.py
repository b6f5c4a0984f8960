"""Collects and erases the personal data stored by networks."""

from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from networks.member_messages.services import RETENTION, delete_messages
from networks.memberships.services import end_membership
from networks.models import (
    JoinRequest,
    MemberBlock,
    MemberMessage,
    Membership,
    Message,
    RequestEvent,
    Resource,
    ResourceVersion,
    SessionGuest,
    SignUp,
    SpaceSettings,
)
from networks.requests.retention import delete_requests
from networks.sessions.guest_notifications import delete_guests
from personal_data.registry import DataSubject, PersonalDataSource


def collect(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Collect the personal data that networks store about an account.

    Args:
        user: The account. Its join requests are those from its email address, and those behind
            its memberships.

    Returns:
        A list of records for each kind of record, each with its values by name.
    """
    return {
        "Memberships": [
            {
                "network": membership.network.name,
                "role": membership.get_role_display(),
                "since": membership.since,
                "ended": membership.ended_at,
                "email messages from the organisers": membership.wants_messages,
                "messages from other members": bool(membership.accepts_questions),
            }
            for membership in Membership.objects.filter(user=user).select_related("network")
        ],
        "Requests": [_serialize_request(join_request) for join_request in _requests_of(user)],
        "Sessions signed up for": [
            {
                "network": sign_up.session.network.name,
                "session": sign_up.session.title,
                "begins": sign_up.session.starts_at,
                "signed up": sign_up.signed_up_at,
            }
            for sign_up in SignUp.objects.filter(user=user).select_related("session__network")
        ],
        "Open sessions asked for as a guest": _guest_records(user.email),
        "Resources added": [
            {
                "network": resource.network.name,
                "title": resource.title,
                "description": resource.description,
                "link": resource.link,
                "added": resource.added_at,
                "removed": resource.removed_at,
            }
            for resource in Resource.objects.filter(added_by=user).select_related("network")
        ],
        "Files added": [
            {
                "title": version.resource.title,
                "file": version.name,
                "note": version.note,
                "added": version.added_at,
            }
            for version in ResourceVersion.objects.filter(added_by=user).select_related("resource")
        ],
        "Messages to all members": [
            {
                "network": message.network.name,
                "subject": message.subject,
                "text": message.text,
                "sent": message.sent_at,
            }
            for message in Message.objects.filter(sent_by=user).select_related("network")
        ],
        "Messages to other members": [
            {
                "network": message.network.name,
                "to": message.recipient.public_name,
                "text": message.text,
                "shared the email address": message.shares_email,
                "sent": message.sent_at,
            }
            for message in _sent_member_messages(user).select_related("network", "recipient")
        ],
        "Messages from other members": [
            {
                "network": message.network.name,
                "from": message.sender.public_name,
                "text": message.text,
                "sent": message.sent_at,
                "reported": message.reported_at,
                "reason": message.report_reason,
            }
            for message in MemberMessage.objects.delivered()
            .filter(recipient=user)
            .select_related("network", "sender")
        ],
        "Members whose messages you blocked": [
            {
                "network": block.network.name,
                "member": block.blocked.public_name,
                "since": block.created_at,
            }
            for block in MemberBlock.objects.filter(blocker=user).select_related(
                "network", "blocked"
            )
        ],
        "Decisions on requests": [
            {"what": event.get_kind_display(), "words": event.text, "when": event.created_at}
            for event in RequestEvent.objects.filter(actor=user)
        ],
    }


@transaction.atomic
def erase(user: Any) -> None:
    """Erase the personal data of an account that is closed.

    Memberships end, so that member counts stay true. Sign-ups and messages between members are
    deleted, and join requests purged. Content shared with others stays, without its author.
    """
    for membership in Membership.objects.filter(user=user, ended_at=None):
        end_membership(membership)
    SignUp.objects.filter(user=user).delete()
    delete_messages(MemberMessage.objects.filter(Q(sender=user) | Q(recipient=user)))
    MemberBlock.objects.filter(Q(blocker=user) | Q(blocked=user)).delete()
    delete_guests(SessionGuest.objects.filter(email=user.email))
    delete_requests(_requests_of(user))
    for records, name in (
        (Resource.objects, "added_by"),
        (ResourceVersion.objects, "added_by"),
        (Message.objects, "sent_by"),
        (SpaceSettings.objects, "changed_by"),
        (JoinRequest.objects, "claimed_by"),
        (RequestEvent.objects, "actor"),
    ):
        records.filter(**{name: user}).update(**{name: None})


def _sent_member_messages(user: Any) -> QuerySet[MemberMessage]:
    """Return the messages that an account sent to members, within their retention.

    One that is stored longer was reported. To list it would disclose the report, and so harm the
    rights of the member who reported it (UK GDPR, article 15(4)).
    """
    retained_since = timezone.now() - RETENTION
    return MemberMessage.objects.filter(sender=user, sent_at__gte=retained_since)


def _requests_of(user: Any) -> QuerySet[JoinRequest]:
    """Return the join requests of an account, also those sent from a former address."""
    return JoinRequest.objects.sent_by(user)


def collect_for_email(email_address: str) -> dict[str, list[dict[str, Any]]]:
    """Collect the join requests and guest records of an email address without an account.

    Args:
        email_address: The email address, in lower case.

    Returns:
        The same structure as `collect`.
    """
    return {
        "Requests": [
            _serialize_request(join_request)
            for join_request in JoinRequest.objects.sent_from_email(email_address)
        ],
        "Open sessions asked for as a guest": _guest_records(email_address),
    }


def erase_for_email(email_address: str) -> None:
    """Purge the join requests and guest records of an email address without an account."""
    delete_guests(SessionGuest.objects.filter(email=email_address))
    delete_requests(JoinRequest.objects.sent_from_email(email_address))


def _guest_records(email_address: str) -> list[dict[str, Any]]:
    guests = SessionGuest.objects.filter(email=email_address).select_related("session__network")
    return [
        {
            "network": guest.session.network.name,
            "session": guest.session.title,
            "begins": guest.session.starts_at,
            "name": guest.name,
            "requested": guest.requested_at,
            "removed": guest.removed_at,
        }
        for guest in guests
    ]


def _serialize_request(join_request: JoinRequest) -> dict[str, Any]:
    return {
        "to": join_request.network.name if join_request.network else join_request.form.title,
        "received": join_request.created_at,
        "status": join_request.get_status_display(),
        "kept until": join_request.expires_on,
        "answers": {answer["label"]: answer["value"] for answer in join_request.answers},
        "history": [
            {"what": event.get_kind_display(), "words": event.text, "when": event.created_at}
            for event in join_request.events.all()
        ],
    }


def sources() -> list[PersonalDataSource]:
    """Return what networks store about users and about people without an account."""
    return [
        PersonalDataSource("networks", collect, erase),
        PersonalDataSource("networks", collect_for_email, erase_for_email, DataSubject.EMAIL),
    ]


def log_label_user_fields() -> dict[type[Model], str]:
    """Return that the log label of a membership names its user."""
    return {Membership: "user"}
