"""Simultaneous submissions of one form, and simultaneous decisions on one request."""

import pytest
from django.test import Client

from accounts.roles import EDITOR
from networks.models import JoinRequest
from outbox.models import Notification
from tests import factories as make
from tests.concurrency import run_concurrently
from tests.networks.join_request_client import JOIN_URL, filled_form

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("number", [4, pytest.param(50, marks=pytest.mark.soak)])
def test_simultaneous_submissions_store_one_request(visitor, psmn, number):
    form_data = filled_form(visitor)
    responses = run_concurrently(number, lambda index: Client().post(JOIN_URL, form_data))
    assert {(response.status_code, response.url) for response in responses} == {
        (302, "/networks/psmn/join/thanks/")
    }
    assert JoinRequest.objects.count() == 1
    kinds = set(Notification.objects.values_list("kind", flat=True))
    assert kinds == {"networks/request_came", "networks/request_received"}
    assert Notification.objects.count() == 2


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
