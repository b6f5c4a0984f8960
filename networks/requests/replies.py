"""The applicant's reply to a question, through a personal link without an account."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from accounts.personal_data_link import generate_token, hash_token
from accounts.rate_limit import RateLimit
from accounts.views.personal_link import PersonalLinkView
from networks.enums import RequestEventKind, RequestStatus
from networks.models import JoinRequest
from networks.notifications import notify_reply

REPLY_VALIDITY = timedelta(days=30)


def renew_reply_link(join_request: JoinRequest) -> str:
    """Generate a new reply link for a request, which replaces the previous one.

    Returns:
        The token of the link. Only its hash is stored, when the request is saved.
    """
    token = generate_token()
    join_request.reply_digest = hash_token(token)
    join_request.reply_expires_at = timezone.now() + REPLY_VALIDITY
    return token


def request_for_token(token: str) -> JoinRequest | None:
    """Return the undecided request of a valid reply link, or None.

    After the reply the link stays valid until the decision, to confirm that it was received.
    """
    undecided = JoinRequest.objects.open().filter(reply_expires_at__gt=timezone.now())
    requests = undecided.filter(reply_digest=hash_token(token))
    return requests.select_related("network", "form").first()


class ReplyForm(RejectPatientIdentifiersMixin, forms.Form):
    """The applicant's reply."""

    text = forms.CharField(
        label="Your reply",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter your reply."},
    )


# The unguessable token in the URL protects against forged submissions.
@method_decorator(csrf_exempt, name="dispatch")
class ReplyView(PersonalLinkView):
    """Shows the question to the holder of a reply link, and stores the reply."""

    invalid_link_rate_limit = RateLimit("join-reply", max_attempts=30, seconds=600)

    def get_object(self, token: str) -> JoinRequest | None:
        """Return the undecided request of a reply token."""
        return request_for_token(token)

    def get(self, request: HttpRequest, linked_object: JoinRequest) -> HttpResponse:
        """Show the question and the form, or that the reply was received."""
        if linked_object.status != RequestStatus.AWAITING_REPLY:
            return self._render_received(request)
        return self._render_form(request, linked_object, ReplyForm())

    def post(self, request: HttpRequest, linked_object: JoinRequest) -> HttpResponse:
        """Store the reply."""
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self._render_form(request, linked_object, form, status=422)
        text = form.cleaned_data["text"]
        return self._render_received(request, "" if save_reply(linked_object, text) else text)

    def _render_form(
        self, request: HttpRequest, join_request: JoinRequest, form: ReplyForm, status: int = 200
    ) -> HttpResponse:
        question = join_request.events.filter(kind=RequestEventKind.QUESTION_SENT).last()
        context = {"join_request": join_request, "question": question, "form": form}
        return render(request, "networks/requests/reply.html", context, status=status)

    def _render_received(self, request: HttpRequest, refused_text: str = "") -> HttpResponse:
        """Confirm the reply, or show a second one that came too late to be stored."""
        context = {"refused_text": refused_text}
        status = 409 if refused_text else 200
        return render(request, "networks/requests/reply_received.html", context, status=status)


@transaction.atomic
def save_reply(join_request: JoinRequest, text: str) -> bool:
    """Store a reply, notify the sender of the question, and await a decision again.

    Returns:
        Whether this text is stored, now or by an earlier submission. A different text after the
        first reply is not stored.
    """
    locked = JoinRequest.objects.select_for_update().filter(pk=join_request.pk).first()
    if locked is None:
        return False
    if locked.status != RequestStatus.AWAITING_REPLY:
        last = locked.events.filter(kind=RequestEventKind.REPLIED).last()
        return last is not None and last.text == text
    locked.status = RequestStatus.WAITING
    locked.save()
    event = locked.events.create(kind=RequestEventKind.REPLIED, text=text)
    notify_reply(locked, event)
    return True
