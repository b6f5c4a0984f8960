"""A question back, and the page on which the person replies, without an account."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from accounts.personal_link import generate_token, hash_token
from accounts.rate_limit import RateLimit
from accounts.views.personal_link import PersonalLinkView
from networks.models import JoinRequest, RequestEvent

DAYS_TO_REPLY = 30


def renew_reply_link(request: JoinRequest) -> str:
    """Give a request a link by which the person replies, in place of the one before.

    Returns:
        The token of the link. A hash of it alone is stored, when the request is saved.
    """
    token = generate_token()
    request.reply_digest = hash_token(token)
    request.reply_expires_at = timezone.now() + timedelta(days=DAYS_TO_REPLY)
    return token


def request_for_token(token: str) -> JoinRequest | None:
    """Return the request that a link to reply is for, or nothing, whatever the reason.

    After the reply, and until somebody decides, the link still says that the reply has come.
    """
    undecided = JoinRequest.objects.open().filter(reply_until__gt=timezone.now())
    return (
        undecided.filter(reply_digest=hash_token(token)).select_related("network", "form").first()
    )


class ReplyForm(forms.Form):
    """What the person replies."""

    words = forms.CharField(
        label="Your reply",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write your reply first."},
    )


# As with a sign-off link: the token in the address is what a forger cannot know.
@method_decorator(csrf_exempt, name="dispatch")
class ReplyView(PersonalLinkView):
    """Shows whoever holds the link the question, and takes a reply."""

    invalid_link_rate_limit = RateLimit("join-reply", max_attempts=30, seconds=600)

    def get_object(self, token: str) -> JoinRequest | None:
        """Return the request that waits for a reply by a token."""
        return request_for_token(token)

    def get(self, request: HttpRequest, linked_object: JoinRequest) -> HttpResponse:
        """Show the question, and where to reply; or that the reply has come."""
        if linked_object.status != JoinRequest.Status.ASKED:
            return self._thank(request, linked_object)
        return self._show(request, linked_object, ReplyForm())

    def post(self, request: HttpRequest, linked_object: JoinRequest) -> HttpResponse:
        """Keep the reply."""
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self._show(request, linked_object, form, status=422)
        words = form.cleaned_data["words"]
        return self._thank(
            request, linked_object, too_late="" if save_reply(linked_object, words) else words
        )

    def _show(
        self, request: HttpRequest, asked: JoinRequest, form: ReplyForm, status: int = 200
    ) -> HttpResponse:
        question = asked.acts.filter(kind=RequestEvent.Kind.ASKED).last()
        context = {"request_asked": asked, "question": question, "form": form}
        return render(request, "networks/requests/reply.html", context, status=status)

    def _thank(self, request: HttpRequest, asked: JoinRequest, too_late: str = "") -> HttpResponse:
        """Thank for a reply, and say so where other words came after it and were not kept."""
        context = {"request_asked": asked, "too_late": too_late}
        status = 409 if too_late else 200
        return render(request, "networks/requests/reply_received.html", context, status=status)


@transaction.atomic
def save_reply(asked: JoinRequest, words: str) -> bool:
    """Keep a reply: the request waits again.

    Returns:
        Whether these words are kept: now, or from having been sent before. Others that come
        after a reply are not.
    """
    held = JoinRequest.objects.select_for_update().filter(pk=asked.pk).first()
    if held is None:
        return False
    if held.status != JoinRequest.Status.ASKED:
        last = held.acts.filter(kind=RequestEvent.Kind.REPLIED).last()
        return last is not None and last.words == words
    held.status = JoinRequest.Status.WAITING
    held.save()
    act = held.acts.create(kind=RequestEvent.Kind.REPLIED, words=words)
    notify_reply(held, act)
    return True


def notify_reply(request: JoinRequest, act: RequestEvent) -> None:
    """Tell whoever asked that there is a reply."""
    from django.urls import reverse

    from outbox.services import notify_users

    question = request.acts.filter(kind=RequestEvent.Kind.ASKED).select_related("by").last()
    if question is None or question.by is None:
        return
    context = {
        "title": request.network.name if request.network else request.form.title,
        "inbox": reverse("networks_joinrequest_modeladmin_inspect", args=[request.pk]),
    }
    key = f"{request.event_key}:replied-{act.pk}"
    notify_users([question.by], "networks/request_replied", key, context)
