"""Organisers run their network from its room: where they begin, and the words at the door."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.models import JoinRequest, Membership, Room
from networks.space.entering import RoomMixin
from networks.space.writing import WritingView


class OrganiseView(RoomMixin, TemplateView):
    """Shows what there is to do."""

    template_name = "networks/space/organise/organise.html"
    section = "organise"
    for_organisers = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template how many ask to join, and how many belong."""
        user = self.request.user
        asking = JoinRequest.objects.handled_by(user).open().filter(network=self.network)
        members = Membership.objects.organised_by(user).filter(network=self.network).current()
        inbox = reverse("networks_joinrequest_modeladmin_index")
        return super().get_context_data(**kwargs) | {
            "asking": asking.count(),
            "members": members.count(),
            "inbox": f"{inbox}?network={self.network.pk}",
        }


class WelcomeForm(forms.ModelForm):
    """The words at the door."""

    class Meta:
        model = Room
        fields = ["welcome"]
        widgets = {"welcome": forms.Textarea(attrs={"rows": 10})}


class WelcomeView(RoomMixin, WritingView):
    """Changes what members read first."""

    section = "organise"
    for_organisers = True
    form_class = WelcomeForm
    heading = "The welcome text"

    def get_back_url(self) -> str:
        """Return where organisers begin."""
        return reverse("networks:organise", args=[self.network.slug])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what is there."""
        rooms = Room.objects.organised_by(self.request.user)
        room = rooms.filter(network=self.network).first() or Room(network=self.network)
        return super().get_form_kwargs() | {"instance": room}

    def form_valid(self, form: WelcomeForm) -> HttpResponse:
        """Keep it. Two who write the first words at once: the later words stay."""
        said = {"welcome": form.cleaned_data["welcome"], "changed_by": self.request.user}
        rooms = Room.objects.organised_by(self.request.user)
        rooms.update_or_create(network=self.network, defaults=said)
        messages.success(self.request, "Saved. Members read it on the first page.")
        return redirect("networks:space", self.network.slug)
