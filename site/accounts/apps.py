"""App of accounts: users, roles, sign-in, second factor, invitations and profiles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, sign-in, second factor, invitations and profiles."""

    name = "accounts"

    def ready(self) -> None:
        """Connect the signal receivers."""
        from accounts import receivers

        receivers.connect()
