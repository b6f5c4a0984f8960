"""The initial page tree: a home page and the index pages."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from campaigns.models import CampaignIndexPage
from config.initial_pages import INITIAL_PAGES, create_site_structure
from pages.models import HomePage

pytestmark = pytest.mark.django_db


def test_the_site_structure_is_created_once():
    assert len(create_site_structure()) == len(INITIAL_PAGES) + 1
    assert create_site_structure() == []
    site = Site.objects.get(is_default_site=True)
    home = HomePage.objects.get()
    assert site.root_page_id == home.pk
    assert home.get_siblings().count() == 1
    assert home.get_children().live().in_menu().count() == len(INITIAL_PAGES)


def test_only_missing_pages_are_created():
    create_site_structure()
    section = HomePage.objects.get().get_children().get(slug="blogs").specific
    section.title = "What people write"
    section.save()
    CampaignIndexPage.objects.get().delete()
    out = StringIO()
    call_command("create_site_structure", stdout=out)
    assert out.getvalue() == "Made: Campaigns.\n"
    assert Page.objects.get(slug="blogs").title == "What people write"


def test_a_missing_site_is_created():
    Site.objects.all().delete()
    create_site_structure()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_every_index_page_responds(client):
    create_site_structure()
    for path in ("/", *(f"/{section.slug}/" for section in INITIAL_PAGES)):
        assert client.get(path).status_code == 200
