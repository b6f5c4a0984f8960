"""The admin's lists and choosers, and the public search, answer whatever is typed."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import given
from wagtail.models import Page

from library.models import HubDocument, HubImage
from tests import factories
from tests.library.image_samples import plain_jpeg
from tests.search.query_samples import quickly, typed

pytestmark = pytest.mark.django_db

LISTS = [
    "search",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_choose_page_search",
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtaildocs:index",
    "wagtaildocs:index_results",
    "wagtaildocs_chooser:choose_results",
    "wagtailusers_users:index",
    "wagtailusers_users:index_results",
    "wagtailusers_groups:index",
    "wagtailredirects:index",
    "wagtailsnippets_pages_person:list",
    "wagtailsnippetchoosers_pages_person:choose_results",
]


@pytest.fixture
def stocked(hub, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    factories.make_person()
    HubImage.objects.create(title="A ward", file=ContentFile(plain_jpeg(), name="a.jpg"))
    HubDocument.objects.create(title="A ward", file=ContentFile(b"text", name="a.txt"))
    return hub


@pytest.mark.parametrize("name", LISTS)
def test_admin_answers_every_odd_query(admin, stocked, name):
    address = reverse(name, args=[stocked.home.pk] if "explore" in name else [])
    for query in (
        "ward",
        '"',
        "('",
        "- NEAR(",
        "wa\0rd",
        "\ud800",
        "AND OR",
        "😀",
        "%s",
        "é" * 1000,
    ):
        response = admin.get(address, {"q": query.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200, (address, query)


@given(query=typed)
@quickly
def test_admin_answers_any_query(admin, stocked, query):
    for name in ("wagtailadmin_pages:search_results", "wagtailimages:index_results"):
        sent = {"q": query.encode("utf-8", "surrogatepass")}
        assert admin.get(reverse(name), sent).status_code == 200


def test_admin_counts_what_it_found_by_type(admin, hub):
    response = admin.get(reverse("wagtailadmin_pages:search"), {"q": "ward"})
    kind = ContentType.objects.get_for_model(type(hub.blog), for_concrete_model=False)
    assert kind in [found for found, _ in response.context["content_types"]]
    assert Page.objects.get(pk=hub.blog.pk).title in response.content.decode()
