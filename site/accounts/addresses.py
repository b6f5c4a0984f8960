"""One address for each account: the library's list of addresses follows it.

django-allauth keeps a list of addresses beside the account, and signs people in by it. An address
that an administrator has changed must not open the account any longer.
"""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import User


def keep_in_step(
    sender: type[User],
    instance: User,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Let the account's address be the only one that is proven, whenever it is saved."""
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    known = EmailAddress.objects.filter(user=instance)
    if not known.filter(email=instance.email, primary=True, verified=True).exists():
        known.delete()
        EmailAddress.objects.create(
            user=instance, email=instance.email, primary=True, verified=True
        )
