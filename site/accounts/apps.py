"""Who people are to the hub."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save


class AccountsConfig(AppConfig):
    """Keeps the roles in step with the table, and the library's addresses with the accounts."""

    name = "accounts"

    def ready(self) -> None:
        """Make the roles whenever the database has been migrated; watch addresses and steps."""
        from allauth.mfa.signals import authenticator_added, authenticator_used

        from accounts import own_holdings
        from accounts.addresses import keep_in_step
        from accounts.portraits import remove_with_profile
        from accounts.second_factor.emergency import tell_of_used_code
        from accounts.sessions import end_others_at_new_step
        from accounts.sync import sync_after_migrate

        own_holdings.register()
        post_migrate.connect(sync_after_migrate, dispatch_uid="accounts.sync_roles")
        post_save.connect(
            keep_in_step, sender="accounts.User", dispatch_uid="accounts.keep_in_step"
        )
        post_delete.connect(
            remove_with_profile, sender="accounts.Profile", dispatch_uid="accounts.portraits"
        )
        authenticator_added.connect(
            end_others_at_new_step, dispatch_uid="accounts.end_others_at_new_step"
        )
        authenticator_used.connect(tell_of_used_code, dispatch_uid="accounts.tell_of_used_code")
