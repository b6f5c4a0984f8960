"""Admin list and form of guest writers."""

from django.contrib.admin.filters import RelatedFieldListFilter
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from accounts.roles import PARTNER, ROLES
from campaigns.models import GuestWriter
from editorial.modeladmin import StrictModelAdmin


class GuestWriterForm(WagtailAdminModelForm):
    """Form that accepts only accounts without another editorial role."""

    def clean_user(self) -> object:
        """Reject an account with more permissions: guest access limits would not apply to it."""
        user = self.cleaned_data["user"]
        if user.is_superuser or user.groups.filter(name__in=_EDITORIAL_ROLES).exists():
            raise ValidationError(
                "This account belongs to a member of staff. Choose an account with the role "
                "“Campaign partners” only."
            )
        if not user.is_active:
            raise ValidationError("This account is closed. Choose a different account.")
        return user


class CampaignFilter(RelatedFieldListFilter):
    """Filter by campaign; Django's own looks the order up in its admin, which is not installed."""

    def field_admin_ordering(self, field: object, request: object, model_admin: object) -> tuple:
        """Return the order of the choices."""
        return ("title",)


class GuestWriterAdmin(StrictModelAdmin):
    """Admin list of guest writers by campaign."""

    model = GuestWriter
    menu_label = "Guest writers"
    menu_icon = "group"
    menu_order = 260
    list_display = ["user", "email", "campaign", "since"]
    list_filter = [("campaign", CampaignFilter)]
    list_select_related = ["user", "campaign"]
    list_export = ["user", "email", "campaign", "since"]
    search_fields = ["user__email", "campaign__title"]
    export_filename = "guest-writers"
    edit_handler = ObjectList(
        [FieldPanel("campaign"), FieldPanel("user")], base_form_class=GuestWriterForm
    )

    def get_edit_handler(self) -> ObjectList:
        """Return the edit handler that uses `GuestWriterForm`."""
        return self.edit_handler

    def email(self, guest: GuestWriter) -> str:
        """Return the account's email address."""
        return guest.user.email


_EDITORIAL_ROLES = [role.name for role in ROLES if role.has_admin_access and role.name != PARTNER]
