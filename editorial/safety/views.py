"""Admin views of the publication checks, and of the identifier scan while an editor writes."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.safety.forms import OverrideForm
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.safety.publication_checks import PublicationChecks
from editorial.workflow.decisions import CONTENT_CHANGED_MESSAGE
from editorial.workflow.four_eyes import contributor_ids
from editorial.workflow.permissions import can_request_sign_off
from identifiers import find_identifiers

MAX_BODY_BYTES = 400_000
"""The largest request body that is scanned; longer texts are scanned before publication."""


def publication_checks_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Return the header button of the page editor that opens the publication checks."""
    if page.pk is None or not page.permissions_for_user(user).can_edit():
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
        messages.success(request, "Override recorded. Another reviewer must now publish this page.")
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


def identifier_scan_script() -> str:
    """Return the script element that adds the identifier scan to the page editor."""
    return format_html(
        '<script src="{}" data-url="{}" defer></script>',
        versioned_static("js/identifier-scan.js"),
        reverse("editorial:scan_fields"),
    )


@require_POST
def scan_fields(request: HttpRequest) -> JsonResponse:
    """Return the identifiers in each field of a page editor's form as JSON.

    The body is a JSON object of texts by field name; the response is an object of lists of
    findings. Nothing is stored.
    """
    if request.content_type != "application/json":  # a form's body may have been consumed
        return JsonResponse({"error": "Send JSON."}, status=400)
    try:
        fields = json.loads(request.body[: MAX_BODY_BYTES + 1])
    except (ValueError, RecursionError):  # not JSON, too long, or too deep
        fields = None
    if not isinstance(fields, dict):
        return JsonResponse({"error": "Send an object of texts."}, status=400)
    allow_list = AllowedContact.objects.as_allow_list()
    findings = {
        name: [
            {
                "text": finding.text,
                "advice": finding.advice,
                "blocking": finding.is_blocking,
            }
            for finding in find_identifiers(text, allow_list)
        ]
        for name, text in fields.items()
        if isinstance(text, str)
    }
    return JsonResponse({name: rows for name, rows in findings.items() if rows})
