"""Views for members: the directory, their own membership, and leaving the network."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView

from accounts.login_sessions import keep_current_login_session
from accounts.models.profile import Region
from networks.memberships.directory import member_cards, search_membership_ids
from networks.memberships.services import (
    LastOrganiserError,
    end_membership_unless_last_organiser,
    former_networks,
)
from networks.messages.notifications import cancel_unwanted_notifications
from networks.models import Membership
from networks.space.forms import SearchForm
from networks.space.mixins import SpaceFormView, SpaceMixin
from pages.listing import Listing


class DirectorySearchForm(SearchForm):
    """Searches the directory by text, region and whether members take messages."""

    region = forms.ChoiceField(required=False, choices=[("", "Any"), *Region.choices])
    messages = forms.ChoiceField(
        required=False,
        choices=[("", "All members"), ("yes", "Members who take messages")],
    )

    field_order = ["q", "region", "messages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Name, role or organisation"


class DirectoryView(SpaceMixin, TemplateView):
    """Lists the members who show their name."""

    template_name = "networks/memberships/directory.html"
    section = "people"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the member cards, and the number of all members."""
        form = DirectorySearchForm(self.request.GET)
        user = self.request.user
        params = form.params()
        listing = Listing(search_membership_ids(user, self.network, params), self.request, params)
        memberships = Membership.objects.visible_to(user).current().filter(network=self.network)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "listing": listing,
            "member_cards": member_cards(user, self.network, list(listing.page)),
            "total": memberships.count(),
        }


LAST_ORGANISER = (
    "You are the only organiser. Make another member an organiser first, in “Manage the network”, "
    "“Members”. Then you can leave."
)


class MembershipPreferencesForm(forms.ModelForm):
    """The member's choices about emails from the organisers and from other members."""

    accepts_questions = forms.BooleanField(
        label="Let other members send me messages",
        required=False,
        help_text="The list of members then shows that you take messages, if your profile shows "
        "you in the list. We email you the messages. Members do not see your email address.",
    )

    class Meta:
        model = Membership
        fields = ["wants_messages", "accepts_questions"]
        labels = {"wants_messages": "Email me messages from the organisers"}


class OwnMembershipView(SpaceMixin, SpaceFormView):
    """Shows and updates a member's own preferences."""

    template_name = "networks/memberships/own_membership.html"
    section = "mine"
    form_class = MembershipPreferencesForm

    def get_cancel_url(self) -> str:
        """Return the URL of the home page of the space."""
        return reverse("networks:space", args=[self.network.slug])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Bind the form to the user's membership."""
        return super().get_form_kwargs() | {"instance": self.membership}

    def form_valid(self, form: MembershipPreferencesForm) -> HttpResponse:
        """Save the choices, and cancel pending messages that are no longer wanted."""
        own = Membership.objects.visible_to(self.request.user).filter(pk=self.membership.pk)
        own.update(**form.cleaned_data)
        cancel_unwanted_notifications(self.membership)
        messages.success(self.request, "Your choices are saved.")
        return redirect("networks:own_membership", self.network.slug)


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class LeaveNetworkView(SpaceMixin, SpaceFormView):
    """Ends the user's own membership after confirmation.

    Its URL is outside the space, so that a former member, perhaps after submitting twice, reads
    the confirmation here.
    """

    section = "mine"
    form_class = forms.Form
    heading = "Leave this network"
    button = "Leave the network"
    explanation = (
        "You will no longer be able to enter the members’ space, and we will send you no more "
        "messages or reminders. Resources you added stay. You can ask to join again at any time."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show former members that they have left, and members the confirmation form."""
        network = former_networks(request.user).filter(slug=kwargs["slug"]).first()
        if network is None:
            return super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            return redirect("networks:leave", network.slug)
        return render(request, "networks/memberships/left.html", {"network": network})

    def get_cancel_url(self) -> str:
        """Return the URL of the member's own preferences."""
        return reverse("networks:own_membership", args=[self.network.slug])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """End the membership, unless it is the last organiser's."""
        try:
            end_membership_unless_last_organiser(self.membership)
        except LastOrganiserError:
            form.add_error(None, LAST_ORGANISER)
            return self.form_invalid(form)
        keep_current_login_session(self.request)
        return redirect("networks:leave", self.network.slug)
