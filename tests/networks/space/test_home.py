"""The first page of the room: what is next, what is new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.memberships.services import end_membership
from networks.models import Membership, Resource, Session
from tests import factories as make
from tests.networks.space.conftest import (
    SPACE_URL,
    add_resource,
    make_network,
    response_text,
    signed_in,
    submit_form,
)

pytestmark = pytest.mark.django_db


def test_home_shows_the_next_session_and_the_latest_resources(by_ann, psmn):
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
        add_resource(by_ann, f"Paper {number}")
    submit_form(by_ann, f"{Resource.objects.get(title='Paper 5').get_absolute_url()}remove/")
    page = response_text(by_ann.get(SPACE_URL))
    assert "Drop-in" in page
    assert "https://meet.example/1" in page
    assert "(in 2 days)" in page
    next_one = Session.objects.get(title="Drop-in")
    by_ann.post(f"{next_one.get_absolute_url()}coming/")
    assert "You are coming" in response_text(by_ann.get(SPACE_URL))
    for absent in ("Long ago", "Cancelled", "Later", "Paper 5"):
        assert absent not in page
    for number in range(5):
        assert f"Paper {number}" in page


def test_an_empty_room_says_what_to_do(by_ann):
    page = response_text(by_ann.get(SPACE_URL))
    assert "No session has a date" in page
    assert "Nobody has shared anything yet" in page


# --- There and away ------------------------------------------------------------------------------


def test_the_account_leads_to_each_room_one_may_enter_and_to_no_other(by_ann, ann, stranger):
    other = stranger.network
    page = response_text(by_ann.get("/account/"))
    assert f'<a href="{SPACE_URL}">Patient Safety Management Network</a>' in page
    assert other.name not in page
    Membership.objects.create(network=other, user=ann.user)
    assert f'<a href="/networks/{other.slug}/space/">{other.name}</a>' in response_text(
        by_ann.get("/account/")
    )
    end_membership(ann)
    page = response_text(signed_in(ann.user).get("/account/"))
    assert "Patient Safety Management Network" not in page
    assert other.name in page


def test_who_belongs_nowhere_reads_nothing_of_networks_in_their_account(psmn):
    client = signed_in(make.make_user("new@trust.example"))
    assert "Your networks" not in response_text(client.get("/account/"))


def test_many_rooms_take_no_more_questions(by_ann, ann, django_assert_num_queries):
    by_ann.get("/account/")
    with CaptureQueriesContext(connection) as asked:
        by_ann.get("/account/")
    for number in range(9):
        network = make_network(f"Network {number}", f"n{number}")
        Membership.objects.create(network=network, user=ann.user)
    with django_assert_num_queries(len(asked)):  # one asks for all rooms
        page = response_text(by_ann.get("/account/"))
    assert "Network 8" in page


def test_no_room_is_told_of_before_the_second_step(by_lead, settings):
    assert "Your networks" in response_text(by_lead.get("/account/"))
    settings.HUB_SECOND_FACTOR_REQUIRED = True
    page = response_text(by_lead.get("/account/"))
    assert "Your networks" not in page


def test_every_page_of_the_room_says_who_is_signed_in_and_leads_away(by_ann, ann):
    for way in ("", "people/", "membership/", "resources/add/"):
        page = response_text(by_ann.get(SPACE_URL + way))
        assert f"Signed in as {ann.user}" in page
        assert 'href="/account/">Your account</a>' in page
        assert 'href="/account/sign-out/">Sign out</a>' in page
    for public in ("/networks/", "/networks/psmn/"):
        assert "Signed in as" not in response_text(by_ann.get(public))
