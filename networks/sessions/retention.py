"""Retention of sign-ups and guests: deleted some time after a session; a number is kept."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from networks.models import Session, SessionGuest, SignUp
from networks.sessions.guest_notifications import delete_guests

SIGN_UP_RETENTION = timedelta(days=90)
"""Long enough for organisers to write to the participants."""


def delete_expired_sign_ups() -> int:
    """Delete the guests and sign-ups of sessions that ended long ago; store the sign-ups' number.

    Returns:
        How many guests and sign-ups were deleted.
    """
    before = timezone.now() - SIGN_UP_RETENTION
    guests = delete_guests(SessionGuest.objects.filter(session__ends_at__lt=before))
    expired = SignUp.objects.filter(session__ends_at__lt=before)
    sessions = expired.order_by().values_list("session", flat=True).distinct()
    return guests + sum(_purge_session(pk) for pk in list(sessions))


@transaction.atomic
def _purge_session(pk: int) -> int:
    session = Session.objects.select_for_update().get(pk=pk)
    number = session.sign_ups.by_members().count()
    deleted, _ = session.sign_ups.all().delete()
    Session.objects.filter(pk=pk).update(purged_sign_up_count=F("purged_sign_up_count") + number)
    return deleted
