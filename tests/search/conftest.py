"""Fixtures of search: a hub with one blog, and a client signed in as an administrator."""

import pytest
from django.test import Client

from accounts.models import User
from tests import factories
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def hub():
    hub = factories.make_hub()
    hub.blog = factories.make_blog(
        hub.blogs,
        "Decision-making on Ward 7",
        summary="Zoë and Mr O’Connor moved two boxes apart.",
    )
    return hub


@pytest.fixture
def admin(hub):
    client = Client()
    client.force_login(User.objects.create_superuser("admin@hub.example", "patient-safety"))
    return client
