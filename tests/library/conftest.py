"""Fixtures of the library: a media folder for each test, and an administrator."""

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """Return the folder of uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def admin(db) -> Client:
    """Return a client signed in as an administrator."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin@hub.example", "patient-safety"))
    return client
