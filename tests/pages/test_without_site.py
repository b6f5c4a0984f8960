"""Public and admin views without a `Site` record, when no page has a URL."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from tests import factories as make

OK_URLS = ("/feed/", "/sitemap.xml", "/robots.txt", "/search/", "/api/v2/pages/")
MISSING_URLS = ("/", "/blogs/", "/blogs/a-near-miss/", "/feed/topics/culture/", "/networks/")


@pytest.fixture
def admin_client(hub) -> Client:
    client = Client()
    client.force_login(make.make_admin())
    return client


def check_urls(client: Client) -> None:
    for url in OK_URLS:
        assert client.get(url).status_code == 200, url
    for url in MISSING_URLS:
        assert client.get(url).status_code == 404, url
    for url in ("/feed/", "/sitemap.xml"):
        content = client.get(url).content.decode()
        assert "A near miss" not in content
        assert ">None<" not in content


def test_deleting_the_only_site_breaks_nothing(hub, client, admin_client):
    assert admin_client.post(f"/admin/sites/delete/{Site.objects.get().pk}/").status_code == 302
    check_urls(client)
    confirmation = {"confirm_site_name": "Patient safety hub"}
    admin_client.post(f"/admin/pages/{hub.blog.pk}/delete/", confirmation)
    assert not Page.objects.filter(pk=hub.blog.pk).exists()
    check_urls(client)
    for url in ("/admin/", f"/admin/pages/{hub.blogs.pk}/"):
        assert admin_client.get(url).status_code == 200


def test_hub_without_pages_breaks_nothing(hub, client):
    hub.home.delete()
    assert not Site.objects.exists()
    check_urls(client)


def test_page_outside_every_site_is_in_neither_feed_nor_sitemap(hub, client):
    outside = make.make_standard(hub.home, "Zanzibarine")
    outside.move(Page.get_first_root_node(), pos="last-child")
    blog = make.make_blog(hub.blogs, "Zanzibarine blog")
    blog.move(Page.get_first_root_node(), pos="last-child")
    for url in ("/feed/", "/sitemap.xml"):
        content = client.get(url)
        assert content.status_code == 200
        assert "Zanzibarine" not in content.content.decode()
        assert "None" not in content.content.decode()
    assert "A near miss" in client.get("/feed/").content.decode()
