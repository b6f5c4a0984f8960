"""A network's page lists the stories that the reader may see."""

import pytest
from wagtail.models import PageViewRestriction

from networks.models import NetworkStory
from tests import factories as make
from tests.networks.factories import make_network
from tests.pages.conftest import hub

__all__ = ["hub"]
pytestmark = pytest.mark.django_db


def test_restricted_story_is_not_named(client, hub):
    network = make_network("Ours", "ours")
    public, restricted = (make.make_blog(hub.blogs, title) for title in ("Two boxes", "Hush"))
    for page in (public, restricted):
        NetworkStory.objects.create(network=network, page=page)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    shown = client.get("/networks/ours/").content.decode()
    assert "Two boxes" in shown
    assert "Hush" not in shown
