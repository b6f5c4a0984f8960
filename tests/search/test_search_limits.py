"""A search text of thousands of words costs no more than one of twenty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from networks.models import Membership
from tests import factories as make
from tests.networks import factories

pytestmark = pytest.mark.django_db

LONG_TEXT = "x " * 4000
ADMIN_SEARCHES = (
    "/admin/networks/joinrequest/",
    *(
        pytest.param(url, marks=pytest.mark.soak)
        for url in (
            "/admin/networks/membership/",
            "/admin/editorial/consent/",
            "/admin/users/",
            "/admin/pages/search/",
            "/admin/images/",
            "/admin/documents/",
            "/admin/snippets/networks/network/",
            "/admin/choose-page/search/",
        )
    ),
)


def conditions(client: Client, url: str, text: str) -> int:
    """Return how many conditions on text a query of a search has, at most."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, {"q": text})
    assert response.status_code == 200, url
    return max(query["sql"].upper().count("LIKE") for query in captured.captured_queries)


@pytest.mark.parametrize("url", ADMIN_SEARCHES)
def test_admin_search_uses_the_first_words(url):
    client = Client()
    client.force_login(make.make_admin())
    twenty = conditions(client, url, "x " * 20)
    assert conditions(client, url, LONG_TEXT) <= twenty
    assert conditions(client, url, "x" * 100_000) <= twenty


@pytest.mark.parametrize("part", ["people", "resources", "run/members"])
def test_search_in_a_space_uses_the_first_words(part):
    network = factories.make_network("Ours", "ours")
    user = make.make_user("organiser@hub.example")
    Membership.objects.create(network=network, user=user, role="organiser")
    client = Client()
    client.force_login(user)
    url = f"/networks/ours/space/{part}/"
    twenty = conditions(client, url, "x " * 20)
    assert conditions(client, url, "x " * 90) <= twenty


def test_scores_are_read_once_for_a_search():
    """A subquery for the score of each result costs seconds with thousands of results."""
    hub = make.make_hub()
    for number in range(3):
        make.make_blog(hub.blogs, f"Handover {number}")
    with CaptureQueriesContext(connection) as captured:
        assert "Handover 1" in Client().get("/search/", {"q": "handover"}).content.decode()
    scored = [query["sql"] for query in captured.captured_queries if "bm25" in query["sql"]]
    assert bool(scored) == (connection.vendor == "sqlite")
    assert not [sql for sql in scored if "pages_hubpage" in sql]
