"""Command for a user who has lost their second factor and recovery codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.login_sessions import end_login_sessions
from accounts.models import User


class Command(BaseCommand):
    """Removes the second factors of a user, and ends their login sessions."""

    help = "Remove the two-step verification of an account whose owner has lost it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the e-mail address."""
        parser.add_argument("email", help="The email address of the account.")

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        """Remove them.

        Raises:
            CommandError: There is no such account.
        """
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError("There is no account with this email address.")
        removed = Authenticator.objects.filter(user=user).delete()[0]
        end_login_sessions(user)
        self.stdout.write(f"Removed: {removed}. At the next sign-in a new one is set up.")
