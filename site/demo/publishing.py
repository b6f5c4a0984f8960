"""Publishing with dates in the past: pages, their revisions and their log entries."""

from datetime import date, datetime, time

from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import User


def datetime_on(day: date, hour: int = 12) -> datetime:
    """Return the datetime of an hour on a date, Europe/London."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def publish(page: Page, day: date, user: User) -> None:
    """Publish a page with one revision, all dated on one day."""
    at = datetime_on(day)
    page.live = True
    page.first_published_at = page.last_published_at = at
    page.save()
    revision = page.save_revision(user=user, clean=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=at)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=at, user=user)
    Page.objects.filter(pk=page.pk).update(
        live_revision=revision, latest_revision_created_at=at, has_unpublished_changes=False
    )


def backdate_draft(page: Page, day: date, user: User) -> None:
    """Set the date of a draft's revision and log entries."""
    at = datetime_on(day)
    Revision.objects.filter(pk=page.latest_revision_id).update(created_at=at)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=at, user=user)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)
