"""Requests are purged at their retention date."""

import pytest
from django.utils import timezone

from networks.models import JoinRequest, PurgedRequestCount
from networks.requests.retention import delete_expired_requests
from outbox.models import Notification
from tests.networks.join_request_client import JOIN_URL, apply_action, filled_form

pytestmark = pytest.mark.django_db


def test_expired_request_is_purged_and_counted(organiser_client, join_request):
    apply_action(organiser_client, join_request, "decline", text="It is for staff.")
    assert delete_expired_requests() == 0
    JoinRequest.objects.update(expires_on=timezone.localdate())
    assert delete_expired_requests() == 1
    assert not JoinRequest.objects.exists()
    assert not Notification.objects.filter(event_key__startswith="join-request").exists()
    count = PurgedRequestCount.objects.get()
    assert (count.network.slug, count.status, count.number) == ("psmn", "declined", 1)


def test_notifications_to_the_person_are_purged_with_the_request(
    organiser_client, visitor, join_request, settings
):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    apply_action(organiser_client, join_request, "ask", text="Which trust?")
    apply_action(organiser_client, join_request, "accept")
    visitor.post(JOIN_URL, filled_form(visitor))
    second = JoinRequest.objects.exclude(pk=join_request.pk).get()
    apply_action(organiser_client, second, "accept")
    assert Notification.objects.filter(email_address=join_request.email).count() == 5
    JoinRequest.objects.filter(pk=join_request.pk).update(expires_on=timezone.localdate())
    assert delete_expired_requests() == 1
    notifications = Notification.objects.filter(email_address=join_request.email)
    keys = notifications.values_list("event_key", flat=True)
    assert {key.removesuffix(":received").rsplit("-", 1)[1] for key in keys} == {str(second.pk)}


def test_purged_counts_add_up(join_form, psmn):
    today = timezone.localdate()
    JoinRequest.objects.bulk_create(
        JoinRequest(
            fingerprint=str(number),
            form=join_form,
            network=psmn if number % 3 else None,
            expires_on=today,
        )
        for number in range(1203)
    )
    assert delete_expired_requests() == 1203
    assert sum(PurgedRequestCount.objects.values_list("number", flat=True)) == 1203
    assert PurgedRequestCount.objects.count() == 2
