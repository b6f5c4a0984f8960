"""Reconciles join requests with their notifications, to show that none is lost."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils import timezone
from django.views.generic import TemplateView

from networks.enums import RequestStatus
from networks.models import JoinRequest, PurgedRequestCount
from outbox.models import Notification

_PENDING_STATUSES = (
    Notification.Status.QUEUED,
    Notification.Status.DIGEST,
    Notification.Status.FAILED,
)


@dataclass(frozen=True)
class Reconciliation:
    """The number of join requests by the state of their notifications.

    Attributes:
        accepted: All submissions that visitors were thanked for: the sum of the next five.
        notified: Every recipient who wants notifications was sent one.
        pending: A notification is queued, held for a daily digest, or failed.
        cancelled: Notifications were created and cancelled before delivery.
        without_recipient: There is no notification: no recipient wants one or still exists.
        quarantined: The request is quarantined as spam.
        purged: Requests purged at their retention date; None for users who handle some networks
            only, since the count covers all.
    """

    accepted: int
    notified: int
    pending: int
    cancelled: int
    without_recipient: int
    quarantined: int
    purged: int | None


def reconcile_requests(user: Any) -> Reconciliation:
    """Count the requests that a user handles by the state of their notifications."""
    handled = JoinRequest.objects.handled_by(user)
    notifiable = handled.exclude_quarantined()
    waiting = _receipt_notifications().filter(status__in=_PENDING_STATUSES)
    pending = notifiable.filter(Exists(waiting))
    delivered = Exists(_receipt_notifications().filter(status=Notification.Status.SENT))
    notified = notifiable.exclude(pk__in=pending.values("pk")).filter(delivered)
    without_recipient = notifiable.filter(~Exists(_receipt_notifications()))
    quarantined = handled.filter(status=RequestStatus.QUARANTINED)
    accepted = handled.count()
    counts = [queryset.count() for queryset in (notified, pending, without_recipient, quarantined)]
    purged = PurgedRequestCount.objects.values_list("number", flat=True)
    return Reconciliation(
        accepted=accepted,
        notified=counts[0],
        pending=counts[1],
        cancelled=accepted - sum(counts),
        without_recipient=counts[2],
        quarantined=counts[3],
        purged=sum(purged) if user.has_perm("networks.handle_all_requests") else None,
    )


def _receipt_notifications() -> QuerySet[Notification]:
    """Return the notifications that the outer query's request was received."""
    event_key = Concat(Value("join-request-"), Cast(OuterRef("pk"), CharField()))
    return Notification.objects.filter(event_key=event_key).order_by()


class ReconciliationView(TemplateView):
    """Shows the reconciliation of join requests."""

    template_name = "networks/requests/reconciliation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Require the permission to view join requests.

        Raises:
            PermissionDenied: The user handles no requests.
        """
        if not request.user.has_perm("networks.view_joinrequest"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts."""
        return super().get_context_data(**kwargs) | {
            "reconciliation": reconcile_requests(self.request.user),
            "now": timezone.localtime(),
        }
