"""Is the hub well? One address that a load balancer or a person can ask."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from wagtail.models import Page, Revision

from editorial.models import Purge
from outbox.models import Notification

LATE = timedelta(minutes=10)
"""How long something may be overdue before it is called late; the schedule runs each minute."""


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503; never anything about the cause.

    A hub whose schedule, mail or caches are late can still be read. It answers 200, and says so.
    """
    try:
        found = {
            "database": "answers",
            "schedule": "late" if schedule_is_late() else "on time",
            "mail": "late" if Notification.objects.late().exists() else "on time",
            "caches": "late" if Purge.objects.late().exists() else "on time",
        }
    except DatabaseError:
        return JsonResponse({"status": "unwell", "database": "no answer"}, status=503)
    status = "behind" if "late" in found.values() else "well"
    response = JsonResponse({"status": status, **found})
    response["Cache-Control"] = "no-store"
    return response


def schedule_is_late() -> bool:
    """Return whether something should have been published or taken down a good while ago."""
    due = timezone.now() - LATE
    return (
        Revision.objects.filter(approved_go_live_at__lt=due).exists()
        or Page.objects.filter(live=True, expire_at__lt=due).exists()
    )
