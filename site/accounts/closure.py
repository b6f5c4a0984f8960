"""Closing an account: at once, for good, and with nothing personal left behind."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts import emails
from accounts.login_sessions import end_login_sessions
from accounts.models import User
from personal_data import log_redaction, registry


class LastAdministratorError(Exception):
    """Without this account nobody could look after accounts any more."""


def is_last_administrator(user: User) -> bool:
    """Return whether a person is the only administrator there is."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


@transaction.atomic
def close_account(user: User) -> None:
    """Close an account: every room erases its part, every session ends, the address is free again.

    What the person wrote and others have read stays where it stands, without the account: the
    row that it names has neither a name nor an address any more.

    Raises:
        LastAdministratorError: Nobody else could look after accounts.
    """
    if is_last_administrator(user):
        raise LastAdministratorError
    address = user.email
    log_redaction.redact_log(user)
    registry.user_data.erase(user)
    user.email = f"closed-{user.pk}@closed.invalid"
    user.is_active = False
    user.closed_at = timezone.now()
    user.save()
    end_login_sessions(user)
    emails.send_email("closed", address)


LAST_ADMINISTRATOR_MESSAGE = "{} is the last administrator. Make somebody else one first."
CLOSED_MESSAGE = "The account of {} is closed."
ALREADY_CLOSED_MESSAGE = "This account is closed already, and names nobody any more."


def close_instead_of_deleting(request: HttpRequest, user: User) -> HttpResponse | None:
    """Close an account that an administrator is about to delete.

    Args:
        request: What was pressed; to look at the question changes nothing.
        user: The account.
    """
    return _close_accounts(request, [user]) if request.method == "POST" else None


def close_instead_of_bulk_deleting(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Close several accounts that an administrator is about to delete."""
    is_deleting = action_type == "delete" and User in action.models
    return _close_accounts(request, objects) if is_deleting else None


def _close_accounts(request: HttpRequest, users: Iterable[User]) -> HttpResponse:
    for user in users:
        name = str(user)
        if user.closed_at:
            messages.warning(request, ALREADY_CLOSED_MESSAGE)
            continue
        try:
            close_account(user)
        except LastAdministratorError:
            messages.error(request, LAST_ADMINISTRATOR_MESSAGE.format(name))
        else:
            messages.success(request, CLOSED_MESSAGE.format(name))
    return redirect("wagtailusers_users:index")
