"""Views of subject access: personal data on a page and as a file, and erasure by personal link."""

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

from accounts import personal_data_link
from accounts.models import User
from accounts.rate_limit import RateLimit, client_ip
from accounts.views.personal_link import PersonalLinkView
from library.text_cleaning import remove_unstorable
from personal_data import registry
from personal_data.presentation import MAX_RECORDS_SHOWN, build_data_tree

reauthenticated = reauthentication_required(app="allauth.account")


@require_safe
@reauthenticated
def personal_data(request: HttpRequest) -> HttpResponse:
    """Show the personal data of the signed-in user."""
    context = {
        "personal_data": build_data_tree(registry.collect_for_user(request.user)),
        "max_records_shown": MAX_RECORDS_SHOWN,
    }
    return render(request, "account/personal_data/account.html", context)


@require_safe
@reauthenticated
def personal_data_file(request: HttpRequest) -> HttpResponse:
    """Return the personal data of the signed-in user as a JSON file."""
    return _json_response(registry.collect_for_user(request.user))


class PersonalDataRequestForm(forms.Form):
    """Form for the e-mail address whose personal data is requested."""

    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="Enter the email address that you used to contact us. We will send the link "
        "to it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your email address."},
    )


class PersonalDataRequestView(FormView):
    """Emails a personal link to the personal data under an e-mail address.

    Response and response time are the same for every address: nothing is looked up here.
    """

    form_class = PersonalDataRequestForm
    template_name = "account/personal_data/request.html"
    ip_rate_limit = RateLimit("copy-asked-from", max_attempts=20, seconds=600)
    email_rate_limit = RateLimit("copy-asked-for", max_attempts=3, seconds=600)

    def form_valid(self, form: PersonalDataRequestForm) -> HttpResponse:
        """Email the link, or respond with 429 when a rate limit is exceeded."""
        email = form.cleaned_data["email"].lower()
        ip = client_ip(self.request)
        if self.ip_rate_limit.is_exceeded(ip) or self.email_rate_limit.is_exceeded(email):
            form.add_error(
                "email",
                "There were several requests for this just now. Check your email, including "
                "the spam or junk folder, or try again in 10 minutes.",
            )
            return self.render_to_response(self.get_context_data(form=form), status=429)
        self.ip_rate_limit.record(ip)
        self.email_rate_limit.record(email)
        personal_data_link.send_personal_data_link(email)
        context = {"days": personal_data_link.VALID_DAYS}
        return render(self.request, "account/personal_data/request_sent.html", context)

    def form_invalid(self, form: PersonalDataRequestForm) -> HttpResponse:
        """Respond with the errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PersonalDataLinkView(PersonalLinkView):
    """Shows the personal data under the e-mail address of a personal link.

    The holder of an account is asked to sign in: access to a mailbox does not open an account.
    """

    invalid_link_rate_limit = RateLimit("copy-link", max_attempts=30, seconds=600)

    def get_object(self, token: str) -> str | None:
        """Return the e-mail address that a token is for."""
        return personal_data_link.email_from_token(token)

    def get(self, request: HttpRequest, linked_object: str) -> HttpResponse:
        """Show the data, or refer the holder of an account to the sign-in page."""
        if _has_account(linked_object):
            template_name = "account/personal_data/has_account.html"
            return render(request, template_name, {"email": linked_object})
        token = self.kwargs["token"]
        context = {
            "email": linked_object,
            "personal_data": build_data_tree(registry.collect_for_email(linked_object)),
            "max_records_shown": MAX_RECORDS_SHOWN,
            "file_url": reverse("account_personal_data_link_file", args=[token]),
            "erase_url": reverse("account_personal_data_link_erase", args=[token]),
        }
        return render(request, "account/personal_data/email.html", context)


class PersonalDataLinkFileView(PersonalDataLinkView):
    """Returns the same data as a JSON file."""

    def get(self, request: HttpRequest, linked_object: str) -> HttpResponse:
        """Return the file, or refer the holder of an account to the sign-in page."""
        if _has_account(linked_object):
            return super().get(request, linked_object)
        return _json_response(registry.collect_for_email(linked_object))


# The token in the URL is what a cross-site request cannot know.
@method_decorator(csrf_exempt, name="dispatch")
class PersonalDataErasureView(PersonalDataLinkView):
    """Erases the personal data under an e-mail address, on POST only."""

    def get(self, request: HttpRequest, linked_object: str) -> HttpResponse:
        """Show what will be erased, with a confirmation form."""
        if _has_account(linked_object):
            return super().get(request, linked_object)
        context = {
            "email": linked_object,
            "back_url": reverse("account_personal_data_link", args=[self.kwargs["token"]]),
        }
        return render(request, "account/personal_data/erase.html", context)

    def post(self, request: HttpRequest, linked_object: str) -> HttpResponse:
        """Erase the data; a repeated request has no further effect."""
        if _has_account(linked_object):
            return super().get(request, linked_object)
        with transaction.atomic():
            registry.erase_for_email(linked_object)
        return render(request, "account/personal_data/erased.html", {"email": linked_object})


def _has_account(email: str) -> bool:
    return User.objects.filter(email=email).exists()


def _json_response(data: dict[str, Any]) -> HttpResponse:
    return HttpResponse(
        # A text from before fields were cleaned can hold what UTF-8 cannot.
        remove_unstorable(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="your-data.json"'},
    )
