"""The initial page tree: a home page and the index pages."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from campaigns.models import CampaignIndexPage
from config.initial_pages import INITIAL_PAGES, create_site_structure
from pages.models import HomePage, StandardPage
from tests import factories as make
from tests.networks.factories import make_network

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


def test_renamed_section_is_not_created_again(client):
    create_site_structure()
    for number, section in enumerate(INITIAL_PAGES):
        page = section.model.objects.get()
        page.slug = f"renamed-{number}"
        page.save_revision().publish(skip_permission_checks=True)
    assert create_site_structure() == []
    make_network("A network", "a-network")
    make.make_impact(HomePage.objects.get())
    texts = [client.get(url).text for url in ("/", "/networks/a-network/", "/impact/")]
    for section in INITIAL_PAGES:
        assert not [text for text in texts if f'href="/{section.slug}/"' in text], section.slug
    assert 'href="/renamed-5/">Networks</a>' in texts[1]
    assert 'href="/renamed-1/">Blogs</a>' in texts[2]


def test_section_with_a_taken_address_gets_another():
    create_site_structure()
    CampaignIndexPage.objects.get().delete()
    home = HomePage.objects.get()
    home.add_child(instance=StandardPage(title="In the way", slug="campaigns", summary="A page."))
    assert create_site_structure() == ["Campaigns"]
    assert CampaignIndexPage.objects.get().slug == "campaigns-2"


def test_a_missing_site_is_created():
    Site.objects.all().delete()
    create_site_structure()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_every_index_page_responds(client):
    create_site_structure()
    for path in ("/", *(f"/{section.slug}/" for section in INITIAL_PAGES)):
        assert client.get(path).status_code == 200
