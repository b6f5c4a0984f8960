"""Modeladmin listing of the contacts that the publication checks allow."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList

from editorial.modeladmin import StrictModelAdmin
from editorial.safety.models import AllowedContact


class AllowedContactForm(WagtailAdminModelForm):
    """Stores the user who adds a contact."""

    def save(self, commit: bool = True) -> AllowedContact:
        """Save the contact, with the current user as `added_by` of a new one."""
        if self.instance.pk is None:
            self.instance.added_by = self.for_user
        return super().save(commit)


class AllowedContactAdmin(StrictModelAdmin):
    """The admin of allowed contacts: the organisation, the reason, and who added each."""

    model = AllowedContact
    menu_label = "Allowed contacts"
    menu_icon = "mail"
    menu_order = 270
    list_display = ["contact", "contact_type", "organisation", "reason", "added_by", "added_at"]
    list_filter = ["contact_type"]
    list_select_related = ["added_by"]
    list_export = ["contact", "contact_type", "organisation", "reason", "added_by", "added_at"]
    search_fields = ["contact", "organisation", "reason"]
    export_filename = "allowed-contacts"
    inspect_view_enabled = True
    inspect_view_fields = list_export
    edit_handler = ObjectList(
        [
            FieldPanel("contact_type"),
            FieldPanel("contact"),
            FieldPanel("organisation"),
            FieldPanel("reason"),
        ],
        base_form_class=AllowedContactForm,
    )

    def get_edit_handler(self) -> ObjectList:
        """Return the form that stores who added a contact."""
        return self.edit_handler
