"""What becomes of requests at their retention date: they are deleted, and a count is kept."""

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear

from accounts.invitations import email_occasion
from networks.belonging import INVITED_BY_REQUEST
from networks.models import JoinRequest, LapsedCount
from outbox.models import Notification

AT_ONCE = 500
"""How many are deleted in one transaction, so that nobody waits long for the table."""


def delete_lapsed() -> int:
    """Delete the requests whose retention date has come, and count them.

    Returns:
        How many were deleted.
    """
    return delete_counted(JoinRequest.objects.lapsed())


def delete_counted(requests: QuerySet[JoinRequest]) -> int:
    """Delete requests with the messages about them, and keep a count.

    Args:
        requests: Which, as a question that can be asked again.

    Returns:
        How many were deleted.
    """
    number = 0
    while deleted := _delete_some(requests):
        number += deleted
    return number


@transaction.atomic
def _delete_some(requests: QuerySet[JoinRequest]) -> int:
    going_first = requests.select_for_update().order_by("pk")
    pks = list(going_first.values_list("pk", flat=True)[:AT_ONCE])
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
        _count(row)
    _delete_messages(going)
    going.delete()
    return len(pks)


def _delete_messages(going: QuerySet[JoinRequest]) -> None:
    """Delete what was written about requests, and above all to the person."""
    for request in going.only("pk"):
        invited = email_occasion(INVITED_BY_REQUEST, str(request.pk))
        about = Q(occasion__startswith=f"{request.event_key}:")
        Notification.objects.filter(about | Q(occasion__in=[request.event_key, invited])).delete()


def _count(row: dict) -> None:
    kept, made = LapsedCount.objects.get_or_create(
        form_id=row["form"],
        network_id=row["network"],
        year=row["year"],
        status=row["status"],
        defaults={"number": row["number"]},
    )
    if not made:
        LapsedCount.objects.filter(pk=kept.pk).update(number=F("number") + row["number"])
