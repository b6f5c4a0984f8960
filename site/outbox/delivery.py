"""Delivers queued notifications, with retries, through the mail server.

A worker leases a notification before an attempt, and the lease expires if the worker dies. Every
attempt bears the same Message-ID. One duplicate cannot be prevented here: a mail server that
accepts an email and dies before it says so is given it again. By the Message-ID, that server or
the recipient's email client can recognise it.
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

from outbox.attachments import decode_attachment
from outbox.delivery_errors import describe_error, is_permanent_error
from outbox.models import Notification
from outbox.services import NothingToSendError, refresh_notification

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
FIRST_RETRY_DELAY = timedelta(minutes=1)
MAX_RETRY_DELAY = timedelta(hours=6)
RETRY_PERIOD = timedelta(days=3)
MAX_PERMANENT_FAILURES = 3
"""After how many attempts a permanent error is believed."""


class MailServerUnavailable(Exception):
    """The mail server cannot be reached: no other notification is attempted in this run."""


def deliver_due(limit: int = 100) -> int:
    """Send due notifications one after the other, as long as the mail server answers.

    Args:
        limit: How many notifications to attempt.

    Returns:
        The number of notifications sent.
    """
    sent = 0
    connection = get_connection(settings.HUB_MAIL_BACKEND)
    try:
        for pk in list(Notification.objects.due().values_list("pk", flat=True)[:limit]):
            if notification := _lease(pk):
                sent += _attempt(notification, connection)
    except MailServerUnavailable:
        logger.warning("The mail server does not answer; the rest waits for the next round.")
    finally:
        _close_connection(connection)
    return sent


def _lease(pk: int) -> Notification | None:
    """Reserve a due notification for this worker; return None when another worker has its lease."""
    until = timezone.now() + LEASE
    due = Notification.objects.due().order_by().filter(pk=pk)
    if not due.update(leased_until=until, attempts=F("attempts") + 1):
        return None
    return Notification.objects.select_related("user").get(pk=pk)


def _attempt(notification: Notification, connection: BaseEmailBackend) -> bool:
    """Send a notification, or schedule its next attempt. Returns whether it was sent.

    Raises:
        MailServerUnavailable: The error concerns the server and not this notification.
    """
    if not notification.recipient_address:
        _save_outcome(
            notification,
            status=Notification.Status.CANCELLED,
            last_error="The account is closed.",
        )
        return False
    try:
        refresh_notification(notification)
        connection.open()
        if not _build_email(notification, connection).send():
            raise ValueError("The email has no recipient to whom it can be sent.")
    except NothingToSendError:
        _save_outcome(
            notification,
            status=Notification.Status.CANCELLED,
            text="",
            html="",
            last_error="Its content was withdrawn.",
        )
        return False
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, OSError) as error:
        _close_connection(connection)
        _retry_or_fail(notification, error)
        if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
            raise MailServerUnavailable from error
        return False
    except Exception as error:  # any other error concerns this notification alone
        _close_connection(connection)
        _retry_or_fail(notification, error)
        return False
    _save_outcome(
        notification, status=Notification.Status.SENT, last_error="", sent_at=timezone.now()
    )
    return True


def _build_email(
    notification: Notification, connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    headers = {"Message-ID": notification.message_id, "Auto-Submitted": "auto-generated"}
    if notification.unsubscribe_url:  # RFC 8058: unsubscribe from the email client in one step
        headers |= {
            "List-Unsubscribe": f"<{notification.unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    email = EmailMultiAlternatives(
        notification.subject,
        notification.text,
        to=[notification.recipient_address],
        reply_to=notification.reply_to,
        attachments=[decode_attachment(stored) for stored in notification.attachments or ()],
        headers=headers,
        connection=connection,
    )
    if notification.html:
        email.attach_alternative(notification.html, "text/html")
    return email


def _save_outcome(notification: Notification, **changes: Any) -> None:
    """Store the outcome of an attempt, unless the lease expired and another worker has it."""
    if notification.is_secret and changes["status"] != Notification.Status.QUEUED:
        changes |= {"text": "", "html": "", "attachments": None}
    leased = Notification.objects.filter(pk=notification.pk, leased_until=notification.leased_until)
    if changes["status"] != Notification.Status.SENT:  # a cancellation meanwhile stays
        leased = leased.filter(status=Notification.Status.QUEUED)
    leased.update(leased_until=None, **changes)


def _retry_or_fail(notification: Notification, error: Exception) -> None:
    """Schedule the next attempt, or give up; log the error without the notification's content."""
    description = describe_error(error, notification.recipient_address)
    age = timezone.now() - notification.created_at
    is_final = is_permanent_error(error) and notification.attempts >= MAX_PERMANENT_FAILURES
    if age > RETRY_PERIOD or is_final:
        logger.error("Notification %s is given up: %s", notification.pk, description)
        _save_outcome(notification, status=Notification.Status.FAILED, last_error=description)
    else:
        logger.warning("Notification %s is put off: %s", notification.pk, description)
        due_at = timezone.now() + retry_delay(notification.attempts)
        _save_outcome(
            notification,
            status=Notification.Status.QUEUED,
            last_error=description,
            due_at=due_at,
        )


def retry_delay(attempts: int) -> timedelta:
    """Return the delay after a number of attempts: exponential, with jitter."""
    doublings = min(attempts - 1, 16)  # more would exceed the maximum in any case
    delay = min(FIRST_RETRY_DELAY * 2**doublings, MAX_RETRY_DELAY)
    return delay * SystemRandom().uniform(0.8, 1.2)


def _close_connection(connection: BaseEmailBackend) -> None:
    """Close the connection, even a broken one; the next attempt opens another."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        connection.connection = None
