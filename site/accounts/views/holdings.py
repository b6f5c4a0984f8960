"""What the hub holds about a person: told on a page, and given as a file."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from accounts import copy_link, holdings
from accounts.laid_out import SHOWN, lay_out
from accounts.limits import Limit, address_of
from accounts.models import User
from accounts.views.personal_link import PersonalLinkView

confirmed = reauthentication_required(app="allauth.account")


@require_safe
@confirmed
def what_we_hold(request: HttpRequest) -> HttpResponse:
    """Tell a person with an account what the hub holds about them."""
    held = lay_out(holdings.of_accounts.export(request.user))
    return render(request, "account/held/account.html", {"held": held, "shown": SHOWN})


@require_safe
@confirmed
def file_of_account(request: HttpRequest) -> HttpResponse:
    """Give a person with an account a copy of it."""
    return _as_file(holdings.of_accounts.export(request.user))


class AskForm(forms.Form):
    """Asks where the answer goes."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="The one you wrote to us with. The answer goes there and nowhere else.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Write your address first: the answer goes there."},
    )


class AskView(FormView):
    """Writes to whoever asks what the hub holds under their address.

    The answer is the same to all, and takes as long: nothing is looked up here.
    """

    form_class = AskForm
    template_name = "account/held/ask.html"
    by_source = Limit("copy-asked-from", times=20, seconds=600)
    by_address = Limit("copy-asked-for", times=3, seconds=600)

    def form_valid(self, form: AskForm) -> HttpResponse:
        """Write, unless too much was asked for just now."""
        address = form.cleaned_data["email"].lower()
        source = address_of(self.request)
        if self.by_source.is_reached(source) or self.by_address.is_reached(address):
            form.add_error(
                "email",
                "We were asked this several times just now. Look for our letter, among the "
                "unwanted mail too, or ask again in ten minutes.",
            )
            return self.render_to_response(self.get_context_data(form=form), status=429)
        self.by_source.count(source)
        self.by_address.count(address)
        copy_link.send(address)
        return render(self.request, "account/held/asked.html", {"days": copy_link.DAYS})

    def form_invalid(self, form: AskForm) -> HttpResponse:
        """Show what is wrong with the address."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class CopyView(PersonalLinkView):
    """Tells whoever holds the link what is held under their address.

    Somebody with an account is sent to sign in: their mail alone does not open what is theirs.
    """

    wrong_links = Limit("copy-link", times=30, seconds=600)

    def find(self, token: str) -> str | None:
        """Return the address that a link is for."""
        return copy_link.address_of(token)

    def get(self, request: HttpRequest, found: str) -> HttpResponse:
        """Show it all."""
        if _has_account(found):
            return render(request, "account/held/has_account.html", {"address": found})
        held = lay_out(holdings.of_addresses.export(found))
        context = {"address": found, "held": held, "shown": SHOWN} | self._ways()
        return render(request, "account/held/address.html", context)

    def _ways(self) -> dict[str, str]:
        names = {"file": "account_copy_file", "erase": "account_copy_erase"}
        token = self.kwargs["token"]
        return {way: reverse(name, args=[token]) for way, name in names.items()}


class CopyFileView(CopyView):
    """Gives the same as a file."""

    def get(self, request: HttpRequest, found: str) -> HttpResponse:
        """Give it."""
        if _has_account(found):
            return super().get(request, found)
        return _as_file(holdings.of_addresses.export(found))


# As with a link to reply: the token in the address is what a forger cannot know.
@method_decorator(csrf_exempt, name="dispatch")
class EraseView(CopyView):
    """Erases what is held under an address; to open the page erases nothing."""

    def get(self, request: HttpRequest, found: str) -> HttpResponse:
        """Say what will be gone, and ask."""
        if _has_account(found):
            return super().get(request, found)
        back = reverse("account_copy", args=[self.kwargs["token"]])
        return render(request, "account/held/erase.html", {"address": found, "back": back})

    def post(self, request: HttpRequest, found: str) -> HttpResponse:
        """Erase it. Pressed twice, it is erased once."""
        if _has_account(found):
            return super().get(request, found)
        with transaction.atomic():
            holdings.of_addresses.erase(found)
        return render(request, "account/held/erased.html", {"address": found})


def _has_account(address: str) -> bool:
    return User.objects.filter(email=address).exists()


def _as_file(held: dict[str, Any]) -> HttpResponse:
    return HttpResponse(
        json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="what-the-hub-holds.json"'},
    )
