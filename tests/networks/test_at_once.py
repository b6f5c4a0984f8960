"""Two at once: nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from networks.models import Session, SignUp
from networks.sessions.laying import lay_ahead
from networks.sessions.signing_up import sign_up
from tests.networks.making import make_series, make_session

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
    laid = at_once(lay_ahead)
    assert sum(laid) == Session.objects.count()
    days = list(Session.objects.filter(series=series).values_list("due_on", flat=True))
    assert len(days) == len(set(days)) > 20


def test_somebody_who_signs_up_in_several_tabs_at_once_is_on_the_list_once(networks):
    session = make_session(networks.ours)
    assert all(at_once(lambda: sign_up(networks.member, session.pk)))
    assert SignUp.objects.count() == 1
