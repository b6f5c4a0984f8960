"""History: what happened to a page, and when, as if the hub had been there all along."""

from datetime import date, datetime, time

from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import User


def datetime_on(day: date, hour: int = 12) -> datetime:
    """Return an hour of a day, in London."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def publish(page: Page, day: date, user: User) -> None:
    """Save a page, published with one revision, and let all of it have happened on a day."""
    moment = datetime_on(day)
    page.live = True
    page.first_published_at = page.last_published_at = moment
    page.save()
    revision = page.save_revision(user=user, clean=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=moment, user=user)
    Page.objects.filter(pk=page.pk).update(
        live_revision=revision, latest_revision_created_at=moment, has_unpublished_changes=False
    )


def backdate_draft(page: Page, day: date, user: User) -> None:
    """Let a page that nobody has published have been begun on a day."""
    moment = datetime_on(day)
    Revision.objects.filter(pk=page.latest_revision_id).update(created_at=moment)
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=moment, user=user)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=moment)
