"""The desk's side of signing off: ask, see the answers, close a link, take a consent back."""

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

ENDED_CONSENT_WARNING = "This page is not public, since an agreement to it has ended."


def sign_off_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Offer the way to a page's sign-offs at the head of its editor."""
    if page.pk is None or not can_request_sign_off(page, user):
        return []
    address = reverse("editorial:sign_offs", args=[page.pk])
    return [Button("Sign-off", address, icon_name="group", priority=45)]


def warn_of_ended_consent(request: HttpRequest, page: Page) -> None:
    """Say in the editor of a page that came down with an agreement where to go."""
    is_looking = request.method == "GET" and not page.live
    if (
        is_looking
        and page.permissions_for_user(request.user).can_request_sign_off()
        and ended_consents(page)
    ):
        address = reverse("editorial:sign_offs", args=[page.pk])
        way = [messages.button(address, "See whom to ask, and what comes then")]
        messages.warning(request, ENDED_CONSENT_WARNING, buttons=way)


class SignOffsAdminView(View):
    """Who was asked about a page, what they said, and a form to ask the next."""

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> Any:
        """Find the page, for whoever of the desk may ask about it.

        Raises:
            PermissionDenied: The person may not.
        """
        page = get_object_or_404(Page.objects.specific(), pk=page_id)
        if not can_request_sign_off(page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, page=page, **kwargs)

    def get(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Show what was asked and answered."""
        return self._show(request, page, SignOffRequestForm(self._draft(page)))

    def post(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Ask somebody, close a link, or take a consent back."""
        if pk := request.POST.get("revoke", ""):
            revoke_sign_off(get_object_or_404(page.sign_offs, pk=_parse_pk(pk)))
            messages.success(request, "The link is closed.")
        elif pk := request.POST.get("withdraw", ""):
            return self._withdraw(request, page, get_object_or_404(page.consents, pk=_parse_pk(pk)))
        else:
            return self._ask(request, page)
        return redirect(request.path)

    def _ask(self, request: HttpRequest, page: Page) -> HttpResponse:
        form = SignOffRequestForm(self._draft(page), request.POST)
        if not form.is_valid():
            return self._show(request, page, form, status=422)
        sign_off = form.save(commit=False)
        address = request_sign_off(page, sign_off, form.cleaned_data["days"], request.user)
        return self._show(
            request, page, SignOffRequestForm(self._draft(page)), asked=sign_off, link=address
        )

    def _withdraw(self, request: HttpRequest, page: Page, consent: Consent) -> HttpResponse:
        if not request.POST.get("sure"):
            found = {"page": page, "consent": consent, "elsewhere": list_further_uses(consent)}
            return render(request, "editorial/consent/admin_withdraw.html", found)
        withdraw_consent(consent, request.user)
        messages.success(request, "The consent is withdrawn, and the page is not public.")
        return redirect(request.path)

    @staticmethod
    def _draft(page: Page) -> Page:
        """Return the page as it would be published."""
        return page.get_latest_revision_as_object()

    def _show(
        self,
        request: HttpRequest,
        page: Page,
        form: SignOffRequestForm,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        context = {
            "page": page,
            "form": form,
            "rows": SignOff.objects.filter(page=page).select_related("consent", "created_by"),
            "consents": page.consents.all(),
            "outstanding": outstanding_names(self._draft(page)),
            "changed": has_drifted(page),
            "ended": [] if page.live else ended_consents(page),
            **more,
        }
        return render(request, "editorial/consent/admin_sign_offs.html", context, status=status)


def _parse_pk(pk: str) -> int:
    """Return a number that was sent, or one that no row has."""
    return int(pk) if pk.isdecimal() and len(pk) < 18 else 0
