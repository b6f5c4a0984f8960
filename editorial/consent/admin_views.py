"""The admin view of a page's sign-offs, its header button, and the warning in the page editor."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.consent.drift import ended_consents, has_drifted
from editorial.consent.forms import SignOffRequestForm
from editorial.consent.models import Consent, SignOff, outstanding_names
from editorial.consent.notifications import list_further_uses
from editorial.consent.services import request_sign_off, revoke_sign_off, withdraw_consent
from editorial.workflow.permissions import can_request_sign_off

ENDED_CONSENT_WARNING = "This page is not public because consent has ended."


def sign_off_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Return the button in a page's header that leads to its sign-offs, for users who may ask."""
    if page.pk is None or not can_request_sign_off(page, user):
        return []
    url = reverse("editorial:sign_offs", args=[page.pk])
    return [Button("Sign-off", url, icon_name="group", priority=45)]


def warn_of_ended_consent(request: HttpRequest, page: Page) -> None:
    """Add a message to the editor of a page that was unpublished when a consent ended."""
    if request.method != "GET" or page.live:
        return
    permissions = page.permissions_for_user(request.user)
    if permissions.can_request_sign_off() and ended_consents(page):
        url = reverse("editorial:sign_offs", args=[page.pk])
        button = messages.button(url, "See who to ask")
        messages.warning(request, ENDED_CONSENT_WARNING, buttons=[button])


class SignOffsAdminView(View):
    """Lists a page's sign-offs and consents, with the form to request another sign-off."""

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Load the page, for users who may request its sign-off.

        Raises:
            PermissionDenied: The user may not.
        """
        page = get_object_or_404(Page.objects.specific(), pk=page_id)
        if not can_request_sign_off(page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, page=page, **kwargs)

    def get(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Render the list and an empty form."""
        return self._render(request, page, SignOffRequestForm(self._draft(page)))

    def post(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Revoke a link, withdraw a consent, or request a sign-off."""
        if pk := request.POST.get("revoke", ""):
            revoke_sign_off(get_object_or_404(page.sign_offs, pk=_parse_pk(pk)))
            messages.success(request, "The link has been cancelled.")
        elif pk := request.POST.get("withdraw", ""):
            consent = get_object_or_404(page.consents, pk=_parse_pk(pk))
            return self._withdraw(request, page, consent)
        else:
            return self._request_sign_off(request, page)
        return redirect(request.path)

    def _request_sign_off(self, request: HttpRequest, page: Page) -> HttpResponse:
        form = SignOffRequestForm(self._draft(page), request.POST)
        if not form.is_valid():
            return self._render(request, page, form, status=422)
        sign_off = form.save(commit=False)
        url = request_sign_off(page, sign_off, form.cleaned_data["days"], request.user)
        form = SignOffRequestForm(self._draft(page))
        return self._render(request, page, form, new_sign_off=sign_off, sign_off_url=url)

    def _withdraw(self, request: HttpRequest, page: Page, consent: Consent) -> HttpResponse:
        """Withdraw a consent, after a page that asks for confirmation."""
        if not request.POST.get("sure"):
            context = {
                "page": page,
                "consent": consent,
                "further_uses": list_further_uses(consent),
            }
            return render(request, "editorial/consent/admin_withdraw.html", context)
        withdraw_consent(consent, request.user)
        messages.success(request, "Consent withdrawn. The page is no longer public.")
        return redirect(request.path)

    @staticmethod
    def _draft(page: Page) -> Page:
        """Return the page as it would be published."""
        return page.get_latest_revision_as_object()

    def _render(
        self,
        request: HttpRequest,
        page: Page,
        form: SignOffRequestForm,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        context = {
            "page": page,
            "form": form,
            "sign_offs": SignOff.objects.filter(page=page).select_related("consent", "created_by"),
            "outstanding_names": outstanding_names(self._draft(page)),
            "has_drifted": has_drifted(page),
            "ended_consents": [] if page.live else ended_consents(page),
            **context,
        }
        return render(request, "editorial/consent/admin_sign_offs.html", context, status=status)


def _parse_pk(value: str) -> int:
    """Return a primary key from a form, or 0, which no row has."""
    return int(value) if value.isdecimal() and len(value) < 18 else 0
