"""Views in which members write to each other and report messages, and organisers see reports."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from networks.member_messages.services import (
    RateLimitExceededError,
    can_send,
    close_report,
    has_blocked,
    report_message,
    send_member_message,
)
from networks.memberships.directory import directory_rows
from networks.models import MemberMessage, Membership
from networks.space.mixins import SpaceFormView, SpaceMixin

RATE_LIMITED = (
    "You have sent too many messages today. Your message is still here. Send it again tomorrow."
)


class MemberMessageForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """The text of a message, and whether the sender shares their email address."""

    class Meta:
        model = MemberMessage
        fields = ["text", "shares_email"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        error_messages = {"text": {"required": "Enter a message."}}


class WriteToMemberView(SpaceMixin, SpaceFormView):
    """Base of the views that write a message to another member.

    Attributes:
        recipient: The membership of the recipient.
        recipient_name: The name by which the sender knows the recipient.
    """

    section = "people"
    form_class = MemberMessageForm
    button = "Send message"
    recipient: Membership
    recipient_name: str

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Extend the membership check by loading the recipient.

        Raises:
            Http404: The user may not write to this member.
        """
        super().load_objects(request, slug)
        self.load_recipient()
        if not can_send(self.network, request.user, self.recipient):
            raise Http404

    def load_recipient(self) -> None:
        """Load the recipient and the name by which the sender knows them."""
        raise NotImplementedError

    def members(self) -> Any:
        """Return the current members of the network."""
        visible = Membership.objects.visible_to(self.request.user)
        return visible.current().filter(network=self.network).select_related("user")

    def get_cancel_url(self) -> str:
        """Return the list of members."""
        return reverse("networks:directory", args=[self.network.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the recipient, and say what they will see of the sender."""
        explanation = (
            f"We will email your message with your name, {self.request.user.public_name}. We do "
            "not show your email address unless you choose to share it. Members can block "
            "messages from another member. We do not tell the sender."
        )
        if has_blocked(self.network, self.request.user, self.recipient.user_id):
            explanation += (
                f" You blocked {self.recipient_name} or reported one of their messages. You do not "
                "receive their messages. If you send this message, you unblock them, and you "
                "will receive them again."
            )
        return super().get_context_data(**kwargs) | {
            "heading": f"Send a message to {self.recipient_name}",
            "explanation": explanation,
        }

    def form_valid(self, form: MemberMessageForm) -> HttpResponse:
        """Send the message, once for each form token and content."""
        values = form.cleaned_data
        key = self.form_token.fingerprint([{"to": self.recipient.pk, "text": values["text"]}])
        try:
            send_member_message(self.network, self.request.user, self.recipient, values, key)
        except RateLimitExceededError:
            form.add_error(None, RATE_LIMITED)
            return self.form_invalid(form)
        # The same words for every sender: one whom the recipient has blocked must not learn it.
        messages.success(
            self.request,
            f"We have your message. We will email it to {self.recipient_name}, unless they have "
            "blocked messages from you.",
        )
        return redirect(self.get_cancel_url())


class MemberMessageView(WriteToMemberView):
    """Writes to a member in the directory who is happy to be asked."""

    def load_recipient(self) -> None:
        """Load the member, who shows their name.

        Raises:
            Http404: There is no such member in the directory.
        """
        rows = directory_rows(self.request.user, self.network)
        row = rows.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        self.recipient = self.members().get(pk=row["pk"])
        self.recipient_name = row["shown_name"]


class ReceivedMessageMixin(SpaceMixin):
    """A view about a message that the user received."""

    def get_message(self) -> MemberMessage:
        """Return the message.

        Raises:
            Http404: The user received no such message in this network.
        """
        visible = MemberMessage.objects.visible_to(self.request.user).delivered()
        received = visible.filter(network=self.network, recipient=self.request.user)
        return get_object_or_404(received.select_related("sender"), pk=self.kwargs["pk"])


class MemberMessageReplyView(ReceivedMessageMixin, WriteToMemberView):
    """Replies to a message, also to a sender who does not take questions from other members."""

    def load_recipient(self) -> None:
        """Load the sender of the message.

        Raises:
            Http404: The sender is no longer a member.
        """
        sender = self.get_message().sender
        self.recipient = get_object_or_404(self.members(), user=sender)
        self.recipient_name = sender.public_name


class ReportForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """Why a message is reported."""

    class Meta:
        model = MemberMessage
        fields = ["report_reason"]
        widgets = {"report_reason": forms.Textarea(attrs={"rows": 4})}


class MemberMessageReportView(ReceivedMessageMixin, SpaceFormView):
    """Reports a message to the organisers."""

    section = "people"
    form_class = ReportForm
    heading = "Report a message"
    button = "Report message"

    def get_cancel_url(self) -> str:
        """Return the home page of the space."""
        return reverse("networks:space", args=[self.network.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the sender, and say what follows."""
        sender = self.get_message().sender
        return super().get_context_data(**kwargs) | {
            "explanation": f"You are reporting a message from {sender}. The organisers will be "
            f"able to read it. You will not receive messages from {sender} in this network any "
            "more. They are not told that you reported the message or blocked them. If you send "
            "them a message later, you will receive their messages again.",
        }

    def form_valid(self, form: ReportForm) -> HttpResponse:
        """Report the message."""
        report_message(self.get_message(), form.cleaned_data["report_reason"])
        messages.success(
            self.request, "Message reported and sender blocked. We will email the organisers."
        )
        return redirect(self.get_cancel_url())


class ReportListView(SpaceMixin, TemplateView):
    """Lists reported messages for organisers; none sees a report about themselves."""

    template_name = "networks/member_messages/reports.html"
    section = "organise"
    for_organisers = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the open reports, latest first."""
        organised = MemberMessage.objects.organised_by(self.request.user)
        reported = organised.filter(network=self.network).reported()
        others = reported.exclude(sender=self.request.user).annotate_withheld_count()
        reports = others.select_related("sender", "recipient")
        return super().get_context_data(**kwargs) | {"reports": reports}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Close a report."""
        pk = request.POST.get("report", "")
        if pk.isdecimal() and len(pk) < 10:
            close_report(request.user, self.network, int(pk))
            messages.success(request, "Report closed.")
        return redirect(request.path)
