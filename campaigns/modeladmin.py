"""Guest writers, as a list of the desk."""

from django.contrib.admin.filters import RelatedFieldListFilter
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from accounts.roles import PARTNER, ROLES
from campaigns.models import GuestWriter
from editorial.admin.modeladmin import StrictModelAdmin


class GuestWriterForm(WagtailAdminModelForm):
    """Asks for a campaign and an account that has no other place at the desk."""

    def clean_user(self) -> object:
        """Refuse an account that may do more: as a guest it would not be fenced."""
        user = self.cleaned_data["user"]
        if user.is_superuser or user.groups.filter(name__in=_EDITORIAL_ROLES).exists():
            raise ValidationError(
                "This account already works at the desk. A guest needs an account of their own."
            )
        if not user.is_active:
            raise ValidationError("This account is closed.")
        return user


class CampaignFilter(RelatedFieldListFilter):
    """Filters by campaign. Django's own asks its admin for the order, which is not installed."""

    def field_admin_ordering(self, field: object, request: object, model_admin: object) -> tuple:
        """Order campaigns by title."""
        return ("title",)


class GuestWriterAdmin(StrictModelAdmin):
    """Who may write for which campaign."""

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
        """Give the form that knows who can be a guest."""
        return self.edit_handler

    def email(self, guest: GuestWriter) -> str:
        """Return the address of the account."""
        return guest.user.email


_EDITORIAL_ROLES = [role.name for role in ROLES if role.desk and role.name != PARTNER]
