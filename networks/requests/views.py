"""The admin view that applies a decision to a join request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from networks.enums import RequestStatus
from networks.models import JoinRequest
from networks.requests import services


class RequestActionForm(RejectPatientIdentifiersMixin, forms.Form):
    """The text of a decision, which is sent to the applicant."""

    text = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Enter the text of the email."},
    )

    def __init__(self, label: str, help_text: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].help_text = help_text


@dataclass(frozen=True)
class RequestAction:
    """A decision on a join request, as a button in the admin.

    Attributes:
        name: The last part of its URL.
        label: The label of the button.
        service: The function of `networks.requests.services` that applies it.
        success_message: The message after it was applied.
        statuses: The statuses in which it is available.
        text_label: The label of the text sent to the applicant; empty where it needs none.
        help_text: What happens with that text.
        icon: The icon of the button.
    """

    name: str
    label: str
    service: Callable[..., None]
    success_message: str
    statuses: tuple[Any, ...]
    text_label: str = ""
    help_text: str = ""
    icon: str = "check"


OPEN_STATUSES = (RequestStatus.WAITING, RequestStatus.AWAITING_REPLY)
REQUEST_ACTIONS = {
    action.name: action
    for action in (
        RequestAction(
            "take",
            "Assign to me",
            services.claim_request,
            "Assigned to you.",
            OPEN_STATUSES,
            icon="user",
        ),
        RequestAction(
            "give-back",
            "Unassign",
            services.release_claim,
            "No longer assigned to you.",
            OPEN_STATUSES,
            icon="arrow-left",
        ),
        RequestAction(
            "accept",
            "Accept and invite",
            services.accept_request,
            "Request accepted. We have emailed an invitation.",
            OPEN_STATUSES,
        ),
        RequestAction(
            "ask",
            "Ask a question",
            services.ask_question,
            "Question sent. We will email you when they reply.",
            OPEN_STATUSES,
            text_label="Your question",
            help_text="We email it to the person with a link to reply. It does not name you.",
            icon="comment",
        ),
        RequestAction(
            "decline",
            "Decline",
            services.decline_request,
            "Request declined. We have emailed the reason.",
            OPEN_STATUSES,
            text_label="Reason",
            help_text="We email this text to the person. Say what they could do instead.",
            icon="cross",
        ),
        RequestAction(
            "withdraw",
            "Withdraw invitation",
            services.withdraw_acceptance,
            "Invitation withdrawn. The request is waiting again. We have not emailed the person.",
            (RequestStatus.ACCEPTED,),
            icon="arrow-left",
        ),
        RequestAction(
            "settle",
            "Mark as done",
            services.close_request,
            "Request marked as done.",
            OPEN_STATUSES,
        ),
        RequestAction(
            "quarantine",
            "Mark as spam",
            services.quarantine_request,
            "Marked as spam. We have not emailed the person.",
            (*OPEN_STATUSES, RequestStatus.QUARANTINED),
            icon="warning",
        ),
        RequestAction(
            "release",
            "Not spam",
            services.release_from_quarantine,
            "Not spam. The request is now waiting for a decision.",
            (RequestStatus.QUARANTINED,),
        ),
        RequestAction(
            "copy",
            "Email them a link to their data",
            services.send_personal_data_link,
            "We have emailed a link to the person. They can use it to see the data we hold under "
            "their email address, or to ask us to delete it.",
            tuple(RequestStatus),
            icon="download",
        ),
    )
}
REQUEST_CHANGED = "This request changed while you had it open. Check it again."


def available_actions(join_request: JoinRequest, user: Any) -> list[RequestAction]:
    """Return the actions that a user can apply to a request now, in display order."""
    excluded = {"give-back" if join_request.claimed_by_id != user.pk else "take"}
    if join_request.claimed_by_id not in {None, user.pk}:
        excluded.add("take")
    excluded |= {"settle"} if join_request.network_id else {"accept"}
    if join_request.status == RequestStatus.QUARANTINED and not join_request.is_spam_suspected:
        excluded.add("quarantine")
    if not join_request.email:
        excluded |= {"accept", "ask", "decline", "copy"}
    return [
        action
        for action in REQUEST_ACTIONS.values()
        if join_request.status in action.statuses and action.name not in excluded
    ]


class RequestActionView(View):
    """Applies an action to a join request, after asking for the applicant's text if it has one."""

    def dispatch(
        self, request: HttpRequest, *args: Any, pk: int, action: str, **kwargs: Any
    ) -> HttpResponse:
        """Fetch the join request and the action.

        Raises:
            Http404: There is no such action, or no such request among those the user handles.
            PermissionDenied: The user handles no requests.
        """
        if not request.user.has_perm("networks.change_joinrequest"):
            raise PermissionDenied
        handled = JoinRequest.objects.handled_by(request.user).select_related("network", "form")
        self.join_request = get_object_or_404(handled, pk=pk)
        if action not in REQUEST_ACTIONS:
            raise Http404
        self.action = REQUEST_ACTIONS[action]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form of the action, or a button to confirm it."""
        return self._render(self._get_form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Apply the action."""
        form = self._get_form(request.POST)
        if form is not None and not form.is_valid():
            return self._render(form, status=422)
        if self.action not in available_actions(self.join_request, request.user):
            messages.warning(request, REQUEST_CHANGED)
            return self._redirect()
        text = [form.cleaned_data["text"]] if form is not None else []
        try:
            self.action.service(self.join_request, request.user, *text)
        except services.StaleRequestError:
            messages.warning(request, REQUEST_CHANGED)
        else:
            messages.success(request, self.action.success_message)
        return self._redirect()

    def _get_form(self, data: Any = None) -> RequestActionForm | None:
        if not self.action.text_label:
            return None
        return RequestActionForm(self.action.text_label, self.action.help_text, data)

    def _render(self, form: RequestActionForm | None, status: int = 200) -> HttpResponse:
        context = {"join_request": self.join_request, "action": self.action, "form": form}
        return render(self.request, "networks/requests/action.html", context, status=status)

    def _redirect(self) -> HttpResponse:
        return redirect("networks_joinrequest_modeladmin_inspect", self.join_request.pk)
