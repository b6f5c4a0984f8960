"""Retention: content is purged a month after delivery, and errors and keys name no one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.delivery import deliver_due
from outbox.models import Notification
from outbox.services import notify_mailbox
from tests.outbox.queued_notifications import queue_notifications


def test_content_is_purged_a_month_after_delivery(db):
    queue_notifications(2, status=Notification.Status.SENT, sent_at=timezone.now())
    Notification.objects.filter(idempotency_key="notification-0").update(
        sent_at=timezone.now() - timedelta(days=31)
    )
    assert Notification.objects.purge_content() == 1
    assert Notification.objects.purge_content() == 0
    assert sorted(Notification.objects.values_list("text", flat=True)) == ["", "Words"]


def test_purged_secret_notification_has_neither_address_nor_subject(mailbox):
    queue_notifications(is_secret=True)
    assert deliver_due() == 1
    Notification.objects.update(sent_at=timezone.now() - timedelta(days=31))
    assert Notification.objects.purge_content() == 1
    assert "home.example" not in str(Notification.objects.values())
    assert Notification.objects.get().subject == ""


@pytest.mark.parametrize("status", [Notification.Status.FAILED, Notification.Status.CANCELLED])
def test_unsent_notification_is_purged(people, as_user, status):
    long_ago = timezone.now() - timedelta(days=31)
    queue_notifications(
        status=status,
        created_at=long_ago,
        last_error="550 No",
        unsubscribe_url="https://a.example/",
    )
    assert Notification.objects.purge_content() == 1
    left = Notification.objects.get()
    assert {left.email_address, left.subject, left.text, left.html, left.last_error} == {""}
    assert left.unsubscribe_url == ""
    page = as_user(people.editor).get(reverse("undelivered_notifications")).content.decode()
    assert "All emails have been delivered." in page


def test_queued_notification_is_not_purged(db):
    queue_notifications(
        status=Notification.Status.QUEUED, created_at=timezone.now() - timedelta(days=31)
    )
    assert Notification.objects.purge_content() == 0


@pytest.mark.parametrize(
    ("reply", "stored"),
    [
        ("550 5.1.1 <reader-0@home.example>: Recipient address rejected", "550 5.1.1 <…>: Recip"),
        ('550 5.7.1 "reader zero"@home.example and x@y.example unknown', "5.7.1 … and … unknown"),
        ("551-5.1.6 Reader-0 has moved\r\n551 5.1.6 ask next@home.example", "… has moved 5.1.6"),
    ],
)
def test_stored_error_contains_no_address(mailbox, caplog, reply, stored):
    queue_notifications()
    mailbox.refused.add("reader-0@home.example")
    mailbox.refusal = reply
    deliver_due()
    error = Notification.objects.get().last_error
    assert stored in error
    [logged] = [
        record.getMessage() for record in caplog.records if record.name.startswith("outbox")
    ]
    for text in (error, logged):
        assert "@" not in text and "reader-0" not in text.lower()


def test_stored_error_contains_no_content(mailbox, caplog):
    queue_notifications()
    Notification.objects.update(subject="Of Zanzibar\nx")
    deliver_due()
    assert Notification.objects.get().last_error == "BadHeaderError"
    assert "Zanzibar" not in caplog.text


def test_idempotency_key_contains_no_address(db):
    notify_mailbox("team@home.example", "networks/request_came", "request-1", {"title": "PSMN"})
    assert "team" not in Notification.objects.get().idempotency_key
