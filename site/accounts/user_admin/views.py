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
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.views.users import IndexView

from accounts.models import Invitation, User
from accounts.models.staff_invitation import can_invite
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
        """Return Wagtail's columns without the checkboxes and the access level."""
        columns = [
            each
            for each in super().columns
            if not isinstance(each, BulkActionsCheckboxColumn) and each.name != "is_superuser"
        ]
        next(each for each in columns if each.name == "email").label = "Email address"
        return columns

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """Filter to the users who match every word of the search."""
        return search_users(queryset, self.search_query) if self.is_searching else queryset


class StaffListView(UserListView):
    """The users with access to the admin."""

    add_item_label = "Invite a user"
    page_title = "Users"

    def get_base_queryset(self) -> QuerySet[User]:
        """Return the staff, with their roles."""
        return super().get_base_queryset().filter(pk__in=staff()).prefetch_related("groups")

    @cached_property
    def columns(self) -> list:
        """Add the roles."""
        name, email, *others = super().columns
        return [name, email, Column("roles", label="Roles", accessor=role_names), *others]

    @cached_property
    def header_buttons(self) -> list:
        """Add the link to the invitations, with the number of those not accepted yet."""
        number = unaccepted_invitations().count()
        label = f"Invitations not accepted ({number})" if number else "Invitations"
        link = HeaderButton(label, reverse("staff_invitations"), icon_name="mail", priority=10)
        return [*super().header_buttons, link]


class MembersListView(UserListView):
    """The users without access to the admin, such as the members of networks."""

    page_title = "Members"

    def get_base_queryset(self) -> QuerySet[User]:
        """Return the members."""
        return super().get_base_queryset().filter(pk__in=members())


class InviteStaffView(generic.CreateView):
    """Invites a person to the staff, in place of creating an account with a password."""

    page_title = "Invite a user"
    submit_button_label = "Send invitation"

    def get_page_subtitle(self) -> str:
        """Return none: the title says it all."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict]:
        """Return Wagtail's items, the last of which names this page."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], items[-1] | {"label": self.page_title}]

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
        email, is_cancelled = invitation.email, "cancel" in request.POST
        if not is_cancelled and not can_invite(request.user, invitation.staff.is_superuser):
            messages.error(request, "Only administrators can invite administrators.")
        elif is_cancelled and cancel_invitation(invitation):
            messages.success(
                request, f"Invitation for {email} withdrawn. The link no longer works."
            )
        elif not is_cancelled and resend_invitation(invitation, request.user):
            messages.success(
                request, f"Invitation sent to {email}. The previous link no longer works."
            )
        else:
            reason = "was already accepted, withdrawn or sent again"
            messages.warning(request, f"The invitation for {email} {reason}.")
        return redirect("staff_invitations")


def role_names(user: User) -> str:
    """Return the roles of a member of staff in one line."""
    names = sorted(group.name for group in user.groups.all())
    return ", ".join([*(["Administrator"] if user.is_superuser else []), *names])
