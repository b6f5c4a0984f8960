"""What could not be delivered, and another try."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from editorial.guests.permissions import is_guest
from outbox.models import Notification

PER_PAGE = 50


class UndeliveredNotificationsView(View):
    """Lists what was tried in vain, with the reason; one press tries all of it again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let the desk in.

        Raises:
            PermissionDenied: The person is a guest.
        """
        if is_guest(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what is undelivered."""
        found = Notification.objects.undelivered().select_related("user")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        return render(request, "outbox/undelivered.html", {"letters": page})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put what still has its words to the front, as if it were new."""
        again = Notification.objects.undelivered().exclude(text="")
        now = timezone.now()
        number = again.update(
            status=Notification.Status.QUEUED, due_at=now, created_at=now, leased_until=None
        )
        messages.success(request, f"Tried again within a minute: {number}.")
        return redirect(request.path)
