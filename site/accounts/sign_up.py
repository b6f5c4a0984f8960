"""Accounts that people create for themselves: stored once their email address is confirmed.

What was entered is in the login session until the code is entered. An address without a confirmed
code is stored in no account, so that no one occupies the address of another person.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts import emails
from accounts.models import Profile, User
from accounts.models.community_rules import accept_rules

SESSION_KEY = "account_sign_up"


class EmailTakenError(Exception):
    """An account with this address has been created since the code was sent."""


class SignUpProcess(AbstractCodeVerificationProcess):
    """A sign-up that waits for the emailed code.

    For an address that has an account the process is the same to the visitor, but its email leads
    the owner to sign in, and no code is correct.
    """

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            state=state,
            max_attempts=app_settings.EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
        )

    @classmethod
    def initiate(cls, request: HttpRequest, **values: Any) -> "SignUpProcess":
        """Begin a sign-up, and email the code.

        Args:
            request: The request, whose login session stores the state.
            **values: The cleaned values of `SignUpForm`.
        """
        state = cls.initial_state(None, values["email"])
        state |= {name: values[name] for name in ("name", "rules_version", "next")}
        process = cls(request, state)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, request: HttpRequest) -> "SignUpProcess | None":
        """Return the sign-up of the login session; None if there is none or it has expired."""
        state = request.session.get(SESSION_KEY)
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def email(self) -> str:
        """Return the address to confirm."""
        return self.state["email"]

    @property
    def can_resend(self) -> bool:
        """Return whether another code may be requested."""
        return not self.is_resend_quota_reached(app_settings.EMAIL_VERIFICATION_MAX_RESEND_COUNT)

    def send(self) -> None:
        """Email a new code; to the owner of an account, that they have one."""
        code = get_adapter().generate_email_verification_code()
        if User.objects.filter(email=self.email).exists():
            code = ""
            url = settings.WAGTAILADMIN_BASE_URL + reverse("account_login")
            emails.send_email("sign_up_known", self.email, sign_in_url=url)
        else:
            emails.send_email("sign_up_code", self.email, code=code)
        self.state["code"] = code

    def resend(self) -> None:
        """Email a new code, which replaces the previous one."""
        self.send()
        self.record_resend()
        self.persist()

    def persist(self) -> None:
        """Store the state in the login session."""
        self.request.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        """End the sign-up."""
        self.request.session.pop(SESSION_KEY, None)

    def finish(self) -> User:
        """Create the account, once the code was entered.

        Raises:
            EmailTakenError: The address has an account by now.
        """
        self.abort()
        try:
            return create_account(self.email, self.state["name"], self.state["rules_version"])
        except IntegrityError as error:
            raise EmailTakenError from error


@transaction.atomic
def create_account(email: str, name: str, rules_version: int) -> User:
    """Create an account that belongs to no network, and record the accepted rules.

    Args:
        email: The confirmed address.
        name: The display name.
        rules_version: The version of the community rules that was accepted.

    Raises:
        IntegrityError: The address has an account.
    """
    user = User.objects.create_user(email, None, first_name=name)
    Profile.objects.create(user=user, name=name)
    accept_rules(user, rules_version)
    return user
