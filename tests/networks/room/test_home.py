"""The first page of the room: what is next, what is new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.models import Resource, Session
from tests.networks.room.conftest import ROOM, add, send, text

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
        add(by_ann, f"Paper {number}")
    send(by_ann, f"{Resource.objects.get(title='Paper 5').get_absolute_url()}remove/")
    page = text(by_ann.get(ROOM))
    assert "Drop-in" in page
    assert "https://meet.example/1" in page
    assert "(in 2 days)" in page
    next_one = Session.objects.get(title="Drop-in")
    by_ann.post(f"{next_one.get_absolute_url()}coming/")
    assert "You are coming" in text(by_ann.get(ROOM))
    for absent in ("Long ago", "Cancelled", "Later", "Paper 5"):
        assert absent not in page
    for number in range(5):
        assert f"Paper {number}" in page


def test_an_empty_room_says_what_to_do(by_ann):
    page = text(by_ann.get(ROOM))
    assert "No session has a date" in page
    assert "Nobody has shared anything yet" in page
