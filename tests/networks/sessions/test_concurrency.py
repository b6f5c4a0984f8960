"""Concurrent generation, sign-up, leaving and deletion create no duplicates and lose nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import time, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from networks.memberships.services import end_membership
from networks.models import JoinRequest, Membership, Session, SignUp
from networks.sessions.occurrences import generate_all_occurrences
from networks.sessions.reminders import send_reminders
from networks.sessions.services import cancel_session, sign_up
from outbox.models import Notification
from tests import factories as make
from tests.concurrency import run_concurrently
from tests.networks.factories import london, make_network, make_series, make_session

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


def test_concurrent_generation_creates_each_session_once(networks):
    series = make_series(networks.ours)
    counts = run_concurrently(THREADS, lambda index: generate_all_occurrences())
    assert sum(counts) == Session.objects.count()
    days = list(Session.objects.filter(series=series).values_list("occurrence_date", flat=True))
    assert len(days) == len(set(days)) > 20


def test_concurrent_sign_ups_of_one_member_create_one(networks):
    session = make_session(networks.ours)
    assert all(run_concurrently(THREADS, lambda index: sign_up(networks.member, session.pk)))
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("kind", ["session_changed", "session_reminder"])
def test_member_who_leaves_while_notifications_are_created_gets_none(networks, kind):
    tomorrow = timezone.localdate() + timedelta(days=1)
    session = make_session(networks.ours, starts_at=london(tomorrow, time(13)))
    session.sign_ups.create(user=networks.member)
    membership = Membership.objects.get(user=networks.member)
    write = {
        "session_changed": lambda: cancel_session(networks.organiser, session.pk, ""),
        "session_reminder": send_reminders,
    }[kind]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            write()
            leaving = pool.submit(_in_own_connection, lambda: end_membership(membership))
            wait([leaving], timeout=0.3)  # time to pass a missing lock
        assert leaving.result(timeout=20)
    assert Notification.objects.get(kind=f"networks/{kind}").status == Notification.Status.CANCELLED


@pytest.mark.parametrize(
    "path",
    [
        "/admin/snippets/networks/network/delete/{}/",
        "/admin/bulk/networks/network/delete/?id={}",
    ],
)
def test_network_with_concurrent_join_request_is_not_deleted(networks, as_user, path):
    unused = make_network("Unused", "unused")
    client = as_user(make.make_admin())
    url = path.format(unused.pk)
    fields = {"form": networks.form, "name": "Jo", "expires_on": timezone.localdate()}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            join_request = JoinRequest.objects.create(network=unused, **fields)
            connection.check_constraints()  # as at the end of the transaction
            deleting = pool.submit(_in_own_connection, lambda: client.post(url, follow=True))
            wait([deleting], timeout=1)  # time to find it unused
        outcome = deleting.result(timeout=20)
    assert "Unpublish it instead" in outcome.content.decode()
    assert JoinRequest.objects.get(pk=join_request.pk).network == unused


def _in_own_connection(function: Callable) -> object:
    try:
        return function()
    finally:
        connection.close()
