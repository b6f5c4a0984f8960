"""Modeladmin lists of the networks app."""

from typing import Any

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper

from editorial.modeladmin import StrictModelAdmin
from networks.memberships.admin_form import MembershipAdminForm
from networks.memberships.admin_search import MembershipSearchHandler
from networks.models import Membership
from networks.requests.inbox import JoinRequestAdmin

__all__ = ["JoinRequestAdmin", "MembershipAdmin"]


class MembershipPermissions(PermissionHelper):
    """Denies deleting a membership: it is ended, and stays as a record."""

    def user_can_delete_obj(self, user: Any, obj: Membership) -> bool:
        """Return False: memberships are ended instead."""
        return False


class MembershipAdmin(StrictModelAdmin):
    """Lists memberships. A new network gets its first organiser here."""

    model = Membership
    menu_label = "Memberships"
    menu_icon = "user"
    menu_order = 242
    list_display = ["user", "network", "role", "since", "ended_at"]
    list_filter = ["role", "ended_at"]
    list_select_related = ["user", "network"]
    list_per_page = 50
    list_export = ["user", "network", "role", "since", "ended_at"]
    search_handler_class = MembershipSearchHandler
    search_fields = ["user__email", "user__first_name", "user__last_name", "network__name"]
    ordering = ["-since", "-pk"]
    export_filename = "memberships"
    permission_helper_class = MembershipPermissions
    edit_handler = ObjectList(
        [FieldPanel("network"), FieldPanel("email"), FieldPanel("role"), FieldPanel("ends")],
        base_form_class=MembershipAdminForm,
    )

    def get_edit_handler(self) -> ObjectList:
        """Return the edit handler with the membership form."""
        return self.edit_handler
