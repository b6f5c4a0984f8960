"""The plain records of networks, as lists of the desk."""

from typing import Any

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import PermissionHelper

from editorial.admin.modeladmin import StrictModelAdmin
from networks.memberships.admin_form import MembershipAdminForm
from networks.memberships.admin_search import MembershipSearchHandler
from networks.models import Membership
from networks.requests.inbox import JoinRequestAdmin

__all__ = ["JoinRequestAdmin", "MembershipAdmin"]


class MembershipPermissions(PermissionHelper):
    """A membership is a record that somebody belonged: it ends, and stays."""

    def user_can_delete_obj(self, user: Any, obj: Membership) -> bool:
        """Nobody."""
        return False


class MembershipAdmin(StrictModelAdmin):
    """Who belongs to which network, and who runs it: how a new network gets its first organiser."""

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
        """Give the form of one membership."""
        return self.edit_handler
