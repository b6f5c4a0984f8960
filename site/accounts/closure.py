"""Account closure, by the user or by an administrator: immediate, final, with erasure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks

from accounts import emails
from accounts.login_sessions import end_login_sessions
from accounts.models import User
from personal_data import log_redaction, registry

HOOK = "account_closure_choices"


@dataclass(frozen=True)
class ClosureChoice:
    """A question that a person answers when they close their own account.

    Attributes:
        name: The name of the form field.
        field: The form field.
        apply: Applies the answer, for the account and the cleaned value.
    """

    name: str
    field: Field
    apply: Callable[[User, Any], None]


def closure_choices(user: User) -> list[ClosureChoice]:
    """Return the questions of all apps, by the hook `account_closure_choices`."""
    return [choice for get_choices in hooks.get_hooks(HOOK) for choice in get_choices(user)]


class LastAdministratorError(Exception):
    """The account is the only active administrator."""


def is_last_administrator(user: User) -> bool:
    """Return whether a user is the only active administrator."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


@transaction.atomic
def close_account(user: User, answers: Mapping[str, Any] | None = None) -> None:
    """Close an account: erase its personal data, end its login sessions, free its e-mail address.

    What the user wrote and others have read stays, and refers to the anonymised user, unless an
    answer says otherwise.

    Args:
        user: The account.
        answers: The answers to `closure_choices` by name; an administrator gives none.

    Raises:
        LastAdministratorError: The account is the only active administrator.
    """
    if is_last_administrator(user):
        raise LastAdministratorError
    email = user.email
    given = answers or {}
    for choice in closure_choices(user):
        if choice.name in given:
            choice.apply(user, given[choice.name])
    log_redaction.redact_log(user)
    registry.erase_for_user(user)
    user.email = f"closed-{user.pk}@closed.invalid"
    user.is_active = False
    user.closed_at = timezone.now()
    user.save()
    end_login_sessions(user)
    emails.send_email("closed", email)


LAST_ADMINISTRATOR_MESSAGE = (
    "{} is the only administrator. Make another person an administrator first."
)
CLOSED_MESSAGE = "The account of {} has been closed."
ALREADY_CLOSED_MESSAGE = "This account is already closed, and its personal data is deleted."


def close_instead_of_deleting(request: HttpRequest, user: User) -> HttpResponse | None:
    """Close an account in place of deleting it; Wagtail's `before_delete_user` hook.

    Wagtail would delete the row alone, and leave the personal data that apps store elsewhere.

    Args:
        request: The request; GET shows the confirmation page.
        user: The account.
    """
    return _close_accounts(request, [user]) if request.method == "POST" else None


def close_instead_of_bulk_deleting(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Close several accounts in place of deleting them; Wagtail's `before_bulk_action` hook."""
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
