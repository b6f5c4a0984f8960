"""The home page of a network's space, and the links to spaces on the account page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.memberships.services import end_membership
from networks.models import Membership, Resource, Session
from tests import factories as make
from tests.clients import signed_in
from tests.networks import factories
from tests.networks.space_client import SPACE_URL, add_resource, response_text, submit_form

pytestmark = pytest.mark.django_db


def test_home_shows_next_session_and_latest_resources(ann_client, psmn):
    now = timezone.now()
    for title, days, fields in (
        ("Long ago", -9, {}),
        ("Cancelled", 1, {"cancelled_at": now}),
        ("Drop-in", 2, {"guest": "Dr Wu", "join_link": "https://meet.example/1"}),
        ("Later", 9, {}),
    ):
        starts_at = now + timedelta(days=days)
        Session.objects.create(network=psmn, title=title, starts_at=starts_at, **fields)
    for number in range(6):
        add_resource(ann_client, f"Paper {number}")
    submit_form(ann_client, f"{Resource.objects.get(title='Paper 5').get_absolute_url()}remove/")
    page = response_text(ann_client.get(SPACE_URL))
    assert "Drop-in" in page
    assert "https://meet.example/1" in page
    assert "(in 2 days)" in page
    next_one = Session.objects.get(title="Drop-in")
    ann_client.post(f"{next_one.get_absolute_url()}coming/")
    assert "You have signed up" in response_text(ann_client.get(SPACE_URL))
    for absent in ("Long ago", "Cancelled", "Later", "Paper 5"):
        assert absent not in page
    for number in range(5):
        assert f"Paper {number}" in page


def test_empty_space_shows_what_to_do(ann_client):
    page = response_text(ann_client.get(SPACE_URL))
    assert "No sessions are planned" in page
    assert "No resources have been shared yet" in page


# --- There and away ------------------------------------------------------------------------------


def test_account_page_links_to_own_spaces_only(ann_client, ann, other_organiser):
    other = other_organiser.network
    page = response_text(ann_client.get("/account/"))
    assert f'<a href="{SPACE_URL}">Patient Safety Management Network</a>' in page
    assert other.name not in page
    Membership.objects.create(network=other, user=ann.user)
    assert f'<a href="/networks/{other.slug}/space/">{other.name}</a>' in response_text(
        ann_client.get("/account/")
    )
    end_membership(ann)
    page = response_text(signed_in(ann.user).get("/account/"))
    assert "Patient Safety Management Network" not in page
    assert other.name in page


def test_account_page_without_membership_mentions_no_network(psmn):
    client = signed_in(make.make_user("new@trust.example"))
    assert "Your networks" not in response_text(client.get("/account/"))


def test_query_count_is_constant_as_spaces_grow(ann_client, ann, django_assert_num_queries):
    ann_client.get("/account/")
    with CaptureQueriesContext(connection) as response:
        ann_client.get("/account/")
    for number in range(9):
        network = factories.make_network(f"Network {number}", f"n{number}")
        Membership.objects.create(network=network, user=ann.user)
    with django_assert_num_queries(len(response)):  # one query for all spaces
        page = response_text(ann_client.get("/account/"))
    assert "Network 8" in page


def test_spaces_are_not_listed_before_second_factor(organiser_client, settings):
    assert "Your networks" in response_text(organiser_client.get("/account/"))
    settings.HUB_SECOND_FACTOR_REQUIRED = True
    page = response_text(organiser_client.get("/account/"))
    assert "Your networks" not in page
    assert "/space/" not in page


def test_space_pages_show_the_user_and_link_to_account(ann_client, ann):
    for link in ("", "people/", "membership/", "resources/add/"):
        page = response_text(ann_client.get(SPACE_URL + link))
        assert f"<summary>{ann.user}</summary>" in page
        assert 'href="/account/">Your account</a>' in page
        assert 'action="/account/sign-out/"' in page
