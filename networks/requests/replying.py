"""A question back, and the page on which the person replies, without an account."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from accounts.limits import Limit
from accounts.tokens import digest, new_token
from accounts.views.personal_link import PersonalLinkView
from networks.models import JoinRequest, RequestAct

DAYS_TO_REPLY = 30


def renew_reply_link(request: JoinRequest) -> str:
    """Give a request a link by which the person replies, in place of the one before.

    Returns:
        The token of the link. A hash of it alone is stored, when the request is saved.
    """
    token = new_token()
    request.reply_digest = digest(token)
    request.reply_until = timezone.now() + timedelta(days=DAYS_TO_REPLY)
    return token


def by_token(token: str) -> JoinRequest | None:
    """Return the request that waits for a reply by this token, or nothing, whatever the reason."""
    waiting = JoinRequest.objects.filter(
        status=JoinRequest.Status.ASKED, reply_until__gt=timezone.now()
    )
    return waiting.filter(reply_digest=digest(token)).select_related("network", "form").first()


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

    wrong_links = Limit("join-reply", times=30, seconds=600)

    def find(self, token: str) -> JoinRequest | None:
        """Return the request that waits for a reply by a token."""
        return by_token(token)

    def get(self, request: HttpRequest, found: JoinRequest) -> HttpResponse:
        """Show the question, and where to reply."""
        return self._show(request, found, ReplyForm())

    def post(self, request: HttpRequest, found: JoinRequest) -> HttpResponse:
        """Keep the reply."""
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self._show(request, found, form, status=422)
        reply(found, form.cleaned_data["words"])
        return render(request, "networks/requests/replied.html", {"request_asked": found})

    def _show(
        self, request: HttpRequest, asked: JoinRequest, form: ReplyForm, status: int = 200
    ) -> HttpResponse:
        question = asked.acts.filter(kind=RequestAct.Kind.ASKED).last()
        context = {"request_asked": asked, "question": question, "form": form}
        return render(request, "networks/requests/reply.html", context, status=status)


@transaction.atomic
def reply(asked: JoinRequest, words: str) -> None:
    """Keep a reply: the request waits again, and the same words sent twice are kept once."""
    held = JoinRequest.objects.select_for_update().get(pk=asked.pk)
    if held.status != JoinRequest.Status.ASKED:
        return
    held.status = JoinRequest.Status.WAITING
    held.save()
    act = held.acts.create(kind=RequestAct.Kind.REPLIED, words=words)
    tell_of_reply(held, act)


def tell_of_reply(request: JoinRequest, act: RequestAct) -> None:
    """Tell whoever asked that there is a reply."""
    from django.urls import reverse

    from editorial.notices.writing import write_to

    question = request.acts.filter(kind=RequestAct.Kind.ASKED).select_related("by").last()
    if question is None or question.by is None:
        return
    context = {
        "title": request.network.name if request.network else request.form.title,
        "inbox": reverse("networks_joinrequest_modeladmin_inspect", args=[request.pk]),
    }
    key = f"{request.occasion}:replied-{act.pk}"
    write_to([question.by], "networks/request_replied", key, context)
