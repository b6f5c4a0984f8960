"""What django-allauth asks the hub about accounts."""

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
    """Nobody signs up unasked, wrong passwords elsewhere lock nobody out, letters are the hub's."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "email_password_mismatch": (
            "The address and the password do not belong together. Check both, or have a code sent "
            "to you instead."
        ),
        "enter_current_password": "This is not your password as it is now.",
        "incorrect_code": "This is not the code, or it is too old. Check it, and try again.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": (
            "There were too many tries. Wait five minutes, or sign in with a code sent to you or "
            "with a passkey."
        ),
        "rate_limited": "There were too many tries. Wait a few minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that it is not: accounts are made by invitation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the person's own place."""
        return login_redirect.login_redirect_url(request.user)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try with a password: by source, by account and source, and by account.

        Raises:
            ValidationError: There were too many.
        """
        super().pre_authenticate(request, **credentials)
        if not ratelimit.consume(
            request, action="login_failed_anywhere", key=credentials.get("email", "").lower()
        ):
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return the key of an account's tries: each source has its own.

        With the account's alone, five wrong passwords sent from anywhere would shut out its owner.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{ip_prefix(self.get_client_ip(request))}"

    def consume_email_rate_limit(self, action: str, email: str) -> None:
        """Count a letter that is asked for to an address: each source has its own number of them.

        With the address's alone, whoever asks again and again in somebody's name would keep the
        owner, who may have no password, from getting one.

        Args:
            action: What is asked for; its own limit is that of the action, `_here`.
            email: The address, whether or not it has an account.

        Raises:
            ValidationError: There were too many.
        """
        key = f"{email.lower()}:{ip_prefix(self.get_client_ip(context.request))}"
        if not ratelimit.consume(context.request, action=f"{action}_here", key=key):
            raise self.validation_error("rate_limited")

    def is_login_by_code_required(self, login: Any) -> bool:
        """Return whether a code by mail is asked for beside the password.

        It is, of somebody who must have a second step and has none: whoever has only their
        password could set up one of their own.
        """
        records = get_authentication_records(self.request, login.user)
        if any(record["method"] == "code" for record in records):
            return False
        return policy.must_set_up_second_factor(login.user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether a person has to prove again who they are: not when they just did."""
        records = get_authentication_records(self.request, self.request.user)
        age = timezone.now().timestamp() - records[-1]["at"] if records else None
        if age is not None and age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the account's own page."""
        return reverse("account_home")

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict, headers: Any = None
    ) -> EmailMultiAlternatives:
        """Return a letter as text, and the same text as HTML."""
        return emails.attach_html(super().render_mail(template_prefix, email, context, headers))

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a letter that names the hub, by way of the outbox."""
        super().send_mail(template_prefix, email, emails.email_context() | context)
