"""The reconciliation of requests: each is notified, pending, quarantined or cancelled."""

import re

import pytest
from django.test import Client

from accounts.roles import EDITOR
from networks.join_forms.spam import HONEYPOT_FIELD
from networks.models import JoinRequest
from networks.requests.reconciliation import Reconciliation, reconcile_requests
from outbox.delivery import deliver_due
from outbox.digest import send_daily_digests
from outbox.models import Notification, NotificationPreference
from tests import factories as make
from tests.networks.join_request_client import JOIN_URL, filled_form

pytestmark = pytest.mark.django_db


def reconciliation_page(user) -> str:
    """Return the reconciliation page as a user sees it."""
    client = Client()
    client.force_login(user)
    return client.get("/admin/networks/requests/tally/").content.decode()


def test_reconciliation_counts_notified_pending_and_quarantined(visitor, psmn):
    visitor.post(JOIN_URL, filled_form(visitor))
    user = make.make_admin()
    assert reconcile_requests(user) == Reconciliation(1, 0, 1, 0, 0, 0, 0)
    Notification.objects.update(status=Notification.Status.SENT)
    visitor.post(JOIN_URL, filled_form(visitor, **{HONEYPOT_FIELD: "x"}))
    assert reconcile_requests(user) == Reconciliation(2, 1, 0, 0, 0, 1, 0)
    page = reconciliation_page(make.make_user("editor@hub.example", EDITOR))
    assert "<strong>Received</strong></td><td>2" in page
    assert "we emailed everyone who should be notified</td><td>1" in page
    assert "as not spam</td><td>1" in page


def test_total_is_the_sum_of_the_other_counts(visitor, psmn, organiser, join_form):
    for number, honeypot in enumerate(["", "x", "x"]):
        visitor.post(
            JOIN_URL,
            filled_form(visitor, **{HONEYPOT_FIELD: honeypot, "your_name": f"Jo {number}"}),
        )
    Notification.objects.filter(kind="networks/request_came").update(
        status=Notification.Status.SENT
    )
    visitor.post(JOIN_URL, filled_form(visitor, your_name="Mo"))
    rows = [int(one) for one in re.findall(r"<td>(\d+)</td>", reconciliation_page(organiser.user))]
    assert rows[0] == sum(rows[1:]) == JoinRequest.objects.count()


def test_request_in_a_pending_digest_is_not_counted_as_notified(visitor, organiser, settings):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    NotificationPreference.objects.create(
        user=organiser.user, frequency=NotificationPreference.Frequency.DAILY
    )
    visitor.post(JOIN_URL, filled_form(visitor))
    assert deliver_due() == 2  # to the notification recipient and the applicant
    assert "daily summary</td><td>1" in reconciliation_page(organiser.user)
    send_daily_digests()
    assert "should be notified</td><td>1" in reconciliation_page(organiser.user)


def test_cancelled_notification_is_not_counted_as_notified(visitor, join_form, organiser):
    join_form.notification_recipients.all().delete()
    preference = NotificationPreference.objects.create(
        user=organiser.user, frequency=NotificationPreference.Frequency.DAILY
    )
    visitor.post(JOIN_URL, filled_form(visitor))
    preference.frequency = NotificationPreference.Frequency.NEVER
    preference.save()
    send_daily_digests()
    page = reconciliation_page(organiser.user)
    assert "should be notified</td><td>0" in page
    assert "before we sent it</td><td>1" in page


def test_organiser_sees_no_counts_of_all_networks(organiser):
    assert "not counted above" in reconciliation_page(make.make_admin())
    assert "not counted above" not in reconciliation_page(organiser.user)
