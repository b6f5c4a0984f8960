"""Views in which a person creates an account, and confirms the email address by a code."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.forms.sign_up import SignUpCodeForm, SignUpForm
from accounts.login_redirect import login_redirect_url
from accounts.models import CommunityRules
from accounts.sign_up import EmailTakenError, SignUpProcess

CODE_EXPIRED = "The code has expired, or was entered wrongly too often. Fill in the form again."
EMAIL_TAKEN = "This email address already has an account. Sign in."


@method_decorator(never_cache, name="dispatch")
class SignUpView(FormView):
    """Asks for what an account needs, and emails a code."""

    template_name = "account/sign_up.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect users who are signed in to their account."""
        if request.user.is_authenticated:
            return redirect("account_home")
        self.rules = CommunityRules.objects.current()
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """Return the page that sign-up is closed while there are no rules to accept."""
        return [self.template_name if self.rules else "account/signup_closed.html"]

    def get_form(self, form_class: type[SignUpForm] | None = None) -> SignUpForm:
        """Return the form for the current version of the rules."""
        version = self.rules.version if self.rules else 0
        kwargs = self.get_form_kwargs()
        kwargs["initial"] = {
            "rules_version": version,
            "next": self.request.GET.get("next", ""),
        }
        return SignUpForm(version, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules."""
        return super().get_context_data(**kwargs) | {"rules": self.rules}

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        """Email the code, and ask for it."""
        if self.rules is None:
            return self.form_invalid(form)
        SignUpProcess.initiate(self.request, **form.cleaned_data)
        return redirect("account_sign_up_code")

    def form_invalid(self, form: SignUpForm) -> HttpResponse:
        """Return the form with its errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(never_cache, name="dispatch")
class SignUpCodeView(FormView):
    """Asks for the emailed code, then creates the account and signs in."""

    template_name = "account/sign_up_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the sign-up; without one, begin again."""
        process = SignUpProcess.resume(request)
        if process is None:
            return redirect("account_home" if request.user.is_authenticated else "account_signup")
        self.process = process
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a new code, or check the one that was entered."""
        if request.POST.get("action") == "resend":
            if self.process.can_resend:
                self.process.resend()
                messages.success(request, "We have sent a new code.")
            return redirect("account_sign_up_code")
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class: type[SignUpCodeForm] | None = None) -> SignUpCodeForm:
        """Return the form that knows the code."""
        return SignUpCodeForm(code=self.process.code, **self.get_form_kwargs())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the address, and whether another code may be requested."""
        return super().get_context_data(**kwargs) | {
            "email": self.process.email,
            "can_resend": self.process.can_resend,
        }

    def form_valid(self, form: SignUpCodeForm) -> HttpResponse:
        """Create the account and sign in."""
        try:
            user = self.process.finish()
        except EmailTakenError:
            messages.warning(self.request, EMAIL_TAKEN)
            return redirect("account_login")
        messages.success(self.request, f"Account created. Your display name is {user.first_name}.")
        url = self.process.state["next"]
        is_safe = url_has_allowed_host_and_scheme(url, {self.request.get_host()})
        redirect_url = url if is_safe else login_redirect_url(user)
        return perform_login(self.request, user, email=user.email, redirect_url=redirect_url)

    def form_invalid(self, form: SignUpCodeForm) -> HttpResponse:
        """Count the attempt; after too many, begin again."""
        if not self.process.record_invalid_attempt():
            messages.error(self.request, CODE_EXPIRED)
            return redirect("account_signup")
        return self.render_to_response(self.get_context_data(form=form), status=422)
