"""The same form sent many times at once, and two people who decide at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from accounts.roles import EDITOR
from networks.models import JoinRequest
from outbox.models import Notification
from tests import factories as make
from tests.networks.join_request_client import JOIN_URL, filled_form

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, do: Callable[[int], Any]) -> list[Any]:
    """Do something in many threads that begin together, each with a connection of its own."""
    ready = Barrier(number)

    def one(which: int) -> Any:
        try:
            ready.wait(30)
            return do(which)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=number) as threads:
        return list(threads.map(one, range(number)))


def test_fifty_simultaneous_submissions_store_one_request(visitor, psmn):
    sent = filled_form(visitor)
    answers = at_once(50, lambda which: Client().post(JOIN_URL, sent))
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, "/networks/psmn/join/thanks/")
    }
    assert JoinRequest.objects.count() == 1
    assert Notification.objects.count() == 1


def test_simultaneous_decisions_apply_one(visitor, psmn, organiser):
    visitor.post(JOIN_URL, filled_form(visitor))
    request = JoinRequest.objects.get()
    clients = [Client(), Client()]
    for client, name in zip(clients, ("one", "two"), strict=True):
        client.force_login(make.make_user(f"{name}@hub.example", EDITOR))
    address = f"/admin/networks/requests/{request.pk}/decline/"
    answers = at_once(2, lambda which: clients[which].post(address, {"text": f"No {which}."}))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert request.events.filter(kind="declined").count() == 1
    assert Notification.objects.filter(kind="networks/request_declined").count() == 1
