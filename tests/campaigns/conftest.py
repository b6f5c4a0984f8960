"""Fixtures of campaigns."""

from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.roles import EDITOR
from tests import factories as make
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def hub(db: None) -> SimpleNamespace:
    """A hub with two campaigns, an editor and a user without roles."""
    hub = make.make_hub()
    hub.campaign = make.make_campaign(hub.campaigns, "Safer ward")
    hub.second = make.make_campaign(hub.campaigns, "Second campaign")
    hub.editor = make.make_user("editor@hub.example", EDITOR)
    hub.user = make.make_user("guest@campaign.example", first_name="Ama", last_name="Boateng")
    return hub


@pytest.fixture
def editor(hub: SimpleNamespace) -> Client:
    """A client signed in as an editor."""
    client = Client()
    client.force_login(hub.editor)
    return client
