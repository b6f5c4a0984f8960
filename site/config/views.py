"""Error pages, the health check, and renditions for development."""

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.static import serve
from wagtail.models import Page, Revision, Site

from accounts.interrupted_forms import can_be_sent_back, interrupted_form, is_from_this_site
from library.models import PLACEHOLDER
from outbox.models import Notification
from page_cache.models import PurgeJob

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Respond with 400, or 413 to a form above a limit, from a template without the database."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Respond with 500 from a template that extends none, without the database."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Respond with 403 to a form whose CSRF token is missing or wrong.

    A form of this site is sent back with a new token: its user signed in after it was opened.
    """
    if is_from_this_site(request) and can_be_sent_back(request):
        return interrupted_form(request)
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


OVERDUE_AFTER = timedelta(minutes=10)
"""How long something may be overdue before it is reported; the schedule runs every minute."""


def health(request: HttpRequest) -> JsonResponse:
    """Respond with 200 when pages can be read, with 503 otherwise; never with the cause.

    Overdue publications, notifications or purges do not stop the hub from being read: the status
    is 200 then too, and the body says what is late.
    """
    try:
        if not is_front_page_readable(request):
            return unwell(database="answers", pages="fail")
        statuses = {
            "database": "answers",
            "pages": "answer",
            "schedule": "late" if is_schedule_overdue() else "on time",
            "mail": "late" if Notification.objects.late().exists() else "on time",
            "caches": "late" if PurgeJob.objects.overdue().exists() else "on time",
        }
    except DatabaseError:
        return unwell(database="no answer")
    status = "behind" if "late" in statuses.values() else "well"
    response = JsonResponse({"status": status, **statuses})
    response["Cache-Control"] = "no-store"
    return response


def unwell(**statuses: str) -> JsonResponse:
    """Respond with 503 and what fails."""
    response = JsonResponse({"status": "unwell", **statuses}, status=503)
    response["Cache-Control"] = "no-store"
    return response


def is_front_page_readable(request: HttpRequest) -> bool:
    """Return whether the front page is rendered for a reader who is not signed in.

    It needs the migrations, the site, the templates and the manifest of the static files.

    Raises:
        DatabaseError: The database does not answer.
    """
    page_request = HttpRequest()
    page_request.method, page_request.path, page_request.path_info = "GET", "/", "/"
    page_request.META = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    page_request.user = AnonymousUser()
    try:
        site = Site.find_for_request(page_request)
        response = site.root_page.specific.serve(page_request).render()
    except DatabaseError:
        raise
    except Exception:
        logger.exception("The front page fails.")
        return False
    return response.status_code == 200


def is_schedule_overdue() -> bool:
    """Return whether a scheduled publication or expiry is overdue."""
    due = timezone.now() - OVERDUE_AFTER
    return (
        Revision.objects.filter(approved_go_live_at__lt=due).exists()
        or Page.objects.filter(live=True, expire_at__lt=due).exists()
    )


def serve_rendition(request: HttpRequest, path: str) -> FileResponse:
    """Serve a rendition file in development; a placeholder with status 404 if there is none.

    The root folder is the limit, not the URL: a path may climb out of the folder it begins with.

    Raises:
        SuspiciousFileOperation: The path leads out of the folder.
    """
    try:
        return serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
    except Http404:
        placeholder = Path(settings.STATICFILES_DIRS[0], PLACEHOLDER)
        return FileResponse(placeholder.open("rb"), status=404, content_type="image/svg+xml")
