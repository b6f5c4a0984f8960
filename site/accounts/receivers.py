"""Signal receivers of accounts: e-mail addresses, second factors, profile pictures and roles."""

from collections.abc import Collection
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.core.management import call_command
from django.db.models.signals import post_delete, post_migrate, post_save
from django.http import HttpRequest

from accounts.invitations import invitation_accepted
from accounts.login_sessions import end_other_login_sessions
from accounts.models import Profile, User
from accounts.profile_pictures import delete_file_on_commit
from accounts.sync_roles import is_last_migrated_app, sync_roles
from accounts.user_admin.invitations import accept_staff_invitation


def connect() -> None:
    """Connect the receivers; called once, when all models are loaded."""
    post_migrate.connect(sync_after_migrate, dispatch_uid="accounts.sync_after_migrate")
    post_save.connect(sync_email_address, sender=User, dispatch_uid="accounts.sync_email_address")
    post_delete.connect(
        delete_picture_with_profile, sender=Profile, dispatch_uid="accounts.delete_picture"
    )
    authenticator_added.connect(
        end_other_login_sessions_on_enrolment, dispatch_uid="accounts.end_other_login_sessions"
    )
    invitation_accepted.connect(
        accept_staff_invitation, dispatch_uid="accounts.accept_staff_invitation"
    )
    authenticator_used.connect(
        notify_recovery_code_used, dispatch_uid="accounts.notify_recovery_code_used"
    )


def sync_email_address(
    sender: type[User],
    instance: User,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Make the user's e-mail address the only verified `EmailAddress` whenever the user is saved.

    django-allauth stores a list of addresses apart from the user and signs people in by it. An
    address that an administrator has replaced must not open the account any longer.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    addresses = EmailAddress.objects.filter(user=instance)
    if not addresses.filter(email=instance.email, primary=True, verified=True).exists():
        addresses.delete()
        EmailAddress.objects.create(
            user=instance, email=instance.email, primary=True, verified=True
        )


def notify_recovery_code_used(
    sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Email the user when a recovery code was used as their second factor."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    # Read from the database: django-allauth has marked the code as used on another instance.
    codes = Authenticator.objects.get(pk=authenticator.pk).wrap()
    context = {"left": len(codes.get_unused_codes())}
    get_adapter(request).send_notification_mail("mfa/email/recovery_code_used", user, context)


def end_other_login_sessions_on_enrolment(
    sender: object, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """End the user's other login sessions, which began without the second factor just set up."""
    end_other_login_sessions(request)


def delete_picture_with_profile(sender: type[Profile], instance: Profile, **kwargs: Any) -> None:
    """Delete the picture file of a deleted profile."""
    if instance.picture:
        delete_file_on_commit(instance.picture.storage, instance.picture.name)


def sync_after_migrate(sender: object, using: str = "default", **kwargs: object) -> None:
    """Sync roles and create the cache table once all apps are migrated and permissions exist."""
    if is_last_migrated_app(sender):
        for config in apps.get_app_configs():
            create_permissions(config, verbosity=0, using=using)
        sync_roles()
        call_command("createcachetable", database=using, verbosity=0)
