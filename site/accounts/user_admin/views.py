"""Views of users in the admin: the two lists, and the invitations of staff."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views import View
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.views.users import IndexView

from accounts.models import Invitation, User
from accounts.user_admin.forms import StaffInvitationForm
from accounts.user_admin.invitations import (
    cancel_invitation,
    resend_invitation,
    unaccepted_invitations,
)
from accounts.user_admin.querysets import members, search_users, staff


class UserListView(IndexView):
    """Base of the two lists, which search by every word.

    Wagtail's actions on several users are left out: “all users” would mean those of both lists.
    """

    @cached_property
    def columns(self) -> list:
        """Return Wagtail's columns without the checkboxes."""
        columns = super().columns
        return [each for each in columns if not isinstance(each, BulkActionsCheckboxColumn)]

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """Filter to the users who match every word of the search."""
        return search_users(queryset, self.search_query) if self.is_searching else queryset


class StaffListView(UserListView):
    """The users with access to the admin."""

    add_item_label = "Invite a user"
    page_title = "Users"

    def get_base_queryset(self) -> QuerySet[User]:
        """Return the staff."""
        return staff()

    @cached_property
    def header_more_buttons(self) -> list:
        """Add the link to the invitations."""
        link = HeaderButton(
            "Invitations", reverse("staff_invitations"), icon_name="mail", priority=10
        )
        return [*super().header_more_buttons, link]


class MembersListView(UserListView):
    """The users without access to the admin, such as the members of networks."""

    page_title = "Members"

    def get_base_queryset(self) -> QuerySet[User]:
        """Return the members."""
        return members()


class InviteStaffView(generic.CreateView):
    """Invites a person to the staff, in place of creating an account with a password."""

    page_title = "Invite a user"
    submit_button_label = "Send invitation"

    def get_form_class(self) -> type[StaffInvitationForm]:
        """Return the form of an invitation."""
        return StaffInvitationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the administrator who invites."""
        return super().get_form_kwargs() | {"for_user": self.request.user, "instance": Invitation()}

    def save_instance(self) -> Invitation:
        """Send the invitation; there is no user yet whose creation could be logged."""
        return self.form.save()

    def get_success_message(self, instance: Invitation) -> str:
        """Return what happened, and what comes next."""
        return (
            f"Invitation sent to {instance.email}. They appear in the list of users when they "
            "accept it."
        )

    def get_success_buttons(self) -> list:
        """Return no link to the account, which does not exist yet."""
        return []


class StaffInvitationsView(View):
    """Lists the invitations that are not accepted; sends one again, or cancels it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Require the permission to create users."""
        if not request.user.has_perm("accounts.add_user"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render the list."""
        context = {"invitations": unaccepted_invitations()}
        return render(request, "account/staff_invitations.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send again or cancel the invitation of a form's button."""
        found = unaccepted_invitations()
        pk = request.POST.get("cancel") or request.POST.get("resend") or ""
        invitation = get_object_or_404(found, pk=pk if pk.isdecimal() and len(pk) < 19 else 0)
        if "cancel" in request.POST:
            cancel_invitation(invitation)
            messages.success(request, f"Invitation of {invitation.email} cancelled.")
        else:
            resend_invitation(invitation, request.user)
            messages.success(
                request,
                f"Invitation sent to {invitation.email}. The previous link no longer works.",
            )
        return redirect("staff_invitations")
