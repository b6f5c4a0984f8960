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

from editorial.agreed import ended, has_changed
from editorial.models import Consent, SignOff
from editorial.models.sign_off import outstanding
from editorial.sign_offs.answering import withdraw
from editorial.sign_offs.asking import ask, revoke
from editorial.sign_offs.forms import AskForm
from editorial.sign_offs.notices import elsewhere
from editorial.workflow.permissions import can_request_sign_off

COMES_BACK = "This page is not public, since an agreement to it has ended."


def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """Offer the way to a page's sign-offs at the head of its editor."""
    if page.pk is None or not can_request_sign_off(page, user):
        return []
    address = reverse("editorial:sign_offs", args=[page.pk])
    return [Button("Sign-off", address, icon_name="group", priority=45)]


def say_how_it_comes_back(request: HttpRequest, page: Page) -> None:
    """Say in the editor of a page that came down with an agreement where to go."""
    is_looking = request.method == "GET" and not page.live
    if (
        is_looking
        and page.permissions_for_user(request.user).can_request_sign_off()
        and ended(page)
    ):
        address = reverse("editorial:sign_offs", args=[page.pk])
        way = [messages.button(address, "See whom to ask, and what comes then")]
        messages.warning(request, COMES_BACK, buttons=way)


class SignOffsView(View):
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
        return self._show(request, page, AskForm(self._draft(page)))

    def post(self, request: HttpRequest, page: Page) -> HttpResponse:
        """Ask somebody, close a link, or take a consent back."""
        if pk := request.POST.get("revoke", ""):
            revoke(get_object_or_404(page.sign_offs, pk=_number(pk)))
            messages.success(request, "The link is closed.")
        elif pk := request.POST.get("withdraw", ""):
            return self._withdraw(request, page, get_object_or_404(page.consents, pk=_number(pk)))
        else:
            return self._ask(request, page)
        return redirect(request.path)

    def _ask(self, request: HttpRequest, page: Page) -> HttpResponse:
        form = AskForm(self._draft(page), request.POST)
        if not form.is_valid():
            return self._show(request, page, form, status=422)
        sign_off = form.save(commit=False)
        address = ask(page, sign_off, form.cleaned_data["days"], request.user)
        return self._show(request, page, AskForm(self._draft(page)), asked=sign_off, link=address)

    def _withdraw(self, request: HttpRequest, page: Page, consent: Consent) -> HttpResponse:
        if not request.POST.get("sure"):
            found = {"page": page, "consent": consent, "elsewhere": elsewhere(consent)}
            return render(request, "editorial/sign_offs/withdraw.html", found)
        withdraw(consent, request.user)
        messages.success(request, "The consent is withdrawn, and the page is not public.")
        return redirect(request.path)

    @staticmethod
    def _draft(page: Page) -> Page:
        """Return the page as it would be published."""
        return page.get_latest_revision_as_object()

    def _show(
        self, request: HttpRequest, page: Page, form: AskForm, status: int = 200, **more: Any
    ) -> HttpResponse:
        context = {
            "page": page,
            "form": form,
            "rows": SignOff.objects.filter(page=page).select_related("consent", "created_by"),
            "consents": page.consents.all(),
            "outstanding": outstanding(self._draft(page)),
            "changed": has_changed(page),
            "ended": [] if page.live else ended(page),
            **more,
        }
        return render(request, "editorial/sign_offs/desk.html", context, status=status)


def _number(pk: str) -> int:
    """Return a number that was sent, or one that no row has."""
    return int(pk) if pk.isdecimal() and len(pk) < 18 else 0
