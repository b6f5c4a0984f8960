"""Fixtures of accounts: users, sign-in, emails and authenticator apps."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client, override_settings
from wagtail import hooks

from accounts.models import User
from accounts.roles import EDITOR, MEMBER
from outbox.models import Notification
from personal_data.registry import PersonalDataSource
from tests import factories as make
from tests.snapshots import snapshot

PASSWORD = "patient-safety"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def outbox(settings) -> None:
    """Send emails through the outbox; Django's test runner would replace the backend."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"


@pytest.fixture
@snapshot
def people(db: None) -> SimpleNamespace:
    """Return an editor, a member, and an administrator."""
    return SimpleNamespace(
        editor=make.make_user("editor@hub.example", EDITOR, first_name="Imran"),
        member=make.make_user("member@hub.example", MEMBER, first_name="Tom"),
        admin=make.make_admin(),
    )


@pytest.fixture
def personal_data_source() -> Iterator[Callable]:
    """Return a function that registers a source of personal data for the time of the test."""
    with ExitStack() as registrations:

        def register(*source: Any) -> None:
            sources = [PersonalDataSource(*source)]
            registrations.enter_context(
                hooks.register_temporarily("personal_data_sources", lambda: sources)
            )

        yield register


@pytest.fixture
def required():
    """Require the second factor, as in production."""
    with override_settings(HUB_SECOND_FACTOR_REQUIRED=True):
        yield


def sign_in(
    email: str, password: str = PASSWORD, client: Client | None = None, **fields: str
) -> Client:
    """Return a client that submitted email and password at the sign-in page."""
    client = client or Client()
    client.post("/account/sign-in/", {"login": email, "password": password, **fields})
    return client


def is_signed_in(client: Client) -> bool:
    """Return whether a client is signed in: the account page opens."""
    return client.get("/account/").status_code == 200


def emails_to(email: str) -> list[Notification]:
    """Return the notifications queued for an email address, oldest first."""
    return list(Notification.objects.filter(email_address=email).order_by("pk"))


def add_totp(user: User) -> Callable[[], str]:
    """Add an authenticator app to a user; return a function that returns its current code."""
    TOTP.activate(user, TOTP_SECRET)
    assert TOTP_SECRET not in str(Authenticator.objects.get(user=user).data)
    return totp_code(TOTP_SECRET)


def totp_code(secret: str) -> Callable[[], str]:
    """Return a function that returns the current code of a secret key."""
    return lambda: format_hotp_value(hotp_value(secret, int(time.time()) // 30))
