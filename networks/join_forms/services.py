"""How an answer is kept: with its notices, in one transaction, once."""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial.reviews.models import add_months
from networks.join_forms.builder import JoinRequestForm
from networks.join_forms.form_token import FormToken
from networks.models import JoinForm, JoinRequest, Membership, Network, RequestEvent
from networks.notifications import hub_team
from outbox.services import notify_mailbox, notify_users


class FormDeletedError(Exception):
    """What was asked for was deleted at this moment."""


def submit_join_request(
    form: JoinForm,
    asked: JoinRequestForm,
    showing: FormToken,
    network: Network | None = None,
    page: Page | None = None,
    suspicion: str = "",
) -> tuple[JoinRequest, bool]:
    """Keep an answer and tell those who are to know, or find the one that was kept already.

    Args:
        form: The form that was answered.
        asked: The answers; they are valid.
        showing: The showing they came from: sent again, they are the same request.
        network: The network that was asked, if it is one.
        page: The page that carried the form, if one did.
        suspicion: Why it looks like spam; it is then set aside, and nobody is told.

    Returns:
        The request, and whether it is new. It is in the database now, and so are its notices.

    Raises:
        GoneMeanwhileError: The form or the network was deleted while it was answered.
    """
    answers = asked.as_answers()
    fingerprint = showing.fingerprint(answers)
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(
                fingerprint=fingerprint,
                form=form,
                network=network,
                page=page,
                answers=answers,
                name=asked.name(),
                email=asked.email(),
                suspicion=suspicion[:200],
                status=_initial_status(suspicion),
                expires_on=add_months(timezone.localdate(), form.retention_months),
            )
            request.acts.create(kind=RequestEvent.Kind.CAME)
            if not suspicion:
                notify_request_received(request)
                invite_if_open(request)
    except IntegrityError:
        kept = JoinRequest.objects.filter(fingerprint=fingerprint).first()
        if kept is None and is_deleted(form, network):
            raise FormDeletedError from None
        if kept is None:
            raise
        return kept, False
    return request, True


def is_deleted(form: JoinForm, network: Network | None) -> bool:
    """Return whether a form, or the network that it asks for, is there no more."""
    return not JoinForm.objects.filter(pk=form.pk).exists() or (
        network is not None and not Network.objects.filter(pk=network.pk).exists()
    )


def _initial_status(suspicion: str) -> Any:
    return JoinRequest.Status.QUARANTINED if suspicion else JoinRequest.Status.WAITING


def invite_if_open(request: JoinRequest) -> None:
    """Invite at once whoever asks a network that is open to everybody.

    Somebody whose invitation is still open gets no second one: nobody is buried in letters.
    """
    from networks.requests.invitations import has_open_invitation, invite_to_network

    if request.network and request.network.joining == Network.Joining.OPEN and request.email:
        request.status, request.decided_at = JoinRequest.Status.ACCEPTED, timezone.now()
        request.save()
        request.acts.create(kind=RequestEvent.Kind.ACCEPTED)
        if not has_open_invitation(request):
            invite_to_network(request, by=None)


def notify_request_received(request: JoinRequest) -> None:
    """Tell those who are to know that a request came: that it did, and nothing of what it says."""
    notify_request_handlers(request, "networks/request_came", request.event_key)


def notify_request_handlers(request: JoinRequest, kind: str, key: str) -> None:
    """Write to those whom a form names, and to the network's organisers; else to the hub's team.

    So a request to a network that nobody runs yet reaches somebody.

    Args:
        request: What it is about.
        kind: The name of the message's templates; see `editorial.notices.writing.write_to`.
        key: What tells this event_key from any other.
    """
    context = {
        "title": request.network.name if request.network else request.form.title,
        "request": request,
        "inbox": reverse("networks_joinrequest_modeladmin_inspect", args=[request.pk]),
    }
    mailboxes = [told.email for told in request.form.told.all()]
    for mailbox in mailboxes:
        notify_mailbox(mailbox, kind, key, context)
    people = _organisers_to_notify(request)
    notify_users(people if people or mailboxes else hub_team(), kind, key, context)


def _organisers_to_notify(request: JoinRequest) -> list[Any]:
    """Return the organisers of the network that was asked, if its form has them told."""
    if not (request.form.notify_organisers and request.network):
        return []
    organisers = Membership.objects.organisers().filter(network=request.network)
    return [membership.user for membership in organisers.select_related("user")]
