"""A place of its own for every test's files."""

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Return the folder that uploads go to."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def admin(db) -> Client:
    """Return a browser in which an administrator is signed in."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin@hub.example", "patient-safety"))
    return client
