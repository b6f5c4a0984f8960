"""Storing the submission of a join form: once, with its notifications, in one transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.form_token import FormToken
from editorial.reviews.models import add_months
from networks.enums import JoiningPolicy, RequestEventKind, RequestStatus
from networks.join_forms.builder import JoinRequestForm
from networks.models import JoinForm, JoinRequest, Network
from networks.notifications import acknowledge_request, notify_request_received
from networks.requests.invitations import has_open_invitation, invite_to_network


class FormDeletedError(Exception):
    """The join form or the network was deleted while the form was filled in."""


def submit_join_request(
    join_form: JoinForm,
    form: JoinRequestForm,
    token: FormToken,
    network: Network | None = None,
    page: Page | None = None,
    spam_reasons: str = "",
) -> tuple[JoinRequest, bool]:
    """Store a submission and notify its handlers, or return the request stored before.

    Args:
        join_form: The join form that was submitted.
        form: The answers; they are valid.
        token: The form token; submitted again, it yields the same request.
        network: The network to join; None for a form by itself.
        page: The page that linked to the form, if one did.
        spam_reasons: Why it looks like spam; it is quarantined then, without notifications.

    Returns:
        The request, and whether it is new. It is committed, with its notifications.

    Raises:
        FormDeletedError: The form or the network was deleted meanwhile.
    """
    answers = form.as_answers()
    fingerprint = token.fingerprint(answers)
    try:
        with transaction.atomic():
            join_request = JoinRequest.objects.create(
                fingerprint=fingerprint,
                form=join_form,
                network=network,
                page=page,
                answers=answers,
                name=form.name(),
                email=form.email(),
                spam_reasons=spam_reasons[:200],
                status=RequestStatus.QUARANTINED if spam_reasons else RequestStatus.WAITING,
                expires_on=add_months(timezone.localdate(), join_form.retention_months),
            )
            join_request.events.create(kind=RequestEventKind.RECEIVED)
            if not spam_reasons:
                handle_received_request(join_request)
    except IntegrityError:
        stored = JoinRequest.objects.filter(fingerprint=fingerprint).first()
        if stored is None and is_deleted(join_form, network):
            raise FormDeletedError from None
        if stored is None:
            raise
        return stored, False
    return join_request, True


def is_deleted(join_form: JoinForm, network: Network | None) -> bool:
    """Return whether a join form, or the network to join, no longer exists."""
    return not JoinForm.objects.filter(pk=join_form.pk).exists() or (
        network is not None and not Network.objects.filter(pk=network.pk).exists()
    )


def handle_received_request(join_request: JoinRequest) -> None:
    """Notify those who handle a request, and invite the applicant or acknowledge the request.

    An invitation at once takes the place of the acknowledgement.
    """
    notify_request_received(join_request)
    if not _invite_if_open(join_request):
        acknowledge_request(join_request)


def _invite_if_open(join_request: JoinRequest) -> bool:
    """Accept and invite at once if the network is open to every applicant.

    An applicant with an open invitation gets no second one, so that no visitor can flood their
    inbox.

    Returns:
        Whether the network is open.
    """
    is_open = bool(
        join_request.network
        and join_request.network.joining_policy == JoiningPolicy.OPEN
        and join_request.email
    )
    if is_open:
        join_request.status, join_request.decided_at = RequestStatus.ACCEPTED, timezone.now()
        join_request.save()
        join_request.events.create(kind=RequestEventKind.ACCEPTED)
        if not has_open_invitation(join_request):
            invite_to_network(join_request, invited_by=None)
    return is_open
