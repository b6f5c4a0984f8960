"""Views for organisers: listing members, changing roles and ending memberships."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.enums import MembershipRole
from networks.memberships.services import (
    LastOrganiserError,
    change_role,
    end_membership_unless_last_organiser,
)
from networks.models import Membership
from networks.space.forms import SearchForm
from networks.space.mixins import SpaceFormView, SpaceMixin
from pages.listing import Listing
from search_index.folded_lookups import matches_word

LAST_ORGANISER = (
    "This is the only organiser. Make another member an organiser first. Every network needs at "
    "least one."
)


class OrganiserMembersMixin(SpaceMixin):
    """Limits a view to organisers and the members of their network."""

    section = "organise"
    for_organisers = True

    def members(self) -> Any:
        """Return the current memberships of the network."""
        own = Membership.objects.organised_by(self.request.user).filter(network=self.network)
        return own.current().select_related("user")


class MemberListView(OrganiserMembersMixin, TemplateView):
    """Lists the members with the name and email address of their account."""

    template_name = "networks/memberships/manage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the members that match the search, organisers first."""
        form = SearchForm(self.request.GET)
        form.fields["q"].label = "Name or email address"
        members = self.members().order_by("-role", "user__last_name", "user__email")
        if terms := form.params().get("q", "").split():
            # A correlated subquery, since a join would read all accounts.
            matching_account = Subquery(_matching_accounts(terms).values("pk")[:1])
            members = members.annotate(matching_account=matching_account).exclude(
                matching_account=None
            )
        return super().get_context_data(**kwargs) | {
            "form": form,
            "listing": Listing(members, self.request, form.params(), page_size=50),
        }


def _matching_accounts(terms: list[str]) -> QuerySet:
    """Return the account of the outer query's membership, if every term matches it."""
    accounts = get_user_model().objects.filter(pk=OuterRef("user"))
    for term in terms:
        accounts = accounts.filter(matches_word(term, ("first_name", "last_name", "email")))
    return accounts


class MemberActionView(OrganiserMembersMixin, SpaceFormView):
    """Base of the views that change one membership after confirmation.

    Attributes:
        member: The membership.
    """

    form_class = forms.Form
    success_message = ""
    member: Membership

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Fetch the network and the member.

        Raises:
            Http404: The network has no such member, or the user does not organise it.
        """
        super().load_objects(request, slug)
        self.member = get_object_or_404(self.members(), pk=self.kwargs["pk"])

    def get_cancel_url(self) -> str:
        """Return the URL of the list of members."""
        return reverse("networks:members", args=[self.network.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the member's name to the heading."""
        return super().get_context_data(**kwargs) | {
            "heading": f"{self.heading}: {self.member.user}"
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Apply the change, unless the network would have no organiser."""
        try:
            self.apply()
        except LastOrganiserError:
            form.add_error(None, LAST_ORGANISER)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.success_message}: {self.member.user}")
        return redirect(self.get_cancel_url())

    def apply(self) -> None:
        """Apply the change.

        Raises:
            LastOrganiserError: The network would have no organiser.
        """
        raise NotImplementedError


class EndMembershipView(MemberActionView):
    """Ends a membership of another member."""

    heading = "End membership"
    button = "End membership"
    explanation = (
        "This person can no longer enter the members’ space. We do not email them about it, so "
        "you may want to tell them yourself. They can ask to join again."
    )
    success_message = "Membership ended"

    def apply(self) -> None:
        """End the membership."""
        end_membership_unless_last_organiser(self.member)


class MakeOrganiserView(MemberActionView):
    """Makes a member an organiser."""

    heading = "Make organiser"
    button = "Make organiser"
    explanation = (
        "Organisers can change sessions, resources and the welcome text, email all members, end "
        "memberships, and decide on requests to join."
    )
    success_message = "Made an organiser"

    def apply(self) -> None:
        """Change the role to organiser."""
        change_role(self.member, MembershipRole.ORGANISER)


class MakeMemberView(MemberActionView):
    """Makes an organiser a member again."""

    heading = "Remove organiser role"
    button = "Remove organiser role"
    explanation = "This person stays a member but can no longer manage the network."
    success_message = "Organiser role removed"

    def apply(self) -> None:
        """Change the role to member."""
        change_role(self.member, MembershipRole.MEMBER)
