"""The admin view of undelivered notifications."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Notification

URL = reverse("undelivered_notifications")


@pytest.fixture
def failed(db):
    """A notification that was given up a week ago."""
    week_ago = timezone.now() - timedelta(days=7)
    return Notification.objects.create(
        kind="editorial/page_published",
        idempotency_key="failed",
        email_address="reader@home.example",
        subject="Ten past eight is published",
        text="Text",
        status=Notification.Status.FAILED,
        created_at=week_ago,
        due_at=week_ago,
        last_error="550 No such mailbox",
    )


def test_staff_see_failed_notifications(people, as_user, failed):
    for user in (people.editor, people.reviewer, people.admin):
        page = as_user(user).get(URL).content.decode()
        assert "Ten past eight is published" in page and "550 No such mailbox" in page


def test_guests_and_members_are_denied(people, as_user, failed):
    for user in (people.guest, people.member):
        client = as_user(user)
        assert client.get(URL).status_code != 200
        assert client.post(URL).status_code != 200
    failed.refresh_from_db()
    assert failed.status == Notification.Status.FAILED


def test_post_requeues_notifications_with_a_body(people, as_user, failed):
    purged = Notification.objects.create(
        kind="mail", idempotency_key="secret", subject="A link", status=Notification.Status.FAILED
    )
    response = as_user(people.editor).post(URL, follow=True)
    assert "Emails queued to send again: 1." in response.content.decode()
    assert list(Notification.objects.due()) == [failed]
    purged.refresh_from_db()
    assert purged.status == Notification.Status.FAILED
