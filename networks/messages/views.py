"""Organisers write to everybody: written, looked at, and sent."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.messages import services
from networks.models import Membership, Message
from networks.patient_identifiers import RejectPatientIdentifiersMixin
from networks.space.mixins import SpaceFormView, SpaceMixin

MESSAGES_LISTED = 50


class MessageForm(RejectPatientIdentifiersMixin, forms.ModelForm):
    """A subject and a text."""

    class Meta:
        model = Message
        fields = ["subject", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "subject": "Begins with the network’s short name by itself.",
            "text": "Plain words. Addresses become links; an empty line begins a new paragraph.",
        }

    def clean_subject(self) -> str:
        """Return the subject in one line."""
        return " ".join(self.cleaned_data["subject"].split())


class MessageListView(SpaceMixin, TemplateView):
    """Shows what was written to everybody, and how far it has come."""

    template_name = "networks/messages/list.html"
    section = "organise"
    for_organisers = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the messages, the newest first."""
        sent = Message.objects.organised_by(self.request.user).filter(network=self.network)
        newest = list(sent.select_related("sent_by")[:MESSAGES_LISTED])
        return super().get_context_data(**kwargs) | {"sent": services.with_delivered_count(newest)}


class MessageCreateView(SpaceMixin, SpaceFormView):
    """Writes to everybody; what was written is shown first as it will be read."""

    section = "organise"
    for_organisers = True
    form_class = MessageForm
    heading = "A message to all members"
    button = "See it before it is sent"

    def get_cancel_url(self) -> str:
        """Return the list of messages."""
        return reverse("networks:messages", args=[self.network.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template how many are written to, and how many want no messages."""
        current = Membership.objects.organised_by(self.request.user).filter(network=self.network)
        total, reached = current.current().count(), self._recipients().count()
        explanation = f"It goes to {reached:,} of {total:,} members by e-mail, one letter each."
        if total > reached:
            explanation += " The others have switched messages off."
        return super().get_context_data(**kwargs) | {
            "explanation": explanation,
            "reached": reached,
        }

    def form_valid(self, form: MessageForm) -> HttpResponse:
        """Show the message, go back to it, or send it: once, however often it is sent."""
        said = form.cleaned_data
        step = self.request.POST.get("step", "")
        if step == "send":
            key = self.showing.fingerprint([said])
            user = self.request.user
            sent = services.send_message(self.network, user, said["subject"], said["text"], key)
            messages.success(
                self.request, f"Queued for {sent.recipients:,} members. It goes out by itself."
            )
            return redirect(self.get_cancel_url())
        template = self.template_name if step == "change" else "networks/messages/preview.html"
        context = self.get_context_data(form=form) | {"message": said}
        return self.response_class(
            request=self.request, template=[template], context=context, using=self.template_engine
        )

    def _recipients(self) -> Any:
        return services.message_recipients(self.network, self.request.user)
