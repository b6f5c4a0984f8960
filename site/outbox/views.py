"""The admin view of undelivered notifications."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from outbox.models import Notification

PER_PAGE = 50


class UndeliveredNotificationsView(View):
    """Lists undelivered notifications with their last error; a POST queues all of them again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Require the permission to change notifications, which guests of the admin lack.

        Raises:
            PermissionDenied: The user lacks it.
        """
        if not request.user.has_perm("outbox.change_notification"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render a page of the list."""
        undelivered = Notification.objects.undelivered().select_related("user")
        page = Paginator(undelivered, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "notifications": page,
            "waiting_count": Notification.objects.late().filter(attempts=0).count(),
        }
        return render(request, "outbox/undelivered.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Queue those that still have a body as if they were new."""
        retried = Notification.objects.undelivered().exclude(text="")
        now = timezone.now()
        number = retried.update(
            status=Notification.Status.QUEUED, due_at=now, created_at=now, leased_until=None
        )
        messages.success(request, f"Emails queued to send again: {number}.")
        return redirect(request.path)
