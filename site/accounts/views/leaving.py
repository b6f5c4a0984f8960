"""A copy of what the hub holds about a person, and the way out."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from accounts import closing, holdings

confirmed = reauthentication_required(app="allauth.account")


@require_safe
@confirmed
def what_we_hold(request: HttpRequest) -> HttpResponse:
    """Give a person a copy of what the hub holds about them, as a file of JSON."""
    copy = json.dumps(
        holdings.export(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    return HttpResponse(
        copy,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="what-the-hub-holds.json"'},
    )


class CloseForm(forms.Form):
    """Asks whether somebody is sure."""

    sure = forms.BooleanField(
        label="Yes, close my account for good",
        error_messages={"required": "Tick the box first, so that nothing is closed by mistake."},
    )


@method_decorator(confirmed, name="dispatch")
class CloseView(LoginRequiredMixin, FormView):
    """Closes the account of whoever asks."""

    form_class = CloseForm
    template_name = "account/close.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether this is the account that must stay."""
        is_last = closing.is_last_administrator(self.request.user)
        return super().get_context_data(is_last_administrator=is_last, **kwargs)

    def form_valid(self, form: CloseForm) -> HttpResponse:
        """Close it, and say goodbye."""
        try:
            closing.close(self.request.user)
        except closing.LastAdministratorError:
            return self.form_invalid(form)
        logout(self.request)
        return render(self.request, "account/closed.html")
