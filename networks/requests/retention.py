"""Retention of join requests: warning before they expire, purging them, and counting the purged."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils import timezone

from accounts.invitations import email_event_key
from networks.memberships.services import INVITATION_PURPOSE
from networks.models import JoinRequest, PurgedRequestCount
from networks.notifications import notify_request_handlers
from outbox.models import Notification

BATCH_SIZE = 500
"""The number of requests purged per transaction, which limits how long their rows are locked."""
WARNING_PERIOD = timedelta(days=14)


def delete_expired_requests() -> int:
    """Purge the requests whose retention date has passed.

    Returns:
        The number of purged requests.
    """
    return delete_requests(JoinRequest.objects.expired())


def delete_requests(requests: QuerySet[JoinRequest]) -> int:
    """Delete requests and their notifications, and add them to `PurgedRequestCount`.

    Args:
        requests: The requests, as a queryset that can be evaluated repeatedly.

    Returns:
        The number of purged requests.
    """
    total = 0
    while purged := _purge_batch(requests):
        total += purged
    return total


@transaction.atomic
def _purge_batch(requests: QuerySet[JoinRequest]) -> int:
    locked = requests.select_for_update().order_by("pk")
    pks = list(locked.values_list("pk", flat=True)[:BATCH_SIZE])
    if not pks:
        return 0
    batch = JoinRequest.objects.filter(pk__in=pks)
    rows = (
        batch.order_by()
        .annotate(year=ExtractYear("created_at"))
        .values("form", "network", "year", "status")
        .annotate(number=Count("pk"))
    )
    for row in rows:
        _add_to_count(row)
    _delete_notifications(batch)
    batch.delete()
    return len(pks)


def _delete_notifications(batch: QuerySet[JoinRequest]) -> None:
    """Delete the notifications about requests, including the emails to the applicants."""
    for join_request in batch.only("pk"):
        invitation = email_event_key(INVITATION_PURPOSE, str(join_request.pk))
        about = Q(event_key__startswith=f"{join_request.event_key}:")
        exact = Q(event_key__in=[join_request.event_key, invitation])
        Notification.objects.filter(about | exact).delete()


def _add_to_count(row: dict) -> None:
    count, created = PurgedRequestCount.objects.get_or_create(
        form_id=row["form"],
        network_id=row["network"],
        year=row["year"],
        status=row["status"],
        defaults={"number": row["number"]},
    )
    if not created:
        PurgedRequestCount.objects.filter(pk=count.pk).update(number=F("number") + row["number"])


def notify_undecided_requests() -> int:
    """Notify the handlers of requests that expire undecided within two weeks.

    The retention date itself is not extended: it is what the applicant was promised.

    Returns:
        The number of such requests; each is notified of once.
    """
    expiring = JoinRequest.objects.open().filter(
        expires_on__lte=timezone.localdate() + WARNING_PERIOD
    )
    requests = expiring.select_related("form", "network").prefetch_related(
        "form__notification_recipients"
    )
    with transaction.atomic():
        for join_request in requests:
            key = f"{join_request.event_key}:lapses"
            notify_request_handlers(join_request, "networks/request_undecided", key)
    return len(requests)
