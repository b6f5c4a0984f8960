"""Requests that nobody decided: before they are deleted, those who could decide are told."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from networks.joining.keeping import write_to_deciders
from networks.models import JoinRequest

AHEAD = timedelta(days=14)


def warn_of_undecided() -> int:
    """Tell of each request that is still open two weeks before its retention date.

    The date itself stays: it is what the person was promised.

    Returns:
        How many were told of; each is told of once.
    """
    soon = JoinRequest.objects.open().filter(expires_on__lte=timezone.localdate() + AHEAD)
    requests = soon.select_related("form", "network").prefetch_related("form__told")
    with transaction.atomic():
        for request in requests:
            write_to_deciders(request, "networks/request_undecided", f"{request.event_key}:lapses")
    return len(requests)
