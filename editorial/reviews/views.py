"""The desk's page about a page's review date: who sees to it, when, and "it is still right"."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.roles import EDITOR, REVIEWER
from editorial.reviews.models import ReviewDate
from editorial.workflow.permissions import can_request_sign_off


class ReviewDateForm(forms.ModelForm):
    """Who sees to a page, and when."""

    class Meta:
        model = ReviewDate
        fields = ["caretaker", "review_on"]
        widgets = {"review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desk = get_user_model().objects.filter(groups__name__in=[EDITOR, REVIEWER], is_active=True)
        self.fields["caretaker"].queryset = desk.distinct().order_by("last_name", "email")


def review_date_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Offer the way to a public page's review date at the head of its editor."""
    known = page.pk and ReviewDate.objects.filter(page_id=page.pk).exists()
    if not known or not can_request_sign_off(page, user):
        return []
    address = reverse("editorial:review_date", args=[page.pk])
    return [Button("Review date", address, icon_name="calendar-check", priority=46)]


class ReviewDateView(View):
    """Shows a page's days, and takes new ones."""

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Find the page's review date, for whoever of the desk may change the page.

        Raises:
            PermissionDenied: The person may not.
        """
        review = get_object_or_404(ReviewDate.objects.select_related("page"), page_id=page_id)
        if not can_request_sign_off(review.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, review=review, **kwargs)

    def get(self, request: HttpRequest, review: ReviewDate) -> HttpResponse:
        """Show the days."""
        return self._show(request, review, ReviewDateForm(instance=review))

    def post(self, request: HttpRequest, review: ReviewDate) -> HttpResponse:
        """Note that the page was checked, or take another day or another caretaker."""
        if "checked" in request.POST:
            review.mark_checked()
            messages.success(request, "It is noted that the page was checked today.")
            return redirect(request.path)
        form = ReviewDateForm(request.POST, instance=review)
        if not form.is_valid():
            return self._show(request, review, form, status=422)
        form.save()
        messages.success(request, "It is kept.")
        return redirect(request.path)

    @staticmethod
    def _show(
        request: HttpRequest, review: ReviewDate, form: ReviewDateForm, status: int = 200
    ) -> HttpResponse:
        context = {"review": review, "page": review.page, "form": form}
        return render(request, "editorial/reviews/review_date.html", context, status=status)
