"""One address for each account: the library's list of addresses follows it.

django-allauth keeps a list of addresses beside the account, and signs people in by it. An address
that an administrator has changed must not open the account any longer.
"""

from collections.abc import Collection
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.http import HttpRequest

from accounts.login_sessions import end_other_login_sessions
from accounts.models import User
from accounts.profile_pictures import delete_file_on_commit
from accounts.sync_roles import is_last_migrated_app, sync_roles


def sync_email_address(
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


def notify_recovery_code_used(
    sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Write to the owner of an account if what was used as its second step is such a code."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    # As they stand: the library has marked the code as used on another instance.
    codes = Authenticator.objects.get(pk=authenticator.pk).wrap()
    left = {"left": len(codes.get_unused_codes())}
    get_adapter(request).send_notification_mail("mfa/email/recovery_code_used", user, left)


def end_other_login_sessions_on_enrolment(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """End the other sessions when a second step is set up: they began without one."""
    end_other_login_sessions(request)


def delete_picture_with_profile(sender: type, instance: Any, **kwargs: Any) -> None:
    """Remove the picture of a profile that is deleted."""
    if instance.picture:
        delete_file_on_commit(instance.picture.storage, instance.picture.name)


def sync_roles_after_migrate(sender: object, using: str = "default", **kwargs: object) -> None:
    """Sync once, when the last app has been migrated and every permission can exist."""
    if is_last_migrated_app(sender):
        for config in apps.get_app_configs():
            create_permissions(config, verbosity=0, using=using)
        sync_roles()
