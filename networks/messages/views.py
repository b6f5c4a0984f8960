"""Views of messages: members read them; organisers list, write, preview and send them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from networks.messages import services
from networks.models import Membership, Message
from networks.space.mixins import SpaceFormView, SpaceMixin
from pages.listing import Listing

MESSAGES_LISTED = 50
ARCHIVE_PAGE = 10
"""Messages are shown in full, so that few fit on a page."""


class MessageForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """The subject and text of a message."""

    class Meta:
        model = Message
        fields = ["subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "subject": "We add the short name of the network before it.",
            "text": "Web addresses become links. Leave an empty line to start a new paragraph.",
        }

    def clean_subject(self) -> str:
        """Return the subject with whitespace collapsed to one line."""
        return " ".join(self.cleaned_data["subject"].split())


class MessageArchiveView(SpaceMixin, TemplateView):
    """Lists the messages to all members for members to read, latest first."""

    template_name = "networks/messages/archive.html"
    section = "messages"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the messages."""
        visible = Message.objects.visible_to(self.request.user).filter(network=self.network)
        listing = Listing(visible.select_related("sent_by"), self.request, page_size=ARCHIVE_PAGE)
        return super().get_context_data(**kwargs) | {"listing": listing}


class MessageListView(SpaceMixin, TemplateView):
    """Lists the messages to all members, and how many emails were delivered."""

    template_name = "networks/messages/list.html"
    section = "organise"
    for_organisers = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the messages, latest first."""
        sent = Message.objects.organised_by(self.request.user).filter(network=self.network)
        latest = list(sent.select_related("sent_by")[:MESSAGES_LISTED])
        return super().get_context_data(**kwargs) | {"sent": services.with_delivered_count(latest)}


class MessageCreateView(SpaceMixin, SpaceFormView):
    """Writes a message to all members, with a preview before it is sent."""

    section = "organise"
    for_organisers = True
    form_class = MessageForm
    heading = "Write a message to all members"
    button = "Preview message"

    def get_cancel_url(self) -> str:
        """Return the list of messages."""
        return reverse("networks:messages", args=[self.network.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number of recipients, and whether any member has switched messages off."""
        members = Membership.objects.organised_by(self.request.user).filter(network=self.network)
        total = members.current().count()
        recipients = services.message_recipients(self.network, self.request.user).count()
        explanation = f"We will email it to all {total:,} members, each separately."
        if total > recipients:
            explanation = (
                f"We will email it to {recipients:,} of {total:,} members, each separately. The "
                "other members have turned messages off."
            )
        return super().get_context_data(**kwargs) | {
            "explanation": explanation,
            "recipient_count": recipients,
        }

    def form_valid(self, form: MessageForm) -> HttpResponse:
        """Show the preview, return to the form, or send: once for each form token and content."""
        values = form.cleaned_data
        step = self.request.POST.get("step", "")
        if step == "send":
            key = self.form_token.fingerprint([values])
            message = services.send_message(
                self.network, self.request.user, values["subject"], values["text"], key
            )
            messages.success(
                self.request,
                f"Message queued to be emailed to {message.recipients:,} members.",
            )
            return redirect(self.get_cancel_url())
        template = self.template_name if step == "change" else "networks/messages/preview.html"
        context = self.get_context_data(form=form) | {"message": values}
        return self.response_class(
            request=self.request, template=[template], context=context, using=self.template_engine
        )
