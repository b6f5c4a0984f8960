"""Modeladmin listing of review dates."""

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail_modeladmin.options import ModelAdmin

from editorial.modeladmin import StrictModelAdmin
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

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the review dates of live pages, with their dead links prefetched."""
        return super().get_queryset(request).public().prefetch_dead_links()

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Redirect to the page's review date, which can also mark the page as checked."""
        review = get_object_or_404(ReviewDate, pk=instance_pk)
        return redirect("editorial:review_date", review.page_id)
