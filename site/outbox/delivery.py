"""Delivery: each message is tried until it is sent, and no longer than makes sense.

One worker at a time holds a message, by a lease that ends if the worker dies. Every attempt bears
the same Message-ID. One window cannot be closed from here: a mail server that takes a message and
dies before it says so is asked to take it again; by the Message-ID it, or the reader's programme,
can tell that it is the same one.
"""

import logging
import smtplib
from datetime import timedelta
from secrets import SystemRandom
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from outbox.delivery_errors import describe_error, is_permanent_error
from outbox.models import Notification

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
FIRST_RETRY_DELAY = timedelta(minutes=1)
MAX_RETRY_DELAY = timedelta(hours=6)
RETRY_PERIOD = timedelta(days=3)
MAX_PERMANENT_FAILURES = 3
"""How often a lasting refusal is believed to be a mistake."""


class MailServerUnavailable(Exception):
    """The mail server cannot be spoken to at present: no other letter is tried in this round."""


def deliver_due(most: int = 100) -> int:
    """Send what is due, one message after the other, as long as the mail server answers.

    Args:
        most: How many messages to try in this round.

    Returns:
        How many were sent.
    """
    sent = 0
    connection = get_connection(settings.HUB_MAIL_BACKEND)
    try:
        for pk in list(Notification.objects.due().values_list("pk", flat=True)[:most]):
            if notice := _lease(pk):
                sent += _attempt(notice, connection)
    except MailServerUnavailable:
        logger.warning("The mail server does not answer; the rest waits for the next round.")
    finally:
        _close_connection(connection)
    return sent


def _lease(pk: int) -> Notification | None:
    """Take a message for this worker alone; None when another has it."""
    until = timezone.now() + LEASE
    taken = Notification.objects.due().order_by().filter(pk=pk)
    if not taken.update(leased_until=until, attempts=F("attempts") + 1):
        return None
    return Notification.objects.select_related("user").get(pk=pk)


def _attempt(notice: Notification, connection: BaseEmailBackend) -> bool:
    """Send a message, or put it off.

    Raises:
        ServerTrouble: The trouble is the server's, and not this message's.
    """
    if not notice.to:
        _record_outcome(
            notice, status=Notification.Status.CANCELLED, trouble="The account is closed."
        )
        return False
    try:
        connection.open()
        _build_email(notice, connection).send()
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, OSError) as trouble:
        _close_connection(connection)
        _retry_or_fail(notice, trouble)
        if not isinstance(trouble, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
            raise MailServerUnavailable from trouble
        return False
    except Exception as trouble:  # whatever it is, it is this message's alone
        _close_connection(connection)
        _retry_or_fail(notice, trouble)
        return False
    _record_outcome(notice, status=Notification.Status.SENT, trouble="", sent_at=timezone.now())
    return True


def _build_email(notice: Notification, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"}
    if notice.unsubscribe_url:  # RFC 8058: one press in the mail programme, without a visit
        headers |= {
            "List-Unsubscribe": f"<{notice.unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMultiAlternatives(
        notice.subject,
        notice.text,
        to=[notice.to],
        headers=headers,
        connection=connection,
    )
    if notice.html:
        message.attach_alternative(notice.html, "text/html")
    return message


def _record_outcome(notice: Notification, **changes: Any) -> None:
    """Keep what came of a message, unless its lease ran out and another worker has it now."""
    if notice.is_secret and changes["status"] != Notification.Status.QUEUED:
        changes |= {"text": "", "html": ""}
    held = Notification.objects.filter(pk=notice.pk, leased_until=notice.leased_until)
    if changes["status"] != Notification.Status.SENT:  # what was taken back meanwhile stays so
        held = held.filter(status=Notification.Status.QUEUED)
    held.update(leased_until=None, **changes)


def _retry_or_fail(notice: Notification, trouble: Exception) -> None:
    """Try again later, or give up. What went wrong is told without the message's words."""
    words = describe_error(trouble, notice.to)
    age = timezone.now() - notice.created_at
    if age > RETRY_PERIOD or (
        is_permanent_error(trouble) and notice.attempts >= MAX_PERMANENT_FAILURES
    ):
        logger.error("Notice %s is given up: %s", notice.pk, words)
        _record_outcome(notice, status=Notification.Status.FAILED, trouble=words)
    else:
        logger.warning("Notice %s is put off: %s", notice.pk, words)
        due_at = timezone.now() + retry_delay(notice.attempts)
        _record_outcome(notice, status=Notification.Status.QUEUED, trouble=words, due_at=due_at)


def retry_delay(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, a little uneven."""
    doublings = min(attempts - 1, 16)  # more would be beyond the longest wait in any case
    longest = min(FIRST_RETRY_DELAY * 2**doublings, MAX_RETRY_DELAY)
    return longest * SystemRandom().uniform(0.8, 1.2)


def _close_connection(connection: BaseEmailBackend) -> None:
    """Part from the mail server, however it is; the next message connects again."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        connection.connection = None
