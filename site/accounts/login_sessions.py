"""Ending login sessions: each is compared with the user's session epoch at every request."""

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from accounts.models import User


def end_login_sessions(user: User) -> None:
    """End all login sessions of a user, on every device, from the next request on.

    For changes that take away what a session may still rely on: a membership that ends, a second
    factor that is set up. The user may sign in again, unless the account is closed.

    Args:
        user: The user; the instance gets its new epoch.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def end_other_login_sessions(request: HttpRequest) -> None:
    """End all login sessions of the request's user except the current one."""
    end_login_sessions(request.user)
    keep_current_login_session(request)


def keep_current_login_session(request: HttpRequest) -> None:
    """Keep the current session valid after the user's sessions were ended."""
    request.user.refresh_from_db(fields=["session_epoch"])
    update_session_auth_hash(request, request.user)
