"""Modeladmin listing of review dates."""

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdmin

from editorial.modeladmin import StrictModelAdmin
from editorial.reviews.forms import ReviewDateForm
from editorial.reviews.models import ReviewDate


class UrgencyFilter(SimpleListFilter):
    """Filter of review dates by urgency."""

    title = "status"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("overdue", "Overdue"),
            ("soon", "Due within a month"),
            ("links", "With a link that does not work"),
            ("nobody", "No responsible person"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the review dates of the chosen urgency."""
        return {
            "overdue": queryset.overdue,
            "soon": queryset.due_soon,
            "links": queryset.with_dead_links,
            "nobody": lambda: queryset.filter(caretaker=None),
        }.get(self.value() or "", queryset.all)()


class ReviewDateAdmin(StrictModelAdmin):
    """Listing of the review dates of live pages."""

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
    edit_handler = ObjectList(
        [FieldPanel("caretaker"), FieldPanel("review_on")], base_form_class=ReviewDateForm
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the review dates of live pages, with their dead links prefetched."""
        return super().get_queryset(request).public().prefetch_dead_links()

    def get_edit_handler(self) -> ObjectList:
        """Return the edit handler of this class, which Wagtail would look up on the model."""
        return self.edit_handler
