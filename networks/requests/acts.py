"""The acts on a request. Each is done once, whoever presses at the same time, and is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import personal_link
from accounts.invitations import revoke_invitations
from networks.belonging import INVITED_BY_REQUEST
from networks.joining.keeping import tell, welcome_if_open
from networks.models import JoinRequest, RequestAct
from networks.requests.inviting import invite
from networks.requests.replying import renew_reply_link
from outbox.services import notify_external_contact

Status, Kind = JoinRequest.Status, RequestAct.Kind
A_MOMENT = timedelta(minutes=10)


class TooLate(Exception):
    """Somebody did something about the request a moment ago, so that this no longer fits."""


@contextmanager
def _deciding(request: JoinRequest, *states: Any) -> Iterator[JoinRequest]:
    """Hold a request while something is done about it, if it is still in one of some states.

    Raises:
        TooLate: It is not, or it was deleted at its retention date a moment ago.
    """
    with transaction.atomic():
        held = JoinRequest.objects.select_for_update().filter(pk=request.pk).first()
        if held is None or held.status not in states:
            raise TooLate
        yield held
        held.save()


def take(request: JoinRequest, user: Any) -> None:
    """Say that one will see to a request, so that no two people do.

    Raises:
        TooLate: Somebody else took it.
    """
    with _deciding(request, Status.WAITING, Status.ASKED) as held:
        if held.taken_by_id not in {None, user.pk}:
            raise TooLate
        if held.taken_by_id is None:
            held.taken_by = user
            held.acts.create(kind=Kind.TAKEN, by=user)


def give_back(request: JoinRequest, user: Any) -> None:
    """Leave a request that one took to others.

    Raises:
        TooLate: It is not one's own.
    """
    with _deciding(request, Status.WAITING, Status.ASKED) as held:
        if held.taken_by_id != user.pk:
            raise TooLate
        held.taken_by = None
        held.acts.create(kind=Kind.GIVEN_BACK, by=user)


def ask_back(request: JoinRequest, user: Any, words: str) -> None:
    """Ask the person something; they reply by a link of their own, without an account.

    Raises:
        TooLate: The request was decided a moment ago.
    """
    with _deciding(request, Status.WAITING, Status.ASKED) as held:
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


def accept(request: JoinRequest, user: Any) -> None:
    """Let the person in: they get an invitation that makes or connects their account.

    Raises:
        TooLate: The request was decided a moment ago.
    """
    with _deciding(request, Status.WAITING, Status.ASKED) as held:
        held.status, held.decided_at = Status.ACCEPTED, timezone.now()
        held.reply_digest = ""
        held.acts.create(kind=Kind.ACCEPTED, by=user)
        invite(held, by=user)


def withdraw(request: JoinRequest, user: Any) -> None:
    """Take an acceptance back before the person came in: their invitation opens nothing more.

    Raises:
        TooLate: They have joined meanwhile, or somebody else took it back.
    """
    with transaction.atomic():
        # The invitation first, as whoever accepts it does: so the two never wait for each other.
        revoke_invitations(INVITED_BY_REQUEST, str(request.pk))
        with _deciding(request, Status.ACCEPTED) as held:
            held.status, held.decided_at = Status.WAITING, None
            held.acts.create(kind=Kind.WITHDRAWN, by=user)


def decline(request: JoinRequest, user: Any, words: str) -> None:
    """Decline, with a reason that the person reads.

    Raises:
        TooLate: The request was decided a moment ago.
    """
    with _deciding(request, Status.WAITING, Status.ASKED) as held:
        held.status, held.decided_at = Status.DECLINED, timezone.now()
        held.reply_digest = ""
        held.acts.create(kind=Kind.DECLINED, by=user, words=words)
        notify_external_contact(
            held.email,
            "networks/request_declined",
            f"{held.event_key}:declined",
            {"request": held, "name": held.name, "title": _title(held), "words": words},
        )


def settle(request: JoinRequest, user: Any) -> None:
    """Close a request that asks for no membership: it was dealt with.

    Raises:
        TooLate: It was decided a moment ago.
    """
    with _deciding(request, Status.WAITING, Status.ASKED) as held:
        held.status, held.decided_at = Status.SETTLED, timezone.now()
        held.acts.create(kind=Kind.SETTLED, by=user)


def send_copy(request: JoinRequest, user: Any) -> None:
    """Write to the person with a link to all that the hub holds under their address.

    Whoever presses sees nothing of it: it may tell of other networks.

    Raises:
        TooLate: They were sent one a moment ago.
    """
    with _deciding(request, *Status) as held:
        just_now = timezone.now() - A_MOMENT
        if held.acts.filter(kind=Kind.COPIED, at__gt=just_now).exists():
            raise TooLate
        held.acts.create(kind=Kind.COPIED, by=user)
        personal_link.send_personal_data_link(held.email)


def release(request: JoinRequest, user: Any) -> None:
    """Take a request out of quarantine; those who are to know are told of it now.

    Raises:
        TooLate: It is not in quarantine.
    """
    with _deciding(request, Status.QUARANTINED) as held:
        held.status = Status.WAITING
        held.acts.create(kind=Kind.RELEASED, by=user)
        tell(held)
        welcome_if_open(held)


def quarantine(request: JoinRequest, user: Any) -> None:
    """Set a request aside that is spam, or leave it aside; the person is not told.

    Raises:
        TooLate: It was decided a moment ago.
    """
    with _deciding(request, Status.WAITING, Status.ASKED, Status.QUARANTINED) as held:
        if held.status == Status.QUARANTINED and not held.is_suspected:
            raise TooLate
        if held.status != Status.QUARANTINED:
            held.status, held.suspicion = Status.QUARANTINED, "Somebody of the team said so."
        held.acts.create(kind=Kind.QUARANTINED, by=user)


def _title(request: JoinRequest) -> str:
    return request.network.name if request.network else request.form.title
