"""Simultaneous submissions of one form, and simultaneous decisions on one request."""

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


def run_concurrently(number: int, function: Callable[[int], Any]) -> list[Any]:
    """Call a function in threads that start together, each with its own database connection."""
    ready = Barrier(number)

    def run(index: int) -> Any:
        try:
            ready.wait(30)
            return function(index)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=number) as threads:
        return list(threads.map(run, range(number)))


def test_fifty_simultaneous_submissions_store_one_request(visitor, psmn):
    form_data = filled_form(visitor)
    responses = run_concurrently(50, lambda index: Client().post(JOIN_URL, form_data))
    assert {(response.status_code, response.url) for response in responses} == {
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
    responses = run_concurrently(
        2, lambda index: clients[index].post(address, {"text": f"No {index}."})
    )
    assert [response.status_code for response in responses] == [302, 302]
    assert request.events.filter(kind="declined").count() == 1
    assert Notification.objects.filter(kind="networks/request_declined").count() == 1
