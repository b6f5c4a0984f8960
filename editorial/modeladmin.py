"""The desk's plain records, as lists."""

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdmin

from editorial.desk_lists import DeskList
from editorial.models import Consent, FurtherUse, ReviewDate
from editorial.safety.models import AllowedContact


class AllowedContactForm(WagtailAdminModelForm):
    """Notes who added a contact."""

    def save(self, commit: bool = True) -> AllowedContact:
        """Save; the first who saved it answers for it."""
        if self.instance.pk is None:
            self.instance.added_by = self.for_user
        return super().save(commit)


class AllowedContactAdmin(DeskList):
    """What the check of texts lets pass, whose it is, why, and who said so."""

    model = AllowedContact
    menu_label = "Allowed contacts"
    menu_icon = "mail"
    menu_order = 270
    list_display = ["contact", "sort", "whose", "why", "added_by", "added"]
    list_filter = ["sort"]
    list_select_related = ["added_by"]
    list_export = ["contact", "sort", "whose", "why", "added_by", "added"]
    search_fields = ["contact", "whose", "why"]
    export_filename = "allowed-contacts"
    inspect_view_enabled = True
    edit_handler = ObjectList(
        [FieldPanel("sort"), FieldPanel("contact"), FieldPanel("whose"), FieldPanel("why")],
        base_form_class=AllowedContactForm,
    )

    def get_edit_handler(self) -> ObjectList:
        """Give the form that notes who added a contact."""
        return self.edit_handler


class ConsentAdmin(DeskList):
    """Who agreed to what, until when: to be read. They are given and withdrawn elsewhere."""

    model = Consent
    menu_label = "Consents"
    menu_icon = "group"
    menu_order = 271
    list_display = ["name", "page_title", "relation", "uses_text", "lapses_on", "state"]
    list_filter = ["relation", "lapses_on"]
    list_export = ["name", "page_title", "relation", "uses_text", "given_at", "lapses_on", "state"]
    search_fields = ["name", "page_title"]
    ordering = ["lapses_on"]
    export_filename = "consents"
    inspect_view_enabled = True


class FurtherUseAdmin(DeskList):
    """Where else the words of a consent were used, so that they can be taken back there too."""

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
        """Give the form of one use."""
        return self.edit_handler


class ByUrgency(SimpleListFilter):
    """Filters review dates by how pressing they are."""

    title = "how pressing"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("overdue", "Overdue"),
            ("soon", "Due within a month"),
            ("links", "With a dead link"),
            ("nobody", "Nobody’s"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what was asked for."""
        return {
            "overdue": queryset.overdue,
            "soon": queryset.due_soon,
            "links": queryset.with_dead_links,
            "nobody": lambda: queryset.filter(caretaker=None),
        }.get(self.value() or "", queryset.all)()


class ReviewDateAdmin(DeskList):
    """Which public pages are to be looked at again, when and by whom."""

    model = ReviewDate
    menu_label = "Review dates"
    menu_icon = "calendar-check"
    menu_order = 265
    list_display = [
        *("page", "state", "review_on", "checked_on", "caretaker", "brought_forward", "dead_links"),
    ]
    list_filter = [ByUrgency]
    list_select_related = ["page", "caretaker"]
    list_export = list_display
    search_fields = ["page__title"]
    export_filename = "review-dates"
    edit_handler = ObjectList([FieldPanel("caretaker"), FieldPanel("review_on")])

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return those of public pages, each with its dead links."""
        return super().get_queryset(request).public().prefetch_dead_links()

    def get_edit_handler(self) -> ObjectList:
        """Give the form of the day and the caretaker."""
        return self.edit_handler
