"""The figures of networks are the same on their pages, in their index and on the impact page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.initial_pages import create_site_structure
from networks.models import Network
from pages.models import ImpactPage
from tests.networks.factories import make_session

pytestmark = pytest.mark.django_db


def test_pages_show_the_same_members_and_sessions(psmn, ann, ben):
    create_site_structure()
    last_week = timezone.now() - timedelta(days=7)
    make_session(psmn, starts_at=last_week)
    make_session(psmn, starts_at=last_week, cancelled_at=last_week)
    make_session(psmn)
    Network.objects.create(name="Draft", slug="draft", live=False)
    for url in ("/networks/psmn/", "/networks/"):
        assert "2 members" in Client().get(url).content.decode(), url
    network_page = " ".join(Client().get("/networks/psmn/").content.decode().split())
    assert "<dt>Sessions held</dt><dd>1</dd>" in network_page
    figures = {one["name"]: one["number"] for one in ImpactPage().live_figures(ann.user)}
    assert figures["Members of networks"] == 2
    assert figures["Network sessions held"] == 1
