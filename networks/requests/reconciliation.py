"""A screen that shows that nothing is lost: accepted is told, waiting, or set aside."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils import timezone
from django.views.generic import TemplateView

from networks.models import JoinRequest, PurgedRequestCount
from outbox.models import Notification


@dataclass(frozen=True)
class Reconciliation:
    """How many requests there are, and of how many the team was told.

    Attributes:
        accepted: Taken from visitors and thanked for: the sum of the five that follow.
        told: Of those, all who are to know, and want to, were told.
        waiting: Of those, a message waits to be sent, be it for somebody's daily letter, or could
            not be sent.
        unwanted: Of those, a message was written and not sent: before it went out, whoever was to
            know had left or wanted no letters any more.
        nobody: Of those, there is no message: nobody who is to know wants letters, or their account
            and its letters are gone.
        set_aside: Of those, what looks like spam; it was thanked for as the others were.
        lapsed: What was deleted at its retention date; None for whoever handles some networks
            alone, since the count is of all.
    """

    accepted: int
    told: int
    waiting: int
    unwanted: int
    nobody: int
    set_aside: int
    lapsed: int | None


def reconcile_requests(user: Any) -> Reconciliation:
    """Count the requests a person handles."""
    handled = JoinRequest.objects.handled_by(user)
    for_reading = handled.exclude_quarantined()
    waits = for_reading.filter(Exists(_notifications().filter(status__in=_PENDING_STATUSES)))
    settled = for_reading.exclude(pk__in=waits.values("pk"))
    told = settled.filter(Exists(_notifications().filter(status=Notification.Status.SENT)))
    nobody = for_reading.filter(~Exists(_notifications()))
    set_aside = handled.filter(status=JoinRequest.Status.QUARANTINED)
    accepted = handled.count()
    numbers = [found.count() for found in (told, waits, nobody, set_aside)]
    lapsed = PurgedRequestCount.objects.values_list("number", flat=True)
    return Reconciliation(
        accepted=accepted,
        told=numbers[0],
        waiting=numbers[1],
        unwanted=accepted - sum(numbers),
        nobody=numbers[2],
        set_aside=numbers[3],
        lapsed=sum(lapsed) if user.has_perm("networks.handle_all_requests") else None,
    )


_PENDING_STATUSES = (
    Notification.Status.QUEUED,
    Notification.Status.DIGEST,
    Notification.Status.FAILED,
)


def _notifications() -> QuerySet[Notification]:
    """Return the notices of the outer query's request that say that it came."""
    event_key = Concat(Value("join-request-"), Cast(OuterRef("pk"), CharField()))
    return Notification.objects.filter(event_key=event_key).order_by()


class ReconciliationView(TemplateView):
    """Shows the tally."""

    template_name = "networks/requests/reconciliation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show it to whoever handles requests.

        Raises:
            PermissionDenied: The person handles none.
        """
        if not request.user.has_perm("networks.view_joinrequest"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the numbers."""
        return super().get_context_data(**kwargs) | {
            "tally": reconcile_requests(self.request.user),
            "now": timezone.localtime(),
        }
