"""The desk's page of one request, and what can be done there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from networks.models import JoinRequest
from networks.requests import services


class RequestActionForm(forms.Form):
    """A question, or a reason."""

    words = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write it first: the person gets these words."},
    )

    def __init__(self, label: str, help_text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text


@dataclass(frozen=True)
class RequestAction:
    """One thing that can be done about a request.

    Attributes:
        name: Its name in the address.
        label: The words on its button.
        do: Does it.
        done: What is said when it was done.
        states: In which states it is offered.
        words: What the person is told, as a label; empty where nothing is asked for.
        help: What becomes of the words.
        icon: The icon on its button.
    """

    name: str
    label: str
    do: Callable[..., None]
    done: str
    states: tuple[Any, ...]
    words: str = ""
    help: str = ""
    icon: str = "check"


OPEN_STATUSES = (JoinRequest.Status.WAITING, JoinRequest.Status.ASKED)
REQUEST_ACTIONS = {
    way.name: way
    for way in (
        RequestAction(
            "take",
            "I will see to it",
            services.claim_request,
            "It is yours.",
            OPEN_STATUSES,
            icon="user",
        ),
        RequestAction(
            "give-back",
            "Give it back",
            services.release_claim,
            "It is free again.",
            OPEN_STATUSES,
            icon="arrow-left",
        ),
        RequestAction(
            "accept",
            "Accept and invite",
            services.accept_request,
            "Accepted. An invitation is on its way to them.",
            OPEN_STATUSES,
        ),
        RequestAction(
            "ask",
            "Ask something back",
            services.ask_question,
            "Your question is on its way to them.",
            OPEN_STATUSES,
            words="Your question",
            help="They get it by e-mail, with a link to reply. It does not name you.",
            icon="comment",
        ),
        RequestAction(
            "decline",
            "Decline",
            services.decline_request,
            "Declined. They are told why.",
            OPEN_STATUSES,
            words="Why",
            help="They get these words by e-mail. Be kind, and say what they can do instead.",
            icon="cross",
        ),
        RequestAction(
            "withdraw",
            "Withdraw the invitation",
            services.withdraw_acceptance,
            "Withdrawn. It waits for a decision again; they are not told.",
            (JoinRequest.Status.ACCEPTED,),
            icon="arrow-left",
        ),
        RequestAction(
            "settle", "It is dealt with", services.settle_request, "Settled.", OPEN_STATUSES
        ),
        RequestAction(
            "quarantine",
            "It is spam",
            services.quarantine_request,
            "Set aside. They are not told.",
            (*OPEN_STATUSES, JoinRequest.Status.QUARANTINED),
            icon="warning",
        ),
        RequestAction(
            "release",
            "It is no spam",
            services.release_from_quarantine,
            "It waits with the others now.",
            (JoinRequest.Status.QUARANTINED,),
        ),
        RequestAction(
            "copy",
            "Send them what we hold",
            services.send_personal_data_link,
            "A link is on its way to them. By it they read all that the hub holds under their "
            "address, and can have it erased.",
            tuple(JoinRequest.Status),
            icon="download",
        ),
    )
}
REQUEST_CHANGED = "Somebody did something about this request a moment ago. Look at it again."


def available_actions(request: JoinRequest, user: Any) -> list[RequestAction]:
    """Return what a person can do about a request now, in order."""
    found = [way for way in REQUEST_ACTIONS.values() if request.status in way.states]
    left_out = {"give-back" if request.taken_by_id != user.pk else "take"}
    if request.taken_by_id not in {None, user.pk}:
        left_out.add("take")
    left_out |= {"settle"} if request.network_id else {"accept"}
    if request.status == JoinRequest.Status.QUARANTINED and not request.is_spam_suspected:
        left_out.add("quarantine")
    if not request.email:
        left_out |= {"accept", "ask", "decline", "copy"}
    return [way for way in found if way.name not in left_out]


class RequestActionView(View):
    """Does one thing about a request; asks for the words first where the person gets some."""

    def dispatch(
        self, request: HttpRequest, *args: Any, pk: int, act: str, **kwargs: Any
    ) -> HttpResponse:
        """Find the request, for somebody who may handle it.

        Raises:
            Http404: There is no such request for this person, or no such act.
            PermissionDenied: The person handles no requests.
        """
        if not request.user.has_perm("networks.change_joinrequest"):
            raise PermissionDenied
        handled = JoinRequest.objects.handled_by(request.user).select_related("network", "form")
        self.asked = get_object_or_404(handled, pk=pk)
        if act not in REQUEST_ACTIONS:
            raise Http404
        self.way = REQUEST_ACTIONS[act]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the words, or for a press where none are needed."""
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it."""
        form = self._form(request.POST)
        if form is not None and not form.is_valid():
            return self._show(form, status=422)
        if self.way not in available_actions(self.asked, request.user):
            messages.warning(request, REQUEST_CHANGED)
            return self._back()
        words = [form.cleaned_data["words"]] if form is not None else []
        try:
            self.way.do(self.asked, request.user, *words)
        except services.StaleRequestError:
            messages.warning(request, REQUEST_CHANGED)
        else:
            messages.success(request, self.way.done)
        return self._back()

    def _form(self, data: Any = None) -> RequestActionForm | None:
        return RequestActionForm(self.way.words, self.way.help, data) if self.way.words else None

    def _show(self, form: RequestActionForm | None, status: int = 200) -> HttpResponse:
        context = {"asked": self.asked, "way": self.way, "form": form}
        return render(self.request, "networks/requests/action.html", context, status=status)

    def _back(self) -> HttpResponse:
        return redirect("networks_joinrequest_modeladmin_inspect", self.asked.pk)
