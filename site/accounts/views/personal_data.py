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

from accounts import personal_link
from accounts.models import User
from accounts.rate_limit import RateLimit, client_ip
from accounts.views.personal_link import PersonalLinkView
from personal_data import registry
from personal_data.presentation import MAX_RECORDS_SHOWN, present

reauthenticated = reauthentication_required(app="allauth.account")


@require_safe
@reauthenticated
def personal_data(request: HttpRequest) -> HttpResponse:
    """Tell a person with an account what the hub holds about them."""
    held = present(registry.user_data.export(request.user))
    return render(
        request, "account/personal_data/account.html", {"held": held, "shown": MAX_RECORDS_SHOWN}
    )


@require_safe
@reauthenticated
def personal_data_file(request: HttpRequest) -> HttpResponse:
    """Give a person with an account a copy of it."""
    return _json_response(registry.user_data.export(request.user))


class PersonalDataRequestForm(forms.Form):
    """Asks where the answer goes."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="The one you wrote to us with. The answer goes there and nowhere else.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Write your address first: the answer goes there."},
    )


class PersonalDataRequestView(FormView):
    """Writes to whoever asks what the hub holds under their address.

    The answer is the same to all, and takes as long: nothing is looked up here.
    """

    form_class = PersonalDataRequestForm
    template_name = "account/personal_data/request.html"
    by_source = RateLimit("copy-asked-from", times=20, seconds=600)
    by_address = RateLimit("copy-asked-for", times=3, seconds=600)

    def form_valid(self, form: PersonalDataRequestForm) -> HttpResponse:
        """Write, unless too much was asked for just now."""
        address = form.cleaned_data["email"].lower()
        source = client_ip(self.request)
        if self.by_source.is_reached(source) or self.by_address.is_reached(address):
            form.add_error(
                "email",
                "We were asked this several times just now. Look for our letter, among the "
                "unwanted mail too, or ask again in ten minutes.",
            )
            return self.render_to_response(self.get_context_data(form=form), status=429)
        self.by_source.count(source)
        self.by_address.count(address)
        personal_link.send_personal_data_link(address)
        return render(
            self.request,
            "account/personal_data/request_sent.html",
            {"days": personal_link.VALID_DAYS},
        )

    def form_invalid(self, form: PersonalDataRequestForm) -> HttpResponse:
        """Show what is wrong with the address."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PersonalDataLinkView(PersonalLinkView):
    """Tells whoever holds the link what is held under their address.

    Somebody with an account is sent to sign in: their mail alone does not open what is theirs.
    """

    wrong_links = RateLimit("copy-link", times=30, seconds=600)

    def find(self, token: str) -> str | None:
        """Return the address that a link is for."""
        return personal_link.email_from_token(token)

    def get(self, request: HttpRequest, found: str) -> HttpResponse:
        """Show it all."""
        if _has_account(found):
            return render(request, "account/personal_data/has_account.html", {"address": found})
        held = present(registry.email_data.export(found))
        context = {"address": found, "held": held, "shown": MAX_RECORDS_SHOWN} | self._ways()
        return render(request, "account/personal_data/email.html", context)

    def _ways(self) -> dict[str, str]:
        names = {
            "file": "account_personal_data_link_file",
            "erase": "account_personal_data_link_erase",
        }
        token = self.kwargs["token"]
        return {way: reverse(name, args=[token]) for way, name in names.items()}


class PersonalDataLinkFileView(PersonalDataLinkView):
    """Gives the same as a file."""

    def get(self, request: HttpRequest, found: str) -> HttpResponse:
        """Give it."""
        if _has_account(found):
            return super().get(request, found)
        return _json_response(registry.email_data.export(found))


# As with a link to reply: the token in the address is what a forger cannot know.
@method_decorator(csrf_exempt, name="dispatch")
class PersonalDataErasureView(PersonalDataLinkView):
    """Erases what is held under an address; to open the page erases nothing."""

    def get(self, request: HttpRequest, found: str) -> HttpResponse:
        """Say what will be gone, and ask."""
        if _has_account(found):
            return super().get(request, found)
        back = reverse("account_personal_data_link", args=[self.kwargs["token"]])
        return render(request, "account/personal_data/erase.html", {"address": found, "back": back})

    def post(self, request: HttpRequest, found: str) -> HttpResponse:
        """Erase it. Pressed twice, it is erased once."""
        if _has_account(found):
            return super().get(request, found)
        with transaction.atomic():
            registry.email_data.erase(found)
        return render(request, "account/personal_data/erased.html", {"address": found})


def _has_account(address: str) -> bool:
    return User.objects.filter(email=address).exists()


def _json_response(held: dict[str, Any]) -> HttpResponse:
    return HttpResponse(
        json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="what-the-hub-holds.json"'},
    )
