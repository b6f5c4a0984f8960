"""Organisers see to the memberships: who runs the network, and who does not belong any more."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from networks.memberships.services import (
    LastOrganiserError,
    change_role,
    end_membership_keeping_organiser,
)
from networks.models import Membership
from networks.space.mixins import SpaceFormView, SpaceMixin
from networks.space.search import SearchForm
from pages.listing import Listing

LAST_ORGANISER = (
    "This is the last organiser. Make somebody else an organiser first: a network cannot be "
    "without one."
)


class OrganiserMembersMixin(SpaceMixin):
    """A view about members, for organisers."""

    section = "organise"
    for_organisers = True

    def members(self) -> Any:
        """Return the current memberships that this organiser sees to."""
        own = Membership.objects.organised_by(self.request.user).filter(network=self.network)
        return own.current().select_related("user")


class MemberListView(OrganiserMembersMixin, TemplateView):
    """Lists the members with the name and address of their account."""

    template_name = "networks/memberships/manage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the members that were looked for, organisers first."""
        form = SearchForm(self.request.GET)
        form.fields["q"].label = "Name or e-mail address"
        found = self.members().order_by("-role", "user__last_name", "user__email")
        if words := form.params().get("q", "").split():
            # Each account is looked up beside its membership: joined, all accounts would be read.
            fitting = Subquery(_matching_accounts(words).values("pk")[:1])
            found = found.annotate(fitting=fitting).exclude(fitting=None)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "listing": Listing(found, self.request, form.params(), page_size=50),
        }


def _matching_accounts(words: list[str]) -> QuerySet:
    """Return the account of the outer query's membership, if every word stands in it."""
    accounts = get_user_model().objects.filter(pk=OuterRef("user"))
    for word in words:
        accounts = accounts.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    return accounts


class MemberActionView(OrganiserMembersMixin, SpaceFormView):
    """Asks before something is done about one membership, and does it.

    Attributes:
        member: The membership.
    """

    form_class = forms.Form
    said = ""
    member: Membership

    def load_objects(self, request: HttpRequest, slug: str) -> None:
        """Find the room, and the member.

        Raises:
            Http404: There is no such member for this person.
        """
        super().load_objects(request, slug)
        self.member = get_object_or_404(self.members(), pk=self.kwargs["pk"])

    def get_cancel_url(self) -> str:
        """Return the list of members."""
        return reverse("networks:members", args=[self.network.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template whom it is about."""
        return super().get_context_data(**kwargs) | {
            "heading": f"{self.heading}: {self.member.user}"
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it, unless nobody would be left who runs the network."""
        try:
            self.act()
        except LastOrganiserError:
            form.add_error(None, LAST_ORGANISER)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.said}: {self.member.user}")
        return redirect(self.get_cancel_url())

    def act(self) -> None:
        """Do what is asked.

        Raises:
            LastOrganiserError: Nobody would be left who runs the network.
        """
        raise NotImplementedError


class EndMembershipView(MemberActionView):
    """Ends a membership."""

    heading = "End the membership"
    button = "End it"
    explanation = (
        "This person is out of the room with their next step, and hears nothing of it by e-mail "
        "from the hub: write to them yourself. They can ask to join again."
    )
    said = "The membership has ended"

    def act(self) -> None:
        """End it."""
        end_membership_keeping_organiser(self.member)


class MakeOrganiserView(MemberActionView):
    """Makes a member an organiser."""

    heading = "Make this member an organiser"
    button = "Make them an organiser"
    explanation = (
        "An organiser changes sessions, resources and the welcome text, writes to all members, "
        "ends memberships, and reads what people write who ask to join."
    )
    said = "An organiser now"

    def act(self) -> None:
        """Give them the role."""
        change_role(self.member, Membership.Role.ORGANISER)


class MakeMemberView(MemberActionView):
    """Makes an organiser a member again."""

    heading = "Make this organiser a member again"
    button = "Make them a member"
    explanation = "They stay in the network, and do not run it any more."
    said = "A member now"

    def act(self) -> None:
        """Take the role back."""
        change_role(self.member, Membership.Role.MEMBER)
