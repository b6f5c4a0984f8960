"""The hub's own answers when something goes wrong. The crash page needs no database."""

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
    """Answer 400 from a page that stands alone."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 from a page that stands alone."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose token has gone."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


OVERDUE_AFTER = timedelta(minutes=10)
"""How long something may be overdue before it is called late; the schedule runs each minute."""


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503; never anything about the cause.

    A hub whose schedule, mail or caches are late can still be read. It answers 200, and says so.
    """
    try:
        found = {
            "database": "answers",
            "schedule": "late" if is_schedule_overdue() else "on time",
            "mail": "late" if Notification.objects.late().exists() else "on time",
            "caches": "late" if PurgeJob.objects.late().exists() else "on time",
        }
    except DatabaseError:
        return JsonResponse({"status": "unwell", "database": "no answer"}, status=503)
    status = "behind" if "late" in found.values() else "well"
    response = JsonResponse({"status": status, **found})
    response["Cache-Control"] = "no-store"
    return response


def is_schedule_overdue() -> bool:
    """Return whether something should have been published or taken down a good while ago."""
    due = timezone.now() - OVERDUE_AFTER
    return (
        Revision.objects.filter(approved_go_live_at__lt=due).exists()
        or Page.objects.filter(live=True, expire_at__lt=due).exists()
    )


def serve_rendition(request: HttpRequest, path: str) -> FileResponse:
    """Give out a picture at a size that pages show.

    The folder is the limit, not the address: a path may climb out of the one it begins with.

    Raises:
        Http404: There is none at that path.
        SuspiciousFileOperation: The path leads out of the folder.
    """
    return serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
