"""Whoever unpublishes a page, its author and the editors are told, each time."""

from datetime import timedelta

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from outbox.models import Notification
from tests.editorial.consent.sign_off_helpers import start_workflow
from tests.editorial.editor_actions import approve, is_live


def notified_of_unpublication() -> list[str]:
    """Return the addresses of those who were told that a page was unpublished."""
    rows = Notification.objects.filter(kind="editorial/page_unpublished")
    return sorted(rows.values_list("user__email", flat=True))


def test_second_unpublication_tells_people_again(submitted, people, as_user):
    page = submitted
    approve(page, people.reviewer)
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    as_user(people.editor).post(url)
    assert notified_of_unpublication() == ["writer@hub.example"]
    [notification] = Notification.objects.filter(kind="editorial/page_unpublished")
    assert "editor@hub.example unpublished it." in notification.text
    published = Notification.objects.filter(kind="editorial/page_published").count()
    page = Page.objects.get(pk=page.pk).specific
    start_workflow(page, people.writer)
    approve(page, people.reviewer)
    assert Notification.objects.filter(kind="editorial/page_published").count() == 2 * published
    as_user(people.editor).post(url)
    assert not is_live(page)
    assert notified_of_unpublication() == ["writer@hub.example"] * 2


def test_expiry_tells_people(submitted, people):
    approve(submitted, people.reviewer)
    Page.objects.filter(pk=submitted.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not is_live(submitted)
    assert notified_of_unpublication() == ["editor@hub.example", "writer@hub.example"]
