"""The adapter by which django-allauth is configured for the hub."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context, ratelimit
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts import emails, login_redirect
from accounts.rate_limit import ip_prefix
from accounts.second_factor import policy


class AccountAdapter(DefaultAccountAdapter):
    """Limits attempts by client and account, and emails through the outbox."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is already your email address. Enter a different one.",
        "email_taken": "Another account has this email address. Enter a different one.",
        "invalid_password_reset": "This link does not work any more. Ask for a new link.",
        "same_as_current": "This is already your email address. Enter a different one.",
        "email_password_mismatch": (
            "The email address or password is incorrect. Check both, or sign in with a code "
            "that we email you."
        ),
        "enter_current_password": "Enter your current password.",
        "incorrect_code": (
            "The code is incorrect or has expired. Check the code in our latest email, or ask for "
            "a new code."
        ),
        "incorrect_password": "The password is incorrect. Check it and try again.",
        "too_many_login_attempts": (
            "Too many attempts to sign in. Wait 5 minutes, or sign in with an emailed code or "
            "a passkey."
        ),
        "too_many_login_attempts_anywhere": (
            "Too many attempts to sign in to this account. Wait an hour, or sign in with an "
            "emailed code or a passkey."
        ),
        "rate_limited": "Too many attempts. Wait a few minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are created by invitation or by `accounts.views.sign_up`."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL to redirect the user to after sign-in."""
        return login_redirect.login_redirect_url(request.user)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count an attempt with a password: by client, by account and client, and by account.

        Raises:
            ValidationError: There were too many attempts.
        """
        super().pre_authenticate(request, **credentials)
        if not ratelimit.consume(
            request, action="login_failed_anywhere", key=credentials.get("email", "").lower()
        ):
            raise self.validation_error("too_many_login_attempts_anywhere")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return the cache key of an account's attempts, which is separate for each client.

        With one key for the account, five wrong passwords from any client would lock its owner out.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{ip_prefix(self.get_client_ip(request))}"

    def consume_email_rate_limit(self, action: str, email: str) -> None:
        """Count an email requested for an address, separately for each client.

        With one count for the address, repeated requests by another person would prevent the
        owner, who may have no password, from getting a code.

        Args:
            action: The kind of email; its limit for one client is that of the action with `_here`.
            email: The address, whether or not it has an account.

        Raises:
            ValidationError: There were too many attempts.
        """
        key = f"{email.lower()}:{ip_prefix(self.get_client_ip(context.request))}"
        if not ratelimit.consume(context.request, action=f"{action}_here", key=key):
            raise self.validation_error("rate_limited")

    def is_login_by_code_required(self, login: Any) -> bool:
        """Return whether sign-in requires an emailed code in addition to the password.

        It does for a user who must have a second factor and has none: anyone with only their
        password could otherwise enrol a factor of their own.
        """
        records = get_authentication_records(self.request, login.user)
        if any(record["method"] == "code" for record in records):
            return False
        return policy.must_set_up_second_factor(login.user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether the user must reauthenticate: not shortly after signing in."""
        records = get_authentication_records(self.request, self.request.user)
        age = timezone.now().timestamp() - records[-1]["at"] if records else None
        if age is not None and age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the URL of the account page."""
        return reverse("account_home")

    def is_safe_url(self, url: str) -> bool:
        """Return False for a URL that cannot be parsed; django-allauth raises an exception."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the URL of the link in the email, at `HUB_URL`, whatever host was requested.

        Args:
            key: The user's id and the token, joined by a hyphen.
        """
        user_id, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", args=[user_id, token])
        return settings.WAGTAILADMIN_BASE_URL + path

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict, headers: Any = None
    ) -> EmailMultiAlternatives:
        """Return an email as text, with the same text as HTML."""
        return emails.attach_html(super().render_mail(template_prefix, email, context, headers))

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send an email with the names of the hub and the user, through the outbox."""
        named = emails.email_context() | emails.greeting_context(email) | context
        super().send_mail(template_prefix, email, named)
