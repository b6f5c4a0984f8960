"""Search in admin lists and choosers, and public search, with unusual queries."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import given
from wagtail.models import Page

from library.models import HubDocument, HubImage
from tests import factories
from tests.library.image_samples import plain_jpeg
from tests.search.query_samples import few_examples, queries

pytestmark = pytest.mark.django_db

URL_NAMES = [
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
    "members:index",
    "user_chooser:choose_results",
    "wagtailusers_users:index",
    "wagtailusers_users:index_results",
    "wagtailusers_groups:index",
    "wagtailredirects:index",
    "wagtailsnippets_pages_person:list",
    "wagtailsnippetchoosers_pages_person:choose_results",
]


@pytest.fixture
def hub_with_files(hub, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    factories.make_person()
    HubImage.objects.create(title="A ward", file=ContentFile(plain_jpeg(), name="a.jpg"))
    HubDocument.objects.create(title="A ward", file=ContentFile(b"text", name="a.txt"))
    return hub


def test_unusual_queries_succeed(admin, hub_with_files):
    for name in URL_NAMES:
        url = reverse(name, args=[hub_with_files.home.pk] if "explore" in name else [])
        for query in ("wa\0rd \ud800 %s 😀", "('- NEAR(" + "é" * 1000):
            response = admin.get(url, {"q": query.encode("utf-8", "surrogatepass")})
            assert response.status_code == 200, (url, query)


@given(query=queries)
@few_examples
def test_any_query_succeeds(admin, hub_with_files, query):
    for name in ("wagtailadmin_pages:search_results", "wagtailimages:index_results"):
        sent = {"q": query.encode("utf-8", "surrogatepass")}
        assert admin.get(reverse(name), sent).status_code == 200


def test_page_search_counts_results_by_type(admin, hub):
    response = admin.get(reverse("wagtailadmin_pages:search"), {"q": "ward"})
    content_type = ContentType.objects.get_for_model(type(hub.blog), for_concrete_model=False)
    assert content_type in [content_type for content_type, _ in response.context["content_types"]]
    assert Page.objects.get(pk=hub.blog.pk).title in response.content.decode()
