"""The acts on a request. Each is done once, whoever presses at the same time, and is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import personal_link
from accounts.invitations import revoke_invitations
from networks.join_forms.services import invite_if_open, notify_request_received
from networks.memberships.services import INVITATION_PURPOSE
from networks.models import JoinRequest, RequestEvent
from networks.requests.invitations import invite_to_network
from networks.requests.replies import renew_reply_link
from outbox.services import notify_external_contact

Status, Kind = JoinRequest.Status, RequestEvent.Kind
COPY_INTERVAL = timedelta(minutes=10)


class StaleRequestError(Exception):
    """Somebody did something about the request a moment ago, so that this no longer fits."""


@contextmanager
def _lock_request(request: JoinRequest, *states: Any) -> Iterator[JoinRequest]:
    """Hold a request while something is done about it, if it is still in one of some states.

    Raises:
        TooLate: It is not, or it was deleted at its retention date a moment ago.
    """
    with transaction.atomic():
        held = JoinRequest.objects.select_for_update().filter(pk=request.pk).first()
        if held is None or held.status not in states:
            raise StaleRequestError
        yield held
        held.save()


def claim_request(request: JoinRequest, user: Any) -> None:
    """Say that one will see to a request, so that no two people do.

    Raises:
        TooLate: Somebody else took it.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED) as held:
        if held.taken_by_id not in {None, user.pk}:
            raise StaleRequestError
        if held.taken_by_id is None:
            held.claimed_by = user
            held.acts.create(kind=Kind.TAKEN, by=user)


def release_claim(request: JoinRequest, user: Any) -> None:
    """Leave a request that one took to others.

    Raises:
        TooLate: It is not one's own.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED) as held:
        if held.taken_by_id != user.pk:
            raise StaleRequestError
        held.claimed_by = None
        held.acts.create(kind=Kind.GIVEN_BACK, by=user)


def ask_question(request: JoinRequest, user: Any, words: str) -> None:
    """Ask the person something; they reply by a link of their own, without an account.

    Raises:
        TooLate: The request was decided a moment ago.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED) as held:
        token = renew_reply_link(held)
        held.status = Status.ASKED
        act = held.acts.create(kind=Kind.ASKED, by=user, words=words)
        notify_external_contact(
            held.email,
            "networks/request_asked",
            f"{held.event_key}:asked-{act.pk}",
            {"request": held, "name": held.name, "title": _title(held), "words": words}
            | {"token": token},
        )


def accept_request(request: JoinRequest, user: Any) -> None:
    """Let the person in: they get an invitation that makes or connects their account.

    Raises:
        TooLate: The request was decided a moment ago.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED) as held:
        held.status, held.decided_at = Status.ACCEPTED, timezone.now()
        held.reply_digest = ""
        held.acts.create(kind=Kind.ACCEPTED, by=user)
        invite_to_network(held, by=user)


def withdraw_acceptance(request: JoinRequest, user: Any) -> None:
    """Take an acceptance back before the person came in: their invitation opens nothing more.

    Raises:
        TooLate: They have joined meanwhile, or somebody else took it back.
    """
    with transaction.atomic():
        # The invitation first, as whoever accepts it does: so the two never wait for each other.
        revoke_invitations(INVITATION_PURPOSE, str(request.pk))
        with _lock_request(request, Status.ACCEPTED) as held:
            held.status, held.decided_at = Status.WAITING, None
            held.acts.create(kind=Kind.WITHDRAWN, by=user)


def decline_request(request: JoinRequest, user: Any, words: str) -> None:
    """Decline, with a reason that the person reads.

    Raises:
        TooLate: The request was decided a moment ago.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED) as held:
        held.status, held.decided_at = Status.DECLINED, timezone.now()
        held.reply_digest = ""
        held.acts.create(kind=Kind.DECLINED, by=user, words=words)
        notify_external_contact(
            held.email,
            "networks/request_declined",
            f"{held.event_key}:declined",
            {"request": held, "name": held.name, "title": _title(held), "words": words},
        )


def settle_request(request: JoinRequest, user: Any) -> None:
    """Close a request that asks for no membership: it was dealt with.

    Raises:
        TooLate: It was decided a moment ago.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED) as held:
        held.status, held.decided_at = Status.SETTLED, timezone.now()
        held.acts.create(kind=Kind.SETTLED, by=user)


def send_personal_data_link(request: JoinRequest, user: Any) -> None:
    """Write to the person with a link to all that the hub holds under their address.

    Whoever presses sees nothing of it: it may tell of other networks.

    Raises:
        TooLate: They were sent one a moment ago.
    """
    with _lock_request(request, *Status) as held:
        just_now = timezone.now() - COPY_INTERVAL
        if held.acts.filter(kind=Kind.COPIED, at__gt=just_now).exists():
            raise StaleRequestError
        held.acts.create(kind=Kind.COPIED, by=user)
        personal_link.send_personal_data_link(held.email)


def release_from_quarantine(request: JoinRequest, user: Any) -> None:
    """Take a request out of quarantine; those who are to know are told of it now.

    Raises:
        TooLate: It is not in quarantine.
    """
    with _lock_request(request, Status.QUARANTINED) as held:
        held.status = Status.WAITING
        held.acts.create(kind=Kind.RELEASED, by=user)
        notify_request_received(held)
        invite_if_open(held)


def quarantine_request(request: JoinRequest, user: Any) -> None:
    """Set a request aside that is spam, or leave it aside; the person is not told.

    Raises:
        TooLate: It was decided a moment ago.
    """
    with _lock_request(request, Status.WAITING, Status.ASKED, Status.QUARANTINED) as held:
        if held.status == Status.QUARANTINED and not held.is_spam_suspected:
            raise StaleRequestError
        if held.status != Status.QUARANTINED:
            held.status, held.suspicion = Status.QUARANTINED, "Somebody of the team said so."
        held.acts.create(kind=Kind.QUARANTINED, by=user)


def _title(request: JoinRequest) -> str:
    return request.network.name if request.network else request.form.title
