"""Without a site record no page has an address: readers find nothing there, and nothing breaks."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from tests import factories as make

EMPTY = ("/feed/", "/sitemap.xml", "/robots.txt", "/search/", "/api/v2/pages/", "/health/")
NOTHING = ("/", "/blogs/", "/blogs/a-near-miss/", "/feed/topics/culture/", "/networks/")


@pytest.fixture
def desk(hub) -> Client:
    client = Client()
    client.force_login(make.make_admin())
    return client


def look(client: Client) -> None:
    for address in EMPTY:
        assert client.get(address).status_code == 200, address
    for address in NOTHING:
        assert client.get(address).status_code == 404, address
    for address in ("/feed/", "/sitemap.xml"):
        told = client.get(address).content.decode()
        assert "A near miss" not in told
        assert ">None<" not in told


def test_nothing_breaks_when_the_only_site_is_deleted(hub, client, desk):
    assert desk.post(f"/admin/sites/delete/{Site.objects.get().pk}/").status_code == 302
    look(client)
    sure = {"confirm_site_name": "Patient safety hub"}
    desk.post(f"/admin/pages/{hub.blog.pk}/delete/", sure)
    assert not Page.objects.filter(pk=hub.blog.pk).exists()
    look(client)
    for shown in ("/admin/", f"/admin/pages/{hub.blogs.pk}/"):
        assert desk.get(shown).status_code == 200


def test_nothing_breaks_before_there_is_any_page(hub, client):
    hub.home.delete()
    assert not Site.objects.exists()
    look(client)


def test_a_page_outside_every_site_is_in_no_list_of_addresses(hub, client):
    outside = make.make_standard(hub.home, "Zanzibarine")
    outside.move(Page.get_first_root_node(), pos="last-child")
    blog = make.make_blog(hub.blogs, "Zanzibarine blog")
    blog.move(Page.get_first_root_node(), pos="last-child")
    for address in ("/feed/", "/sitemap.xml"):
        told = client.get(address)
        assert told.status_code == 200
        assert "Zanzibarine" not in told.content.decode()
        assert "None" not in told.content.decode()
    assert "A near miss" in client.get("/feed/").content.decode()
