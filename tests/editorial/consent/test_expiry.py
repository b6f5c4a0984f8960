"""Expiry and withdrawal of consents unpublish a page, or cancel its scheduled publication."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from editorial.consent import expiry
from editorial.consent.models import Consent, FurtherUse
from outbox.models import Notification
from scheduler.jobs import registered_jobs
from tests.editorial.consent.sign_off_helpers import (
    agree_by_link,
    current_task_name,
    request_sign_off_path,
)
from tests.editorial.editor_actions import decide, is_live
from tests.editorial.workflow.test_definitions import make_schedule_due
from tests.networks.factories import make_form, make_network


def test_expired_consent_unpublishes_the_page(published, client):
    Consent.objects.filter(name="Amina Yusuf").update(expires_on=timezone.localdate())
    assert expiry.unpublish_expired() == 1
    assert not is_live(published)
    assert client.get(published.url).status_code == 404
    assert Notification.objects.filter(kind="editorial/page_unpublished").exists()
    assert expiry.unpublish_expired() == 0


def test_renewed_consent_keeps_the_page_public(published):
    old = Consent.objects.get(name="Amina Yusuf")
    old.pk, old.sign_off = None, None
    old.save()
    Consent.objects.filter(name="Amina Yusuf").exclude(pk=old.pk).update(
        expires_on=timezone.localdate()
    )
    assert expiry.unpublish_expired() == 0
    assert is_live(published)


def test_editors_are_reminded_once_a_month_before_expiry(published):
    soon = timezone.localdate() + timedelta(days=20)
    Consent.objects.filter(name="Amina Yusuf").update(expires_on=soon)
    expiry.remind_of_expiring_consents()
    expiry.remind_of_expiring_consents()
    notifications = Notification.objects.filter(kind="editorial/consent_expiring")
    assert {notification.user.email for notification in notifications} == {
        "editor@hub.example",
        "writer@hub.example",
    }


def test_withdrawn_consent_cancels_the_scheduled_publication(at_sign_off, people, as_user):
    page = Page.objects.get(pk=at_sign_off.pk).specific
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=people.writer)
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Sign-off"
    links = [request_sign_off_path(page, number) for number in (0, 1)]
    for link in links:
        agree_by_link(link)
    decide(as_user(people.reviewer), page, "approve")
    assert Page.objects.get(pk=page.pk).approved_schedule
    withdrawn = Consent.objects.get(name="Amina Yusuf")
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    make_schedule_due(page)
    call_command("run_schedule", "--once")
    assert not is_live(page)
    assert Notification.objects.filter(kind="editorial/publication_blocked").exists()


def test_withdrawal_by_an_editor_lists_further_uses(published, people, as_user):
    consent = Consent.objects.get(name="Bertil Åkesson")
    Consent.objects.filter(pk=consent.pk).update(uses=["site", "training"])
    FurtherUse.objects.create(consent=consent, use="training", where="Induction day, slide 4")
    editor = as_user(people.editor)
    url = f"/admin/desk/{published.pk}/sign-off/"
    confirmation = editor.post(url, {"withdraw": consent.pk})
    assert "Induction day, slide 4" in confirmation.content.decode()
    assert is_live(published)
    editor.post(url, {"withdraw": consent.pk, "sure": "yes"})
    assert not is_live(published)
    notification = Notification.objects.filter(
        kind="editorial/sign_off_answered", idempotency_key__startswith="withdrawn"
    ).first()
    assert "Induction day, slide 4" in notification.text


def test_further_use_requires_consent_to_it(published):
    consent = Consent.objects.get(name="Bertil Åkesson")
    with pytest.raises(ValidationError, match="did not agree to"):
        FurtherUse(consent=consent, use="press", where="A newspaper").full_clean()


def test_health_check_reports_late_schedule_and_mail(published, client):
    assert client.get("/health/").json()["status"] == "well"
    Page.objects.filter(pk=published.pk).update(expire_at=timezone.now() - timedelta(minutes=11))
    assert client.get("/health/").json()["schedule"] == "late"
    call_command("run_schedule", "--once")
    assert client.get("/health/").json()["schedule"] == "on time"
    Notification.objects.create(
        idempotency_key="old",
        kind="mail",
        subject="x",
        created_at=timezone.now() - timedelta(hours=2),
    )
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {
        "status": "behind",
        "database": "answers",
        "schedule": "on time",
        "mail": "late",
        "caches": "on time",
        "pages": "answer",
    }


@pytest.mark.same_on_both
def test_scheduled_networks_and_forms_do_not_delay_expiry(published, people):
    Consent.objects.filter(name="Amina Yusuf").update(expires_on=timezone.localdate())
    form = make_form("Write to us", live=False)
    network = make_network("A network", "a-network", live=False)
    blocked = make_network("Another", "another", live=False)
    blocked.slug = network.slug
    past = timezone.now() - timedelta(minutes=1)
    for record in (form, network, blocked):
        record.save_revision(user=people.writer, approved_go_live_at=past, clean=False)
    for job in registered_jobs():
        job.run()
    assert not is_live(published)
    live = [type(record).objects.get(pk=record.pk).live for record in (form, network, blocked)]
    assert live == [True, True, False]
    assert Notification.objects.filter(kind="editorial/publication_blocked").exists()
