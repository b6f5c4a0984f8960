"""Who people are to the hub."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class AccountsConfig(AppConfig):
    """Keeps the roles in step with the table, and the library's addresses with the accounts."""

    name = "accounts"

    def ready(self) -> None:
        """Make the roles whenever the database has been migrated; watch addresses and steps."""
        from allauth.mfa.signals import authenticator_added, authenticator_used

        from accounts import personal_data
        from accounts.receivers import (
            delete_picture_with_profile,
            end_other_login_sessions_on_enrolment,
            notify_recovery_code_used,
            sync_email_address,
            sync_roles_after_migrate,
        )

        personal_data.register()
        post_migrate.connect(sync_roles_after_migrate, dispatch_uid="accounts.sync_roles")
        post_save.connect(
            sync_email_address, sender="accounts.User", dispatch_uid="accounts.keep_in_step"
        )
        post_delete.connect(
            delete_picture_with_profile,
            sender="accounts.Profile",
            dispatch_uid="accounts.profile_pictures",
        )
        authenticator_added.connect(
            end_other_login_sessions_on_enrolment, dispatch_uid="accounts.end_others_at_new_step"
        )
        authenticator_used.connect(
            notify_recovery_code_used, dispatch_uid="accounts.tell_of_used_code"
        )
