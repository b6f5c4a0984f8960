"""Viewsets of users in the admin: the staff, the members, and the chooser of users."""

from typing import Any

from django.urls import URLPattern, path
from wagtail.users.views.users import UserViewSet

from accounts.user_admin.views import InviteStaffView, MembersListView, StaffListView

USERS_NAMESPACE = "wagtailusers_users"


class StaffViewSet(UserViewSet):
    """Users with access to the admin. It edits and closes the accounts of members too."""

    index_template_name = "wagtailadmin/generic/index.html"
    create_template_name = "wagtailadmin/generic/create.html"
    index_view_class = StaffListView
    # A copy would be an account without an invitation.
    copy_view_enabled = False
    add_view_class = InviteStaffView


class MembersViewSet(UserViewSet):
    """Users without access to the admin, in a list of their own."""

    index_template_name = "wagtailadmin/generic/index.html"
    index_view_class = MembersListView
    copy_view_enabled = False
    menu_name = "members"
    menu_label = "Members"
    menu_order = 601

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Link to the views of the other viewset; members are not added here."""
        return super().get_index_view_kwargs(**kwargs) | {
            "add_url_name": None,
            "edit_url_name": f"{USERS_NAMESPACE}:edit",
            "delete_url_name": f"{USERS_NAMESPACE}:delete",
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the URLs of the list."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]

    def register_admin_url_finder(self) -> None:
        """Register nothing: the other viewset edits users."""

    def register_search_area(self) -> None:
        """Register nothing: the admin's search has one area for users."""
