"""Decisions on join requests. Each locks the request, applies once, and is logged as an event."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import personal_data_link
from accounts.invitations import revoke_invitations
from networks.enums import RequestEventKind, RequestStatus
from networks.memberships.services import INVITATION_PURPOSE
from networks.models import JoinRequest
from networks.notifications import request_title
from networks.requests.invitations import invite_to_network
from networks.requests.replies import renew_reply_link
from networks.requests.submission import handle_received_request
from outbox.services import notify_external_contact

PERSONAL_DATA_INTERVAL = timedelta(minutes=10)
"""How long after one link to their personal data an applicant can be sent another."""


class StaleRequestError(Exception):
    """The request changed a moment ago, so that the decision no longer applies."""


@contextmanager
def _lock_request(join_request: JoinRequest, *statuses: Any) -> Iterator[JoinRequest]:
    """Lock a request's row until the decision is saved, if it has one of some statuses.

    Raises:
        StaleRequestError: It has another status, or was purged.
    """
    with transaction.atomic():
        locked = JoinRequest.objects.select_for_update().filter(pk=join_request.pk).first()
        if locked is None or locked.status not in statuses:
            raise StaleRequestError
        yield locked
        locked.save()


def claim_request(join_request: JoinRequest, user: Any) -> None:
    """Claim a request, so that no two people decide on it.

    Raises:
        StaleRequestError: Another user claimed it, or it was decided.
    """
    with _lock_request(join_request, RequestStatus.WAITING, RequestStatus.AWAITING_REPLY) as locked:
        if locked.claimed_by_id not in {None, user.pk}:
            raise StaleRequestError
        if locked.claimed_by_id is None:
            locked.claimed_by = user
            locked.events.create(kind=RequestEventKind.CLAIMED, actor=user)


def release_claim(join_request: JoinRequest, user: Any) -> None:
    """Release a user's own claim of a request.

    Raises:
        StaleRequestError: The user has not claimed it, or it was decided.
    """
    with _lock_request(join_request, RequestStatus.WAITING, RequestStatus.AWAITING_REPLY) as locked:
        if locked.claimed_by_id != user.pk:
            raise StaleRequestError
        locked.claimed_by = None
        locked.events.create(kind=RequestEventKind.CLAIM_RELEASED, actor=user)


def ask_question(join_request: JoinRequest, user: Any, text: str) -> None:
    """Send the applicant a question, with a personal link to reply without an account.

    Raises:
        StaleRequestError: The request was decided.
    """
    with _lock_request(join_request, RequestStatus.WAITING, RequestStatus.AWAITING_REPLY) as locked:
        token = renew_reply_link(locked)
        locked.status = RequestStatus.AWAITING_REPLY
        event = locked.events.create(kind=RequestEventKind.QUESTION_SENT, actor=user, text=text)
        notify_external_contact(
            locked.email,
            "networks/request_asked",
            f"{locked.event_key}:asked-{event.pk}",
            _applicant_context(locked, text) | {"token": token},
        )


def accept_request(join_request: JoinRequest, user: Any) -> None:
    """Accept a request: the applicant gets an invitation that creates or connects an account.

    Raises:
        StaleRequestError: The request was decided.
    """
    with _lock_request(join_request, RequestStatus.WAITING, RequestStatus.AWAITING_REPLY) as locked:
        locked.status, locked.decided_at = RequestStatus.ACCEPTED, timezone.now()
        locked.reply_digest = ""
        locked.events.create(kind=RequestEventKind.ACCEPTED, actor=user)
        invite_to_network(locked, invited_by=user)


def withdraw_acceptance(join_request: JoinRequest, user: Any) -> None:
    """Withdraw an acceptance whose invitation was not used yet; the invitation is revoked.

    Raises:
        StaleRequestError: The applicant has joined, or another user withdrew it.
    """
    with transaction.atomic():
        # Locks the invitation before the request, as accepting an invitation does: no deadlock.
        revoke_invitations(INVITATION_PURPOSE, str(join_request.pk))
        with _lock_request(join_request, RequestStatus.ACCEPTED) as locked:
            locked.status, locked.decided_at = RequestStatus.WAITING, None
            locked.events.create(kind=RequestEventKind.INVITATION_WITHDRAWN, actor=user)


def decline_request(join_request: JoinRequest, user: Any, text: str) -> None:
    """Decline a request, with a reason sent to the applicant.

    Raises:
        StaleRequestError: The request was decided.
    """
    with _lock_request(join_request, RequestStatus.WAITING, RequestStatus.AWAITING_REPLY) as locked:
        locked.status, locked.decided_at = RequestStatus.DECLINED, timezone.now()
        locked.reply_digest = ""
        locked.events.create(kind=RequestEventKind.DECLINED, actor=user, text=text)
        notify_external_contact(
            locked.email,
            "networks/request_declined",
            f"{locked.event_key}:declined",
            _applicant_context(locked, text),
        )


def close_request(join_request: JoinRequest, user: Any) -> None:
    """Close a request that is not for a membership.

    Raises:
        StaleRequestError: The request was decided.
    """
    with _lock_request(join_request, RequestStatus.WAITING, RequestStatus.AWAITING_REPLY) as locked:
        locked.status, locked.decided_at = RequestStatus.SETTLED, timezone.now()
        locked.events.create(kind=RequestEventKind.SETTLED, actor=user)


def send_personal_data_link(join_request: JoinRequest, user: Any) -> None:
    """Send the applicant a link to all personal data stored under their email address.

    The user who sends it sees none of the data, which may concern other networks.

    Raises:
        StaleRequestError: The applicant was sent one less than `PERSONAL_DATA_INTERVAL` ago.
    """
    with _lock_request(join_request, *RequestStatus) as locked:
        since = timezone.now() - PERSONAL_DATA_INTERVAL
        sent = locked.events.filter(kind=RequestEventKind.PERSONAL_DATA_SENT)
        if sent.filter(created_at__gt=since).exists():
            raise StaleRequestError
        locked.events.create(kind=RequestEventKind.PERSONAL_DATA_SENT, actor=user)
        personal_data_link.send_personal_data_link(locked.email)


def release_from_quarantine(join_request: JoinRequest, user: Any) -> None:
    """Release a request from quarantine, and handle it like one just received.

    Raises:
        StaleRequestError: It is not in quarantine.
    """
    with _lock_request(join_request, RequestStatus.QUARANTINED) as locked:
        locked.status = RequestStatus.WAITING
        locked.events.create(kind=RequestEventKind.UNQUARANTINED, actor=user)
        handle_received_request(locked)


def quarantine_request(join_request: JoinRequest, user: Any) -> None:
    """Quarantine a request as spam, or confirm its quarantine; the applicant is not notified.

    Raises:
        StaleRequestError: It was decided, or its quarantine was confirmed before.
    """
    statuses = (RequestStatus.WAITING, RequestStatus.AWAITING_REPLY, RequestStatus.QUARANTINED)
    with _lock_request(join_request, *statuses) as locked:
        if locked.status == RequestStatus.QUARANTINED and not locked.is_spam_suspected:
            raise StaleRequestError
        if locked.status != RequestStatus.QUARANTINED:
            locked.status = RequestStatus.QUARANTINED
            locked.spam_reasons = "Marked as spam by a person."
        locked.events.create(kind=RequestEventKind.QUARANTINED, actor=user)


def _applicant_context(join_request: JoinRequest, text: str) -> dict[str, Any]:
    """Return the context of an email to the applicant."""
    return {
        "request": join_request,
        "name": join_request.name,
        "title": request_title(join_request),
        "text": text,
    }
