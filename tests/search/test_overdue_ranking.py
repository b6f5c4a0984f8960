"""What is overdue to be checked is found, but stands after everything that is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.reviews.models import ReviewDate
from pages.models import HubPage
from tests import factories as make
from tests.pages.test_query_counts import queries

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def due(page, days):
    """Let a page be due in some days; before today, it is overdue."""
    day = TODAY() + timedelta(days=days)
    ReviewDate.objects.update_or_create(
        page_id=page.pk, defaults={"review_on": day, "checked_on": TODAY()}
    )
    return page


@pytest.fixture
def shelf(hub):
    """Four pieces on catheters: the two that fit best are overdue."""
    hub.best = due(make.make_blog(hub.blogs, "Catheters", summary="Catheters, catheters."), -1)
    hub.good = due(make.make_resource(hub.resources, "Catheters at home"), -400)
    hub.fair = due(make.make_blog(hub.blogs, "A clinic", summary="Among much else, catheters."), 0)
    hub.undated = make.make_standard(hub.home, "A plain page", summary="We met about catheters.")
    return hub


def found(client, **asked):
    """Return the titles a reader is given, in order."""
    listing = client.get("/search/", asked).context["listing"]
    return [page.title for page in listing.page]


def test_an_overdue_piece_is_found_after_those_that_are_not(client, shelf):
    titles = found(client, q="catheters")
    assert set(titles[:2]) == {"A clinic", "A plain page"}
    assert titles[2:] == ["Catheters", "Catheters at home"]


def test_among_themselves_they_stay_in_the_order_of_relevance(client, shelf):
    due(shelf.best, 10)
    assert found(client, q="catheters")[0] == "Catheters"
    due(shelf.fair, -1)
    assert found(client, q="catheters")[2:] == ["Catheters at home", "A clinic"]


def test_a_filter_keeps_them_last(client, shelf):
    assert found(client, q="catheters", type="blog") == ["A clinic", "Catheters"]


def test_each_is_on_one_page_of_results_and_the_overdue_on_the_last(client, shelf):
    for number in range(12):
        make.make_blog(shelf.blogs, f"Ward {number}", summary="Here too catheters are counted.")
    pages = [client.get("/search/", {"q": "catheters", "page": n}) for n in (1, 2)]
    titles = [[page.title for page in each.context["listing"].page] for each in pages]
    assert [len(each) for each in titles] == [12, 4]
    assert titles[1][2:] == ["Catheters", "Catheters at home"]
    assert len({*titles[0], *titles[1]}) == pages[0].context["listing"].total == 16


def test_what_the_desk_searches_is_in_its_own_order(shelf):
    assert HubPage.objects.search("catheters")[0].title == "Catheters"


def test_the_number_of_queries_does_not_grow(client, shelf):
    few = queries(client, "/search/?q=catheters")
    for number in range(20):
        due(make.make_blog(shelf.blogs, f"More {number}", summary="On catheters."), number - 10)
    assert len(queries(client, "/search/?q=catheters")) <= len(few)
