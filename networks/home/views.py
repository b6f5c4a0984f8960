"""Home page of a network's space, and the organisers' home page with the welcome text."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.patient_identifiers import RejectPatientIdentifiersMixin
from networks.home.services import update_welcome_text
from networks.memberships.directory import newcomers
from networks.models import (
    JoinRequest,
    MemberMessage,
    Membership,
    Resource,
    Session,
    SessionGuest,
    SpaceSettings,
)
from networks.optimistic_lock import EditConflictError, OptimisticLockForm
from networks.space.mixins import SpaceFormView, SpaceMixin

RESOURCES_LISTED = 5
NEWCOMERS_LISTED = 8


class SpaceHomeView(SpaceMixin, TemplateView):
    """Shows the welcome text, the next session, the latest resources and the new members."""

    template_name = "networks/home/home.html"
    section = "home"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the welcome text, the next session, resources and new members."""
        user = self.request.user
        all_settings = SpaceSettings.objects.visible_to(user).filter(network=self.network)
        sessions = Session.objects.visible_to(user).filter(network=self.network)
        upcoming = sessions.annotate_for_user(user).upcoming()
        resources = Resource.objects.visible_to(user).filter(network=self.network)
        return super().get_context_data(**kwargs) | {
            "space_settings": all_settings.first(),
            "next_session": upcoming.not_cancelled().first(),
            "resources": resources.not_removed().for_listing()[:RESOURCES_LISTED],
            "newcomers": newcomers(user, self.network, NEWCOMERS_LISTED),
        }


class OrganiserHomeView(SpaceMixin, TemplateView):
    """Shows an organiser the open join requests, and links to what organisers manage."""

    template_name = "networks/home/organiser_home.html"
    section = "organise"
    for_organisers = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers of requests, members and reports, and the sessions to look at."""
        user = self.request.user
        requests = JoinRequest.objects.handled_by(user).filter(network=self.network)
        members = Membership.objects.organised_by(user).filter(network=self.network).current()
        organised = MemberMessage.objects.organised_by(user).filter(network=self.network)
        reports = organised.reported().exclude(sender=user)
        sessions = Session.objects.organised_by(user).filter(network=self.network).upcoming()
        guests = SessionGuest.objects.organised_by(user).quarantined()
        inbox = reverse("networks_joinrequest_modeladmin_index")
        return super().get_context_data(**kwargs) | {
            "open_requests": requests.count_open(),
            "suspected": requests.suspected().count(),
            "members": members.count(),
            "reports": reports.count(),
            "sessions_with_guests_to_check": sessions.filter(pk__in=guests.values("session")),
            "inbox": f"{inbox}?network={self.network.pk}",
        }


class WelcomeTextForm(RejectPatientIdentifiersMixin, OptimisticLockForm):
    """Changes the welcome text."""

    class Meta:
        model = SpaceSettings
        fields = ["welcome"]
        widgets = {"welcome": forms.Textarea(attrs={"rows": 10})}


class WelcomeTextView(SpaceMixin, SpaceFormView):
    """Changes the text that members read first."""

    section = "organise"
    for_organisers = True
    form_class = WelcomeTextForm
    heading = "Edit the welcome text"

    def get_cancel_url(self) -> str:
        """Return the organisers' home page."""
        return reverse("networks:organise", args=[self.network.slug])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the space's settings as the form's instance."""
        return super().get_form_kwargs() | {"instance": self.get_settings()}

    def get_settings(self) -> SpaceSettings:
        """Return the settings in the database, or new ones if none were saved yet."""
        all_settings = SpaceSettings.objects.organised_by(self.request.user)
        settings = all_settings.filter(network=self.network).first()
        return settings or SpaceSettings(network=self.network)

    def form_valid(self, form: WelcomeTextForm) -> HttpResponse:
        """Save the text, or show the form again if another organiser has saved it since."""
        text, expected_version = form.cleaned_data["welcome"], form.cleaned_data["expected_version"]
        try:
            update_welcome_text(self.request.user, self.network, text, expected_version)
        except EditConflictError:
            return self.form_conflict(form, self.get_settings().edit_version)
        messages.success(
            self.request, "Welcome text saved. Members see it on the home page of the space."
        )
        return redirect("networks:space", self.network.slug)
