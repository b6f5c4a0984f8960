"""At the desk, to delete an account is to close it: every room erases its part, as always.

What a person wrote for others keeps its place. Wagtail would delete the row alone, and leave what
the rooms hold about somebody who is then nobody's.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import closing
from accounts.models import User

LAST = "{} is the last administrator. Make somebody else one first."
CLOSED = "The account of {} is closed."
CLOSED_BEFORE = "This account is closed already, and names nobody any more."


def close_instead(request: HttpRequest, user: User) -> HttpResponse | None:
    """Close an account that an administrator is about to delete.

    Args:
        request: What was pressed; to look at the question changes nothing.
        user: The account.
    """
    return _close(request, [user]) if request.method == "POST" else None


def close_many_instead(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Close several accounts that an administrator is about to delete."""
    is_deleting = action_type == "delete" and User in action.models
    return _close(request, objects) if is_deleting else None


def _close(request: HttpRequest, users: Iterable[User]) -> HttpResponse:
    for user in users:
        name = str(user)
        if user.closed_at:
            messages.warning(request, CLOSED_BEFORE)
            continue
        try:
            closing.close(user)
        except closing.LastAdministratorError:
            messages.error(request, LAST.format(name))
        else:
            messages.success(request, CLOSED.format(name))
    return redirect("wagtailusers_users:index")
