"""The desk's lists of plain records: what no list can answer leads back to the whole list."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdmin

from editorial.admin.exports import SafeExportIndexView
from editorial.admin.query_parameters import exceeds_max_id
from editorial.consent.models import Consent, FurtherUse
from editorial.reviews.models import ReviewDate
from editorial.safety.models import AllowedContact


class IntegerPkURLHelper(AdminURLHelper):
    """Addresses of records, which are known by a number: anything else is no address."""

    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,18}})/$"


class StrictIndexView(SafeExportIndexView):
    """A list that is narrowed by its own filters alone.

    The library would take any lookup from the address, through every relation: somebody could
    find out letter by letter what they may not read.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; what was asked for and cannot be leads to the whole list."""
        request.GET = strip_nul(request.GET)
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)

    def get_filters(self, request: HttpRequest) -> tuple[list, bool, dict, bool]:
        """Return the filters.

        Raises:
            IncorrectLookupParameters: The address names something else, or a number too big.
        """
        specs, has_filters, others, use_distinct = super().get_filters(request)
        asked = self.get_filters_params().values()
        if others or any(exceeds_max_id(value) for values in asked for value in values):
            raise IncorrectLookupParameters
        return specs, has_filters, others, use_distinct


class StrictModelAdmin(ModelAdmin):
    """A list of plain records, and a page for each."""

    index_view_class = StrictIndexView
    url_helper_class = IntegerPkURLHelper


def strip_nul(asked: QueryDict) -> QueryDict:
    """Return what an address asks for without the character that no database keeps."""
    clean = QueryDict(mutable=True)
    for name, values in asked.lists():
        clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return clean


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
        """Give the form that notes who added a contact."""
        return self.edit_handler


class ConsentAdmin(StrictModelAdmin):
    """Who agreed to what, until when: to be read. They are given and withdrawn elsewhere."""

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


class FurtherUseAdmin(StrictModelAdmin):
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


class UrgencyFilter(SimpleListFilter):
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


class ReviewDateAdmin(StrictModelAdmin):
    """Which public pages are to be looked at again, when and by whom."""

    model = ReviewDate
    menu_label = "Review dates"
    menu_icon = "calendar-check"
    menu_order = 265
    list_display = [
        *("page", "state", "review_on", "checked_on", "caretaker", "brought_forward", "dead_links"),
    ]
    list_filter = [UrgencyFilter]
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
