"""The first page of a network's room."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.memberships.directory import newcomers
from networks.models import JoinRequest, Membership, Resource, Room, Session
from networks.optimistic_lock import EditConflictError, OptimisticLockForm
from networks.patient_identifiers import RejectPatientIdentifiersMixin
from networks.space.mixins import SpaceFormView, SpaceMixin
from networks.space.services import update_welcome_text

RESOURCES_LISTED = 5
NEWCOMERS_LISTED = 8


class SpaceHomeView(SpaceMixin, TemplateView):
    """Shows what is next, what is new and who is new."""

    template_name = "networks/space/home.html"
    section = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the welcome, the next session, and what came last."""
        user = self.request.user
        rooms = Room.objects.visible_to(user).filter(network=self.network)
        sessions = (
            Session.objects.visible_to(user).filter(network=self.network).annotate_for_user(user)
        )
        resources = Resource.objects.visible_to(user).filter(network=self.network)
        return super().get_context_data(**kwargs) | {
            "room": rooms.first(),
            "next_session": sessions.upcoming().not_cancelled().first(),
            "resources": resources.present().for_listing()[:RESOURCES_LISTED],
            "newcomers": newcomers(user, self.network, NEWCOMERS_LISTED),
        }


class OrganiserHomeView(SpaceMixin, TemplateView):
    """Shows what there is to do."""

    template_name = "networks/space/organiser_home.html"
    section = "organise"
    for_organisers = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template how many ask to join, and how many belong."""
        user = self.request.user
        asking = JoinRequest.objects.handled_by(user).filter(network=self.network)
        members = Membership.objects.organised_by(user).filter(network=self.network).current()
        inbox = reverse("networks_joinrequest_modeladmin_index")
        return super().get_context_data(**kwargs) | {
            "waits": asking.count_open(),
            "suspected": asking.suspected().count(),
            "members": members.count(),
            "inbox": f"{inbox}?network={self.network.pk}",
        }


class WelcomeTextForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """The words at the door."""

    class Meta:
        model = Room
        fields = ["welcome"]
        widgets = {"welcome": forms.Textarea(attrs={"rows": 10})}


class WelcomeTextView(SpaceMixin, SpaceFormView):
    """Changes what members read first."""

    section = "organise"
    for_organisers = True
    form_class = WelcomeTextForm
    heading = "The welcome text"

    def get_cancel_url(self) -> str:
        """Return where organisers begin."""
        return reverse("networks:organise", args=[self.network.slug])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form begin with what is there."""
        return super().get_form_kwargs() | {"instance": self.room()}

    def room(self) -> Room:
        """Return the room as it is now; one that nobody wrote for yet is empty."""
        rooms = Room.objects.organised_by(self.request.user)
        return rooms.filter(network=self.network).first() or Room(network=self.network)

    def form_valid(self, form: WelcomeTextForm) -> HttpResponse:
        """Keep it, unless somebody else wrote meanwhile."""
        words, seen = form.cleaned_data["welcome"], form.cleaned_data["seen"]
        try:
            update_welcome_text(self.request.user, self.network, words, seen)
        except EditConflictError:
            return self.form_conflict(form, self.room().version)
        messages.success(self.request, "Saved. Members read it on the first page.")
        return redirect("networks:space", self.network.slug)
