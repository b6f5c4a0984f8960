"""Admin views of the publication checks."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.guests.permissions import is_guest
from editorial.safety.forms import OverrideForm
from editorial.safety.models import SafetyOverride
from editorial.safety.publication_checks import PublicationChecks
from editorial.workflow.decisions import CONTENT_CHANGED_MESSAGE
from editorial.workflow.four_eyes import contributor_ids
from editorial.workflow.permissions import can_request_sign_off


def publication_checks_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Return the header button that opens the publication checks, which guests do not see."""
    if page.pk is None or is_guest(user) or not page.permissions_for_user(user).can_edit():
        return []
    url = reverse("editorial:publication_checks", args=[page.pk])
    return [Button("Before publication", url, icon_name="check", priority=44)]


class PublicationChecksView(View):
    """Shows the publication checks of a page, and stores acknowledgements and overrides."""

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Load the page and its checks.

        Raises:
            PermissionDenied: The user may not edit the page.
        """
        page = get_object_or_404(Page.objects.specific(), pk=page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.checks = PublicationChecks(page.get_latest_revision_as_object())
        self.can_decide = self._can_decide(page, request.user)
        return super().dispatch(request, *args, page=page, **kwargs)

    @staticmethod
    def _can_decide(page: Page, user: Any) -> bool:
        """Return whether a user who did not contribute to the page may decide."""
        return can_request_sign_off(page, user) and user.pk not in contributor_ids(page)

    def get(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Render the checks."""
        return self._render(request, page, OverrideForm())

    def post(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Store an acknowledgement or an override of the content that was shown.

        Raises:
            PermissionDenied: The user contributed to the page.
        """
        if not self.can_decide:
            raise PermissionDenied("You wrote or edited this page, so you cannot decide on it.")
        if request.POST.get("content_token") != self.checks.content_token:
            messages.warning(request, CONTENT_CHANGED_MESSAGE)
            return redirect(request.path)
        if "acknowledge" in request.POST:
            self.checks.save_decision(SafetyOverride.Kind.ACKNOWLEDGED, request.user)
            messages.success(request, "Warnings marked as checked.")
            return redirect(request.path)
        form = OverrideForm(request.POST)
        if not form.is_valid():
            return self._render(request, page, form, status=422)
        reason = form.cleaned_data["reason"]
        self.checks.save_decision(SafetyOverride.Kind.OVERRIDDEN, request.user, reason)
        messages.success(
            request, "Text allowed. Another editor or reviewer must now approve and publish."
        )
        return redirect(request.path)

    def _render(
        self, request: HttpRequest, page: Page, form: OverrideForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "page": page,
            "checks": self.checks,
            "form": form,
            "can_decide": self.can_decide,
            "overrides": [
                (override, self.checks.applies(override))
                for override in page.safety_overrides.select_related("decided_by")
            ],
        }
        return render(request, "editorial/safety/publication_checks.html", context, status=status)
