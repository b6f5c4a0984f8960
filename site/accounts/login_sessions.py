"""Ending sessions at once: each is held against the account's epoch at every request."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from accounts.models import User


def end_login_sessions(user: User) -> None:
    """End every session of a person, on every device, from their next request on.

    For whatever takes something away that a session may still hold: a membership that ends, a
    second step that was set up. The person may sign in again, unless the account is closed too.

    Args:
        user: Whose sessions end. The instance learns its new epoch.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def end_other_login_sessions(request: HttpRequest) -> None:
    """End every session of the person who asks, but the one in which they ask."""
    end_login_sessions(request.user)
    keep_current_login_session(request)


def keep_current_login_session(request: HttpRequest) -> None:
    """Let the session go on in which somebody asked for what has just ended all of theirs."""
    request.user.refresh_from_db(fields=["session_epoch"])
    update_session_auth_hash(request, request.user)
