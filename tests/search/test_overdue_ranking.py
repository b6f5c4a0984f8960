"""Pages with an overdue review rank last in search results."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.reviews.models import ReviewDate
from pages.models import HubPage
from tests import factories as make
from tests.pages.test_query_counts import capture_queries

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

TODAY = timezone.localdate


def set_review_date(page, days):
    """Set a page's review date to some days from today; negative days make it overdue."""
    day = TODAY() + timedelta(days=days)
    ReviewDate.objects.update_or_create(
        page_id=page.pk, defaults={"review_on": day, "checked_on": TODAY()}
    )
    return page


@pytest.fixture
def catheter_pages(hub):
    """Four pages about catheters; the two most relevant are overdue."""
    hub.best = set_review_date(
        make.make_blog(hub.blogs, "Catheters", summary="Catheters, catheters."), -1
    )
    hub.good = set_review_date(make.make_resource(hub.resources, "Catheters at home"), -400)
    hub.fair = set_review_date(
        make.make_blog(hub.blogs, "A clinic", summary="Among much else, catheters."), 0
    )
    hub.undated = make.make_standard(hub.home, "A plain page", summary="We met about catheters.")
    return hub


def search_titles(client, **params):
    """Return the titles of the results, in order."""
    listing = client.get("/search/", params).context["listing"]
    return [page.title for page in listing.page]


def test_overdue_pages_rank_after_all_others(client, catheter_pages):
    titles = search_titles(client, q="catheters")
    assert set(titles[:2]) == {"A clinic", "A plain page"}
    assert titles[2:] == ["Catheters", "Catheters at home"]


def test_relevance_orders_pages_of_equal_status(client, catheter_pages):
    set_review_date(catheter_pages.best, 10)
    assert search_titles(client, q="catheters")[0] == "Catheters"
    set_review_date(catheter_pages.fair, -1)
    assert search_titles(client, q="catheters")[2:] == ["Catheters at home", "A clinic"]


def test_overdue_pages_rank_last_when_filtered(client, catheter_pages):
    assert search_titles(client, q="catheters", type="blog") == ["A clinic", "Catheters"]


def test_pagination_shows_each_page_once_and_overdue_ones_last(client, catheter_pages):
    for number in range(12):
        make.make_blog(
            catheter_pages.blogs, f"Ward {number}", summary="Here too catheters are counted."
        )
    pages = [client.get("/search/", {"q": "catheters", "page": n}) for n in (1, 2)]
    titles = [[page.title for page in response.context["listing"].page] for response in pages]
    assert [len(page) for page in titles] == [12, 4]
    assert titles[1][2:] == ["Catheters", "Catheters at home"]
    assert len({*titles[0], *titles[1]}) == pages[0].context["listing"].total == 16


def test_admin_search_ranks_by_relevance_alone(catheter_pages):
    assert HubPage.objects.search("catheters")[0].title == "Catheters"


def test_query_count_does_not_grow(client, catheter_pages):
    baseline = capture_queries(client, "/search/?q=catheters")
    for number in range(20):
        set_review_date(
            make.make_blog(catheter_pages.blogs, f"More {number}", summary="On catheters."),
            number - 10,
        )
    assert len(capture_queries(client, "/search/?q=catheters")) <= len(baseline)
