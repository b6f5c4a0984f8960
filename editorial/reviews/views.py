"""The admin view of a page's review date, and its header button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.reviews.forms import ReviewDateForm
from editorial.reviews.models import ReviewDate
from editorial.workflow.permissions import can_request_sign_off


def review_date_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Return the button in a page's header that leads to its review date, where it has one."""
    has_review_date = page.pk and ReviewDate.objects.filter(page_id=page.pk).exists()
    if not has_review_date or not can_request_sign_off(page, user):
        return []
    url = reverse("editorial:review_date", args=[page.pk])
    return [Button("Review date", url, icon_name="calendar-check", priority=46)]


class ReviewDateView(View):
    """Shows a page's review date, marks the page as checked, or changes date and caretaker."""

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Load the review date, for users who may change the page.

        Raises:
            PermissionDenied: The user may not.
        """
        review = get_object_or_404(ReviewDate.objects.select_related("page"), page_id=page_id)
        if not can_request_sign_off(review.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, review=review, **kwargs)

    def get(self, request: HttpRequest, review: ReviewDate) -> HttpResponse:
        """Render the review date and the form."""
        return self._render(request, review, ReviewDateForm(instance=review))

    def post(self, request: HttpRequest, review: ReviewDate) -> HttpResponse:
        """Mark the page as checked today, or save the date and the caretaker."""
        if "checked" in request.POST:
            review.mark_checked()
            messages.success(request, "Page marked as checked today.")
            return redirect(request.path)
        form = ReviewDateForm(request.POST, instance=review)
        if not form.is_valid():
            return self._render(request, review, form, status=422)
        form.save()
        messages.success(request, "Review date saved.")
        return redirect(request.path)

    @staticmethod
    def _render(
        request: HttpRequest, review: ReviewDate, form: ReviewDateForm, status: int = 200
    ) -> HttpResponse:
        context = {"review": review, "page": review.page, "form": form}
        return render(request, "editorial/reviews/review_date.html", context, status=status)
