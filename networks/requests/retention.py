"""What becomes of requests at their retention date: they are deleted, and a count is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from accounts.invitations import email_event_key
from networks.join_forms.services import notify_request_handlers
from networks.memberships.services import INVITATION_PURPOSE
from networks.models import JoinRequest, PurgedRequestCount
from outbox.models import Notification

BATCH_SIZE = 500
"""How many are deleted in one transaction, so that nobody waits long for the table."""


def purge_expired_requests() -> int:
    """Delete the requests whose retention date has come, and count them.

    Returns:
        How many were deleted.
    """
    return purge_requests(JoinRequest.objects.lapsed())


def purge_requests(requests: QuerySet[JoinRequest]) -> int:
    """Delete requests with the messages about them, and keep a count.

    Args:
        requests: Which, as a question that can be asked again.

    Returns:
        How many were deleted.
    """
    number = 0
    while deleted := _purge_batch(requests):
        number += deleted
    return number


@transaction.atomic
def _purge_batch(requests: QuerySet[JoinRequest]) -> int:
    going_first = requests.select_for_update().order_by("pk")
    pks = list(going_first.values_list("pk", flat=True)[:BATCH_SIZE])
    if not pks:
        return 0
    going = JoinRequest.objects.filter(pk__in=pks)
    rows = (
        going.order_by()
        .annotate(year=ExtractYear("created_at"))
        .values("form", "network", "year", "status")
        .annotate(number=Count("pk"))
    )
    for row in rows:
        _add_to_count(row)
    _delete_notifications(going)
    going.delete()
    return len(pks)


def _delete_notifications(going: QuerySet[JoinRequest]) -> None:
    """Delete what was written about requests, and above all to the person."""
    for request in going.only("pk"):
        invited = email_event_key(INVITATION_PURPOSE, str(request.pk))
        about = Q(event_key__startswith=f"{request.event_key}:")
        Notification.objects.filter(about | Q(event_key__in=[request.event_key, invited])).delete()


def _add_to_count(row: dict) -> None:
    kept, made = PurgedRequestCount.objects.get_or_create(
        form_id=row["form"],
        network_id=row["network"],
        year=row["year"],
        status=row["status"],
        defaults={"number": row["number"]},
    )
    if not made:
        PurgedRequestCount.objects.filter(pk=kept.pk).update(number=F("number") + row["number"])


WARNING_PERIOD = timedelta(days=14)


def notify_undecided_requests() -> int:
    """Tell of each request that is still open two weeks before its retention date.

    The date itself stays: it is what the person was promised.

    Returns:
        How many were told of; each is told of once.
    """
    soon = JoinRequest.objects.open().filter(expires_on__lte=timezone.localdate() + WARNING_PERIOD)
    requests = soon.select_related("form", "network").prefetch_related("form__told")
    with transaction.atomic():
        for request in requests:
            notify_request_handlers(
                request, "networks/request_undecided", f"{request.event_key}:lapses"
            )
    return len(requests)
