"""Views of the account page: overview, other login sessions, closure."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from accounts import closure
from accounts.login_sessions import end_other_login_sessions
from accounts.second_factor import policy
from accounts.spaces import spaces_for_user
from accounts.views.personal_data import reauthenticated


class AccountHomeView(LoginRequiredMixin, TemplateView):
    """Overview with links to everything that belongs to the account."""

    template_name = "account/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the account's state and spaces: none before a required second factor is set up."""
        user = self.request.user
        must_set_up = policy.must_set_up_second_factor(user)
        return super().get_context_data(
            can_access_admin=policy.can_access_admin(user),
            has_second_factor=policy.has_second_factor(user),
            must_set_up=must_set_up,
            spaces=[] if must_set_up else spaces_for_user(user),
            **kwargs,
        )


@require_POST
@login_required
def sign_out_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all login sessions of the user except the current one."""
    end_other_login_sessions(request)
    messages.success(request, "You are signed out on all other devices.")
    return redirect("account_home")


class CloseAccountForm(forms.Form):
    """Confirmation of the closure."""

    sure = forms.BooleanField(
        label="Yes, close my account permanently",
        error_messages={"required": "Tick the box to confirm that you want to close your account."},
    )


@method_decorator(reauthenticated, name="dispatch")
class CloseAccountView(LoginRequiredMixin, FormView):
    """Closes the account of the signed-in user."""

    form_class = CloseAccountForm
    template_name = "account/close.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """Return the confirmation, after the questions of other apps."""
        form = super().get_form(form_class)
        choices = closure.closure_choices(self.request.user)
        form.fields |= {choice.name: choice.field for choice in choices}
        form.order_fields([*(choice.name for choice in choices), "sure"])
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether this is the account that must stay."""
        is_last = closure.is_last_administrator(self.request.user)
        return super().get_context_data(is_last_administrator=is_last, **kwargs)

    def form_valid(self, form: CloseAccountForm) -> HttpResponse:
        """Close the account and sign out."""
        try:
            closure.close_account(self.request.user, form.cleaned_data)
        except closure.LastAdministratorError:
            return self.form_invalid(form)
        logout(self.request)
        return render(self.request, "account/closed.html")
