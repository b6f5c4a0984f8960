"""Clients in which a user is signed in."""

from django.test import Client

from accounts.models import User


def signed_in(user: User) -> Client:
    """Return a client in which a user is signed in."""
    client = Client()
    client.force_login(user)
    return client
