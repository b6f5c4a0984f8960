"""The way out: closing one's account."""

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from accounts import closing
from accounts.views.holdings import confirmed


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
