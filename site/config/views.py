"""Error pages, the health check, and renditions for development."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.static import serve
from wagtail.models import Page, Revision

from outbox.models import Notification
from page_cache.models import PurgeJob


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Respond with 400 from a template that extends none."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Respond with 500 from a template that extends none, without the database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Respond with 403 to a form whose CSRF token is missing or wrong."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


OVERDUE_AFTER = timedelta(minutes=10)
"""How long something may be overdue before it is reported; the schedule runs every minute."""


def health(request: HttpRequest) -> JsonResponse:
    """Respond with 200 when the database answers, with 503 otherwise; never with the cause.

    Overdue publications, notifications or purges do not stop the hub from being read: the status
    is 200 then too, and the body says what is late.
    """
    try:
        statuses = {
            "database": "answers",
            "schedule": "late" if is_schedule_overdue() else "on time",
            "mail": "late" if Notification.objects.late().exists() else "on time",
            "caches": "late" if PurgeJob.objects.overdue().exists() else "on time",
        }
    except DatabaseError:
        return JsonResponse({"status": "unwell", "database": "no answer"}, status=503)
    status = "behind" if "late" in statuses.values() else "well"
    response = JsonResponse({"status": status, **statuses})
    response["Cache-Control"] = "no-store"
    return response


def is_schedule_overdue() -> bool:
    """Return whether a scheduled publication or expiry is overdue."""
    due = timezone.now() - OVERDUE_AFTER
    return (
        Revision.objects.filter(approved_go_live_at__lt=due).exists()
        or Page.objects.filter(live=True, expire_at__lt=due).exists()
    )


def serve_rendition(request: HttpRequest, path: str) -> FileResponse:
    """Serve a rendition file in development.

    The root folder is the limit, not the URL: a path may climb out of the folder it begins with.

    Raises:
        Http404: There is none at that path.
        SuspiciousFileOperation: The path leads out of the folder.
    """
    return serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
