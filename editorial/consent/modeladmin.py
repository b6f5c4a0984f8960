"""Modeladmin listings of consents and of further uses of what was consented to."""

from wagtail.admin.panels import FieldPanel, ObjectList

from editorial.consent.models import Consent, FurtherUse
from editorial.modeladmin import StrictModelAdmin


class ConsentAdmin(StrictModelAdmin):
    """Read-only listing of consents, which are given and withdrawn by other views."""

    model = Consent
    menu_label = "Consents"
    menu_icon = "group"
    menu_order = 271
    list_display = ["name", "page_title", "relation", "uses_text", "expires_on", "state"]
    list_filter = ["relation", "expires_on"]
    list_export = ["name", "page_title", "relation", "uses_text", "given_at", "expires_on", "state"]
    search_fields = ["name", "page_title"]
    ordering = ["expires_on"]
    export_filename = "consents"
    inspect_view_enabled = True
    inspect_view_fields = list_export


class FurtherUseAdmin(StrictModelAdmin):
    """Listing of the further uses of consented content, to be withdrawn with the consent."""

    model = FurtherUse
    menu_label = "Further uses"
    menu_icon = "site"
    menu_order = 272
    list_display = ["where", "use", "used_on", "consent"]
    list_filter = ["use"]
    list_select_related = ["consent"]
    search_fields = ["where", "consent__name", "consent__page_title"]
    edit_handler = ObjectList(
        [FieldPanel("consent"), FieldPanel("use"), FieldPanel("where"), FieldPanel("used_on")]
    )

    def get_edit_handler(self) -> ObjectList:
        """Return the edit handler of this class, which Wagtail would look up on the model."""
        return self.edit_handler
