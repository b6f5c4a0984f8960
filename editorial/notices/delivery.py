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

from editorial.models import Notice
from editorial.notices.troubles import describe, is_lasting

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=3)
REFUSED = 3
"""How often a lasting refusal is believed to be a mistake."""


class ServerTrouble(Exception):
    """The mail server cannot be spoken to at present: no other letter is tried in this round."""


def deliver(most: int = 100) -> int:
    """Send what is due, one message after the other, as long as the mail server answers.

    Args:
        most: How many messages to try in this round.

    Returns:
        How many were sent.
    """
    sent = 0
    connection = get_connection(settings.HUB_MAIL_BACKEND)
    try:
        for pk in list(Notice.objects.due().values_list("pk", flat=True)[:most]):
            if notice := _lease(pk):
                sent += _try(notice, connection)
    except ServerTrouble:
        logger.warning("The mail server does not answer; the rest waits for the next round.")
    finally:
        _close(connection)
    return sent


def _lease(pk: int) -> Notice | None:
    """Take a message for this worker alone; None when another has it."""
    until = timezone.now() + LEASE
    taken = Notice.objects.due().order_by().filter(pk=pk)
    if not taken.update(leased_until=until, attempts=F("attempts") + 1):
        return None
    return Notice.objects.select_related("user").get(pk=pk)


def _try(notice: Notice, connection: BaseEmailBackend) -> bool:
    """Send a message, or put it off.

    Raises:
        ServerTrouble: The trouble is the server's, and not this message's.
    """
    if not notice.to:
        _settle(notice, status=Notice.Status.DROPPED, trouble="The account is closed.")
        return False
    try:
        connection.open()
        _message(notice, connection).send()
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, OSError) as trouble:
        _close(connection)
        _put_off(notice, trouble)
        if not isinstance(trouble, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
            raise ServerTrouble from trouble
        return False
    except Exception as trouble:  # whatever it is, it is this message's alone
        _close(connection)
        _put_off(notice, trouble)
        return False
    _settle(notice, status=Notice.Status.SENT, trouble="", sent_at=timezone.now())
    return True


def _message(notice: Notice, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"}
    if notice.unsubscribe:  # RFC 8058: one press in the mail programme, without a visit
        headers |= {
            "List-Unsubscribe": f"<{notice.unsubscribe}>",
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


def _settle(notice: Notice, **changes: Any) -> None:
    """Keep what came of a message, unless its lease ran out and another worker has it now."""
    if notice.is_secret and changes["status"] != Notice.Status.QUEUED:
        changes |= {"text": "", "html": ""}
    held = Notice.objects.filter(pk=notice.pk, leased_until=notice.leased_until)
    if changes["status"] != Notice.Status.SENT:  # what was taken back meanwhile stays so
        held = held.filter(status=Notice.Status.QUEUED)
    held.update(leased_until=None, **changes)


def _put_off(notice: Notice, trouble: Exception) -> None:
    """Try again later, or give up. What went wrong is told without the message's words."""
    words = describe(trouble, notice.to)
    age = timezone.now() - notice.created_at
    if age > GIVEN_UP_AFTER or (is_lasting(trouble) and notice.attempts >= REFUSED):
        logger.error("Notice %s is given up: %s", notice.pk, words)
        _settle(notice, status=Notice.Status.FAILED, trouble=words)
    else:
        logger.warning("Notice %s is put off: %s", notice.pk, words)
        due_at = timezone.now() + wait(notice.attempts)
        _settle(notice, status=Notice.Status.QUEUED, trouble=words, due_at=due_at)


def wait(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, a little uneven."""
    doublings = min(attempts - 1, 16)  # more would be beyond the longest wait in any case
    longest = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
    return longest * SystemRandom().uniform(0.8, 1.2)


def _close(connection: BaseEmailBackend) -> None:
    """Part from the mail server, however it is; the next message connects again."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        connection.connection = None
