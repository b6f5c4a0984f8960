"""Two at once: nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import time, timedelta
from threading import Barrier

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
from tests.networks.factories import london, make_network, make_series, make_session

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
SEVERAL = 4


def at_once(act: object) -> list:
    """Do something in several threads that begin together, each with its own connection."""
    start = Barrier(SEVERAL)

    def one(_: int) -> object:
        try:
            start.wait(timeout=20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(SEVERAL) as pool:
        return list(pool.map(one, range(SEVERAL)))


def test_workers_that_lay_at_once_lay_each_session_once(networks):
    series = make_series(networks.ours)
    laid = at_once(generate_all_occurrences)
    assert sum(laid) == Session.objects.count()
    days = list(Session.objects.filter(series=series).values_list("occurrence_date", flat=True))
    assert len(days) == len(set(days)) > 20


def test_somebody_who_signs_up_in_several_tabs_at_once_is_on_the_list_once(networks):
    session = make_session(networks.ours)
    assert all(at_once(lambda: sign_up(networks.member, session.pk)))
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("what", ["session_changed", "session_reminder"])
def test_whoever_leaves_while_letters_are_being_written_gets_none(networks, what):
    tomorrow = timezone.localdate() + timedelta(days=1)
    session = make_session(networks.ours, starts_at=london(tomorrow, time(13)))
    session.sign_ups.create(user=networks.member)
    membership = Membership.objects.get(user=networks.member)
    write = {
        "session_changed": lambda: cancel_session(networks.organiser, session.pk, ""),
        "session_reminder": send_reminders,
    }[what]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            write()
            leaving = pool.submit(_on_its_own, lambda: end_membership(membership))
            wait([leaving], timeout=1)  # time to go past what is not held
        assert leaving.result(timeout=20)
    assert Notification.objects.get(kind=f"networks/{what}").status == Notification.Status.CANCELLED


@pytest.mark.parametrize(
    "address",
    [
        "/admin/snippets/networks/network/delete/{}/",
        "/admin/bulk/networks/network/delete/?id={}",
    ],
)
def test_a_network_that_somebody_asks_while_it_is_deleted_stays(networks, as_user, address):
    unused = make_network("Unused", "unused")
    client = as_user(make.make_admin())
    url = address.format(unused.pk)
    given = {"form": networks.form, "name": "Jo", "expires_on": timezone.localdate()}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            asked = JoinRequest.objects.create(network=unused, **given)
            connection.check_constraints()  # as it does when it is about to be kept
            deleting = pool.submit(_on_its_own, lambda: client.post(url, follow=True))
            wait([deleting], timeout=2)  # time to find that nobody used it yet
        said = deleting.result(timeout=20)
    assert "Take it down instead" in said.content.decode()
    assert JoinRequest.objects.get(pk=asked.pk).network == unused


def _on_its_own(act: Callable) -> object:
    try:
        return act()
    finally:
        connection.close()
