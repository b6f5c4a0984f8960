"""Closing an account: at once, for good, and with nothing personal left behind."""

from django.db import transaction
from django.utils import timezone

from accounts import holdings, letters, naming
from accounts.models import User
from accounts.sessions import end_sessions_of


class LastAdministratorError(Exception):
    """Without this account nobody could look after accounts any more."""


def is_last_administrator(user: User) -> bool:
    """Return whether a person is the only administrator there is."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


@transaction.atomic
def close(user: User) -> None:
    """Close an account: every room erases its part, every session ends, the address is free again.

    What the person wrote and others have read stays where it stands, without the account: the
    row that it names has neither a name nor an address any more.

    Raises:
        LastAdministratorError: Nobody else could look after accounts.
    """
    if is_last_administrator(user):
        raise LastAdministratorError
    address = user.email
    naming.forget_name(user)
    holdings.of_accounts.erase(user)
    user.email = f"closed-{user.pk}@closed.invalid"
    user.is_active = False
    user.closed_at = timezone.now()
    user.save()
    end_sessions_of(user)
    letters.write("closed", address)
